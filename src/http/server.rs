//! Listening, serving, and stopping without cutting anyone off.

use std::future::{Future, pending};
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::oneshot;

use super::Connections;
use super::patience::{PatientListener, WRITE_WITHIN};

/// How long requests may take to end once the server was asked to stop.
pub const STOP_WITHIN: Duration = Duration::from_secs(10);

/// Why the server cannot listen.
#[derive(Debug, thiserror::Error)]
pub enum ListenError {
    /// Another program listens there.
    #[error(
        "port {} of {} is in use; stop the program that listens there, or choose another address with --listen {}:{}",
        .0.port(), .0.ip(), shown(.0), .0.port().checked_add(1).unwrap_or(8080)
    )]
    InUse(SocketAddr),
    /// Ports under 1024 often need a privilege.
    #[error("listening on {0} is not permitted; choose a port from 1024, such as --listen {host}:8080", host = shown(.0))]
    NotPermitted(SocketAddr),
    /// Anything else, such as an address that the machine does not have.
    #[error("listening on {address} failed")]
    Other {
        /// Where.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
}

/// Connections that may wait to be taken.
const BACKLOG: u32 = 1024;

/// An address that nobody else can listen at. Whoever connects is refused until [`listen`](Self::listen): a load balancer
/// then asks another instance, where it would otherwise wait for the end of the start.
#[derive(Debug)]
pub struct Held {
    socket: TcpSocket,
    address: SocketAddr,
}

/// Takes hold of an address.
///
/// # Errors
/// See [`ListenError`]; each says what to do.
pub fn hold(address: SocketAddr) -> Result<Held, ListenError> {
    match bound(address) {
        Ok(socket) => Ok(Held { socket, address }),
        Err(source) => Err(refused(address, source)),
    }
}

fn bound(address: SocketAddr) -> io::Result<TcpSocket> {
    let socket = match address {
        SocketAddr::V4(_) => TcpSocket::new_v4()?,
        SocketAddr::V6(_) => TcpSocket::new_v6()?,
    };
    // Or the address would be in use for a minute after its last connection; on Windows it would be anybody's.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    Ok(socket)
}

impl Held {
    /// Begins to listen.
    ///
    /// # Errors
    /// See [`ListenError`]; each says what to do.
    pub fn listen(self) -> Result<TcpListener, ListenError> {
        let listening = self.socket.listen(BACKLOG);
        listening.map_err(|source| refused(self.address, source))
    }
}

fn refused(address: SocketAddr, source: io::Error) -> ListenError {
    match source.kind() {
        io::ErrorKind::AddrInUse => ListenError::InUse(address),
        io::ErrorKind::PermissionDenied => ListenError::NotPermitted(address),
        _ => ListenError::Other { address, source },
    }
}

/// Serves until `stop` is done, then takes no new connection, tells those that stay open to end, and waits for them and
/// for the requests that are being answered, but no longer than `stop_within`, nor than until `stop_now` is done.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    connections: Connections,
    stop: impl Future<Output = ()> + Send + 'static,
    stop_now: impl Future<Output = ()>,
    stop_within: Duration,
) -> io::Result<()> {
    let (stopping, stopped) = oneshot::channel();
    let stopped_connections = connections.clone();
    let asked_to_stop = async move {
        stop.await;
        tracing::info!("stopping: requests that are being answered may end");
        stopped_connections.stop();
        // Nobody listens any more when serving has already ended; then there is nothing left to hurry.
        let _ = stopping.send(());
    };
    let too_late = async {
        match stopped.await {
            Ok(()) => tokio::select! {
                () = tokio::time::sleep(stop_within) => {}
                () = stop_now => {}
            },
            Err(_) => pending().await,
        }
    };
    let listener = PatientListener::new(listener, WRITE_WITHIN);
    let serving = axum::serve(listener, router).with_graceful_shutdown(asked_to_stop);
    let ended = async {
        serving.await?;
        // A WebSocket is no request any more, and not waited for by the library.
        connections.ended().await;
        Ok(())
    };
    tokio::select! {
        ended = ended => ended,
        () = too_late => {
            tracing::warn!("stopped before all requests had ended");
            Ok(())
        }
    }
}

