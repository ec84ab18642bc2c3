//! The schema of a site that may change while requests are answered: each request is answered by one, from its first field to
//! its last. A subscription, which has no last, goes on with the new one.

use std::sync::Arc;

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
        mut request: Request,
        session: Option<Arc<Data>>,
    ) -> BoxStream<'static, Response> {
        match is_subscription(&mut request) {
            true => Subscribed::new(self.0.subscribe(), request, session).responses(),
            false => Executor::execute_stream(&self.current(), request, session),
        }
    }
}

fn is_subscription(request: &mut Request) -> bool {
    let name = request.operation_name.clone();
    // What cannot be parsed is refused by whoever executes it.
    let Ok(document) = request.parsed_query() else {
        return false;
    };
    let mut operations = document.operations.iter();
    let operation = operations
        .find(|(known, _)| name.is_none() || known.map(|known| known.as_str()) == name.as_deref());
    operation.is_some_and(|(_, operation)| operation.node.ty == OperationType::Subscription)
}

/// A subscription that outlives schemas.
struct Subscribed {
    schemas: watch::Receiver<Schema>,
    request: Request,
    session: Option<Arc<Data>>,
    resume: Resume,
    responses: BoxStream<'static, Response>,
}

impl Subscribed {
    fn new(schemas: watch::Receiver<Schema>, request: Request, session: Option<Arc<Data>>) -> Self {
        let mut subscribed = Self {
            schemas,
            request,
            session,
            resume: Resume::default(),
            responses: futures_util::stream::empty().boxed(),
        };
        subscribed.begin();
        subscribed
    }

    /// Begins, or goes on where it was, with the schema of now.
    fn begin(&mut self) {
        let schema = self.schemas.borrow_and_update().clone();
        let mut request = Request::new(self.request.query.clone())
            .variables(Variables::clone(&self.request.variables))
            .data(self.resume.clone());
        request
            .operation_name
            .clone_from(&self.request.operation_name);
        if let Ok(document) = self.request.parsed_query() {
            request.set_parsed_query(document.clone());
        }
        self.responses = Executor::execute_stream(&schema, request, self.session.clone());
    }

    fn responses(self) -> BoxStream<'static, Response> {
        unfold(self, |mut subscribed| async move {
            loop {
                tokio::select! {
                    response = subscribed.responses.next() => {
                        return response.map(|response| (response, subscribed));
                    }
                    Ok(()) = subscribed.schemas.changed() => subscribed.begin(),
                }
            }
        })
        .boxed()
    }
}
