//! The schema of a site that may change while requests are answered: each request is answered by one, from its first field to
//! its last.

use std::sync::{Arc, PoisonError, RwLock};

use async_graphql::{Data, Executor, Request, Response};
use futures_util::stream::BoxStream;

use super::schema::Schema;

/// The schema as it is now.
#[derive(Clone)]
pub struct LiveSchema(Arc<RwLock<Schema>>);

impl LiveSchema {
    /// A schema that may be replaced.
    pub fn new(schema: Schema) -> Self {
        Self(Arc::new(RwLock::new(schema)))
    }

    /// Answers the next requests with another one.
    pub fn replace(&self, schema: Schema) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = schema;
    }

    fn current(&self) -> Schema {
        self.0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl Executor for LiveSchema {
    async fn execute(&self, request: Request) -> Response {
        self.current().execute(request).await
    }

    fn execute_stream(
        &self,
        request: Request,
        session_data: Option<Arc<Data>>,
    ) -> BoxStream<'static, Response> {
        Executor::execute_stream(&self.current(), request, session_data)
    }
}