/// Done when the process is asked to end: by Ctrl-C or, on Unix, by SIGTERM.
pub async fn stop_signal() {
    let interrupt = async {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::warn!(%error, "Ctrl-C cannot be listened to");
            pending::<()>().await;
        }
    };
    tokio::select! {
        () = interrupt => {}
        () = terminated() => {}
    }
}

#[cfg(unix)]
async fn terminated() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            terminate.recv().await;
        }
        Err(error) => {
            tracing::warn!(%error, "SIGTERM cannot be listened to");
            pending::<()>().await;
        }
    }
}

#[cfg(not(unix))]
async fn terminated() {
    pending::<()>().await;
}

/// The host as it is written before a colon and a port.
fn shown(address: &SocketAddr) -> String {
    match address {
        SocketAddr::V4(address) => address.ip().to_string(),
        SocketAddr::V6(address) => format!("[{}]", address.ip()),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use axum::routing::get;

    use super::*;

    async fn slow_site(answer_after: Duration) -> (SocketAddr, TcpListener, Router) {
        let listener = hold(SocketAddr::from(([127, 0, 0, 1], 0)))
            .unwrap()
            .listen()
            .unwrap();
        let slow = move || async move {
            tokio::time::sleep(answer_after).await;
            "done"
        };
        (
            listener.local_addr().unwrap(),
            listener,
            Router::new().route("/", get(slow)),
        )
    }

    /// Asks, stops the server while it answers, and tells the answer and how long stopping took.
    async fn stopped_while_answering(
        answer_after: Duration,
        stop_within: Duration,
    ) -> (Option<String>, Duration) {
        let (address, listener, router) = slow_site(answer_after).await;
        let (stop, stopped) = oneshot::channel::<()>();
        let stop_future = async move {
            let _ = stopped.await;
        };
        let connections = Connections::new(1);
        let serving = serve(
            listener,
            router,
            connections,
            stop_future,
            pending(),
            stop_within,
        );
        let serving = tokio::spawn(serving);
        let asking = tokio::spawn(async move {
            let answer = reqwest::get(format!("http://{address}/")).await.ok()?;
            answer.text().await.ok()
        });
        tokio::time::sleep(Duration::from_millis(100)).await;
        let begun = Instant::now();
        stop.send(()).unwrap();
        serving.await.unwrap().unwrap();
        let took = begun.elapsed();
        // What is left of the connection ends with its task.
        let answer = tokio::time::timeout(Duration::from_millis(50), asking).await;
        (answer.ok().and_then(Result::unwrap), took)
    }

    #[tokio::test]
    async fn a_request_that_is_being_answered_may_end() {
        let (answer, _) =
            stopped_while_answering(Duration::from_millis(300), Duration::from_secs(5)).await;
        assert_eq!(answer.as_deref(), Some("done"));
    }

    #[tokio::test]
    async fn stopping_does_not_wait_for_ever() {
        let (answer, took) =
            stopped_while_answering(Duration::from_secs(60), Duration::from_millis(200)).await;
        assert_eq!(answer, None);
        assert!(took < Duration::from_secs(3), "{took:?}");
    }

    #[tokio::test]
    async fn a_port_in_use_is_one_line_that_says_what_to_do() {
        let first = hold(SocketAddr::from(([127, 0, 0, 1], 0)))
            .unwrap()
            .listen()
            .unwrap();
        let address = first.local_addr().unwrap();
        let error = hold(address).unwrap_err().to_string();
        let (port, next) = (
            address.port(),
            address.port().checked_add(1).unwrap_or(8080),
        );
        let expected = format!(
            "port {port} of 127.0.0.1 is in use; stop the program that listens there, or choose another address with \
             --listen 127.0.0.1:{next}"
        );
        assert_eq!(error, expected);
    }
}
