//! The schema of a site that may change while requests are answered: each request is answered by one, from its first field to
//! its last. A subscription, which has no last, goes on with the new one.

use std::sync::Arc;

use async_graphql::parser::parse_query;
use async_graphql::parser::types::OperationType;
use async_graphql::{Data, Executor, Request, Response, Variables};
use futures_util::StreamExt;
use futures_util::stream::{BoxStream, unfold};
use tokio::sync::watch;

use super::change::Resume;
use super::schema::Schema;

/// The schema as it is now.
#[derive(Clone)]
pub struct LiveSchema(watch::Sender<Schema>);

impl LiveSchema {
    /// A schema that may be replaced.
    pub fn new(schema: Schema) -> Self {
        Self(watch::channel(schema).0)
    }

    /// Answers the next requests with another one.
    pub fn replace(&self, schema: Schema) {
        self.0.send_replace(schema);
    }

    fn current(&self) -> Schema {
        self.0.borrow().clone()
    }
}

impl Executor for LiveSchema {
    async fn execute(&self, request: Request) -> Response {
        self.current().execute(request).await
    }

    /// What a subscription needs beside its document and variables has to be in the session's data, since it may begin anew.
    fn execute_stream(
        &self,
        request: Request,
        session: Option<Arc<Data>>,
    ) -> BoxStream<'static, Response> {
        match is_subscription(&request) {
            true => Subscribed::begin(self.0.subscribe(), request, session).responses(),
            false => Executor::execute_stream(&self.current(), request, session),
        }
    }
}

/// What cannot be parsed is refused by whoever executes it.
fn is_subscription(request: &Request) -> bool {
    let Ok(document) = parse_query(&request.query) else {
        return false;
    };
    let name = request.operation_name.as_deref();
    let mut operations = document.operations.iter();
    let operation =
        operations.find(|(known, _)| name.is_none() || known.map(|known| known.as_str()) == name);
    operation.is_some_and(|(_, operation)| operation.node.ty == OperationType::Subscription)
}

/// A subscription that outlives schemas. Thousands are held at once: of the document only its text is kept.
struct Subscribed {
    schemas: watch::Receiver<Schema>,
    query: String,
    operation_name: Option<String>,
    variables: Variables,
    session: Option<Arc<Data>>,
    resume: Resume,
    responses: BoxStream<'static, Response>,
}

impl Subscribed {
    fn begin(
        schemas: watch::Receiver<Schema>,
        request: Request,
        session: Option<Arc<Data>>,
    ) -> Self {
        let mut subscribed = Self {
            schemas,
            query: request.query,
            operation_name: request.operation_name,
            variables: request.variables,
            session,
            resume: Resume::default(),
            responses: futures_util::stream::empty().boxed(),
        };
        subscribed.go_on();
        subscribed
    }

    /// Begins, or goes on where it was, with the schema of now.
    fn go_on(&mut self) {
        let schema = self.schemas.borrow_and_update().clone();
        let mut request = Request::new(self.query.clone())
            .variables(self.variables.clone())
            .data(self.resume.clone());
        request.operation_name.clone_from(&self.operation_name);
        self.responses = Executor::execute_stream(&schema, request, self.session.clone());
    }

    fn responses(self) -> BoxStream<'static, Response> {
        unfold(self, |mut subscribed| async move {
            loop {
                tokio::select! {
                    // First: what was not told yet is told by the new schema.
                    biased;
                    Ok(()) = subscribed.schemas.changed() => subscribed.go_on(),
                    response = subscribed.responses.next() => {
                        subscribed.resume.told();
                        return response.map(|response| (response, subscribed));
                    }
                }
            }
        })
        .boxed()
    }
}
