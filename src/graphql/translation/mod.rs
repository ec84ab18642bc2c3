//! Translations: written, deleted, confirmed; how far they are, and the queue of what is to be done.

mod input;
mod mutation;
mod object;
mod query;
mod queue;

pub(super) use input::TranslationInput;
pub(super) use mutation::TranslationMutation;
pub(super) use object::TranslationState;
pub(super) use query::TranslationQuery;
