//! The public contract: GraphQL types and resolvers, one folder a noun, and the plans made from what a request selects.
//! No rules and no SQL are here: what exists, and for whom, is decided in `service`; this room only translates.
//! Start with [`schema`]; `selection` and the `plan` files say how one request becomes one plan.

mod backend;
mod change;
mod edit;
mod error;
mod gate;
mod id;
pub mod live;
mod locale;
mod localized;
mod message;
mod navigation;
mod node;
mod page;
mod path;
mod payload;
mod post;
mod preview_token;
mod redirect;
mod rendering;
mod revision;
mod route;
mod scalar;
pub mod schema;
mod section;
mod selection;
pub mod sender;
mod seo;
mod tag;
#[cfg(test)]
mod tests;
mod token;
mod translation;
mod user_error;
pub mod variables;
