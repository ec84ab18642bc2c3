//! A post in one locale: what an editor or translator writes.

mod input;
mod mutation;

pub(super) use input::TranslationInput;
pub(super) use mutation::TranslationMutation;
