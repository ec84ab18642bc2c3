//! The public contract: GraphQL types and resolvers, one folder a noun, and the plans made from what a request selects.
//! No rules and no SQL are here: what exists, and for whom, is decided in `service`; this room only translates.
//! Start with [`schema`]; `selection` and the `plan` files say how one request becomes one plan.

mod backend;
mod error;
mod id;
mod locale;
mod localized;
mod message;
mod navigation;
mod node;
mod page;
mod path;
mod post;
mod route;
mod scalar;
pub mod schema;
mod section;
mod selection;
mod seo;
mod tag;
#[cfg(test)]
mod tests;
pub mod variables;
