//! The root fields that are not for everybody, and who may ask for them.
//! They are refused before their arguments are looked at: a stranger learns nothing from how wrong they are.

use std::borrow::Cow;

use async_graphql::parser::types::Field;
use async_graphql::registry::Registry;
use async_graphql::{
    ContainerType, Context, ContextSelectionSet, ObjectType, OutputType, Positioned, ServerResult,
    Value, resolver_utils,
};

use super::sender;
use crate::domain::access::Deed;

/// Each with what is done by asking for it.
pub(super) const FIELDS: [(&str, &str, Deed); 24] = [
    ("Mutation", "postCreate", Deed::Edit),
    ("Mutation", "postDelete", Deed::Edit),
    ("Mutation", "postPublish", Deed::Edit),
    ("Mutation", "postUnpublish", Deed::Edit),
    ("Mutation", "postUnschedule", Deed::Edit),
    ("Mutation", "postUpdate", Deed::Edit),
    ("Mutation", "previewTokenCreate", Deed::Translate),
    ("Mutation", "redirectCreate", Deed::Edit),
    ("Mutation", "redirectDelete", Deed::Edit),
    ("Mutation", "revisionRestore", Deed::Translate),
    ("Mutation", "sectionTranslate", Deed::Translate),
    ("Mutation", "tagCreate", Deed::Edit),
    ("Mutation", "tagDelete", Deed::Edit),
    ("Mutation", "tagTranslate", Deed::Translate),
    ("Mutation", "tagTranslationDelete", Deed::Edit),
    ("Mutation", "tokenCreate", Deed::ManageTokens),
    ("Mutation", "tokenRevoke", Deed::ManageTokens),
    ("Mutation", "translationConfirm", Deed::Translate),
    ("Mutation", "translationDelete", Deed::Edit),
    ("Mutation", "translationSave", Deed::Translate),
    ("Query", "render", Deed::Read),
    ("Query", "revisions", Deed::Read),
    ("Query", "translationQueue", Deed::Read),
    ("Query", "viewer", Deed::Read),
];

/// A root whose fields are looked up in [`FIELDS`] before they are resolved.
#[derive(Default)]
pub struct Gated<T>(T);

impl<T: ObjectType> ContainerType for Gated<T> {
    async fn resolve_field(&self, ctx: &Context<'_>) -> ServerResult<Option<Value>> {
        let (root, field) = (T::type_name(), ctx.item.node.name.node.as_str());
        let closed = FIELDS
            .iter()
            .find(|(parent, name, _)| *parent == root && *name == field);
        if let Some((_, _, deed)) = closed {
            let caller = sender::caller(ctx, *deed).await;
            caller.map_err(|error| ctx.set_error_path(error.into_server_error(ctx.item.pos)))?;
        }
        self.0.resolve_field(ctx).await
    }
}

impl<T: ObjectType> OutputType for Gated<T> {
    fn type_name() -> Cow<'static, str> {
        T::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        T::create_type_info(registry)
    }

    async fn resolve(
        &self,
        ctx: &ContextSelectionSet<'_>,
        _field: &Positioned<Field>,
    ) -> ServerResult<Value> {
        resolver_utils::resolve_container(ctx, self).await
    }
}

impl<T: ObjectType> ObjectType for Gated<T> {}
