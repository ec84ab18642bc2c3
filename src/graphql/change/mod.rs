//! Changes of content, told while they happen.

mod kind;
mod object;
mod subscription;

pub(super) use subscription::{ChangeSubscription, Resume};
