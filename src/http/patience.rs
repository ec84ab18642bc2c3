//! Connections that are given up when their clients take nothing more: what is written to them fails then, whatever it was.
//! So nothing of an answer, an event or a message waits for ever in the memory of the server.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::serve::Listener;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Sleep, sleep};

/// How long a write may wait for a client to take some of it.
pub(super) const WRITE_WITHIN: Duration = Duration::from_secs(30);

/// Listens, and has so much patience with each connection.
pub(super) struct PatientListener {
    listener: TcpListener,
    write_within: Duration,
}

impl PatientListener {
    /// A listener whose connections' writes may wait so long.
    pub(super) fn new(listener: TcpListener, write_within: Duration) -> Self {
        Self {
            listener,
            write_within,
        }
    }
}

impl Listener for PatientListener {
    type Io = Patient<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        let (stream, address) = Listener::accept(&mut self.listener).await;
        // An event is short, and nobody should wait for the next one to fill its packet.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "small packets are sent late");
        }
        (Patient::new(stream, self.write_within), address)
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.listener.local_addr()
    }
}

/// A stream whose writes do not wait for ever.
pub(super) struct Patient<S> {
    stream: S,
    write_within: Duration,
    /// Runs while a write waits. Boxed, since that is seldom.
    waiting: Option<Pin<Box<Sleep>>>,
}

impl<S> Patient<S> {
    fn new(stream: S, write_within: Duration) -> Self {
        Self {
            stream,
            write_within,
            waiting: None,
        }
    }

    /// What became of a write, or the end of the patience.
    fn watched(
        &mut self,
        cx: &mut Context<'_>,
        written: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        if written.is_ready() {
            self.waiting = None;
            return written;
        }
        let within = self.write_within;
        let waiting = self.waiting.get_or_insert_with(|| Box::pin(sleep(within)));
        ready!(waiting.as_mut().poll(cx));
        tracing::debug!("a client took nothing for too long; its connection ends");
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Patient<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Patient<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.watched(cx, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, parts);
        self.watched(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    #[tokio::test]
    async fn who_takes_nothing_is_given_up_and_who_is_slow_is_not() {
        let within = Duration::from_millis(200);
        let (ours, mut theirs) = tokio::io::duplex(10);
        let mut ours = Patient::new(ours, within);
        let slow = tokio::spawn(async move {
            let mut byte = [0; 10];
            for _ in 0..5 {
                tokio::time::sleep(Duration::from_millis(80)).await;
                theirs.read_exact(&mut byte).await.unwrap();
            }
            theirs
        });
        ours.write_all(&[7; 60]).await.unwrap();
        let theirs = slow.await.unwrap();
        let error = ours.write_all(&[7; 60]).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
        drop(theirs);
    }
}
