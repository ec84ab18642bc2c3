//! Fields of inputs that may be left out, null or given, as the service knows them.

use async_graphql::MaybeUndefined;

use crate::service::input::Edit;

/// What an input says of one part.
pub(super) fn edit<T, U>(field: MaybeUndefined<T>, read: impl FnOnce(T) -> U) -> Edit<U> {
    match field {
        MaybeUndefined::Undefined => Edit::Keep,
        MaybeUndefined::Null => Edit::Clear,
        MaybeUndefined::Value(value) => Edit::Set(read(value)),
    }
}
