//! Preview tokens: permissions to see one post in one locale as it is now. Where they are shown is `route`.

mod mutation;

pub(super) use mutation::PreviewTokenMutation;
