//! How a request becomes a WebSocket.
//!
//! Pages of every origin may open one, as they may fetch: no cookie or other credential of the browser is looked at, and a
//! token has to be sent by a page that knows it, so that there is nothing which another site could borrow.

use std::sync::Arc;

use async_graphql::Executor;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::{FromRequestParts, Request, WebSocketUpgrade};
use axum::http::{HeaderMap, header};
use axum::response::Response;

use super::Visitor;
use super::socket::{Socket, turn_away};
use crate::http::answer;
use crate::http::endpoint::Endpoint;
use crate::http::error_code::ErrorCode;
use crate::http::negotiation::MediaType;
use crate::http::refusal::Refusal;

/// The name of the protocol.
const SUBPROTOCOL: &str = "graphql-transport-ws";

/// What is read at once, in bytes. Ten thousand clients that are silent hold a buffer each; a longer message makes it longer.
const READ_BYTES: usize = 512;

/// Whether a client would like to speak over a WebSocket.
pub(in crate::http) fn is_upgrade(headers: &HeaderMap) -> bool {
    let upgrade = headers.get(header::UPGRADE);
    upgrade.is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"websocket"))
}

/// Answers with a WebSocket.
pub(in crate::http) async fn upgrade<E: Executor>(
    endpoint: Arc<Endpoint<E>>,
    request: Request,
) -> Response {
    let (mut parts, _) = request.into_parts();
    let media_type = MediaType::accepted(&parts.headers).unwrap_or(MediaType::Json);
    let Some(seat) = endpoint.live.connections.take() else {
        return endpoint.live.connections.refuse(media_type);
    };
    let upgrade = match WebSocketUpgrade::from_request_parts(&mut parts, &()).await {
        Ok(upgrade) => upgrade,
        Err(rejection) => return answer::of_refusal(&no_handshake(&rejection), media_type),
    };
    let bytes_max = endpoint.limits.body_bytes;
    let upgrade = upgrade
        .protocols([SUBPROTOCOL])
        .read_buffer_size(READ_BYTES)
        // Every message is written at once.
        .write_buffer_size(0)
        .max_message_size(bytes_max)
        .max_frame_size(bytes_max);
    if upgrade.selected_protocol().is_none() {
        let pace = endpoint.live.pace;
        return upgrade.on_upgrade(move |socket| turn_away(socket, pace, seat));
    }
    let visitor = Visitor::of(&parts);
    upgrade.on_upgrade(move |socket| Socket::new(socket, endpoint, visitor, seat).run())
}

fn no_handshake(rejection: &WebSocketUpgradeRejection) -> Refusal {
    let (status, message) = (rejection.status(), rejection.body_text());
    Refusal::of_transport(status, ErrorCode::BadInput, message)
}
