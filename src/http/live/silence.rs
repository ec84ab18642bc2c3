//! Whether anybody is still there: who is silent is asked, and who does not answer has gone.

use std::time::Duration;

use tokio::time::Instant;

/// For how long a client has been silent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Silence {
    ping: Duration,
    gone: Duration,
    heard: Instant,
    asked: Instant,
}

/// What is to be done about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Due {
    /// Nothing yet.
    Nothing,
    /// To ask whether the client is there.
    Ping,
    /// To give it up.
    Gone,
}

impl Silence {
    /// A silence that begins now; it is broken after `ping`, and given up after `gone`.
    pub(super) fn new(ping: Duration, gone: Duration, now: Instant) -> Self {
        Self {
            ping,
            gone,
            heard: now,
            asked: now,
        }
    }

    /// The client said something, whatever it was.
    pub(super) fn broken(&mut self, now: Instant) {
        self.heard = now;
    }

    /// When there may be something to do, if nothing is heard until then.
    pub(super) fn next(&self) -> Instant {
        (self.heard.max(self.asked) + self.ping).min(self.heard + self.gone)
    }

    /// What is to be done; a ping counts as sent.
    pub(super) fn due(&mut self, now: Instant) -> Due {
        if now >= self.heard + self.gone {
            return Due::Gone;
        }
        if now >= self.heard.max(self.asked) + self.ping {
            self.asked = now;
            return Due::Ping;
        }
        Due::Nothing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_silent_is_asked_twice_and_then_given_up() {
        let begun = Instant::now();
        let at = |seconds| begun + Duration::from_secs(seconds);
        let mut silence = Silence::new(Duration::from_secs(25), Duration::from_secs(60), begun);
        let mut told = Vec::new();
        for _ in 0..3 {
            let next = silence.next();
            told.push(((next - begun).as_secs(), silence.due(next)));
        }
        assert_eq!(told, [(25, Due::Ping), (50, Due::Ping), (60, Due::Gone)]);
        silence.broken(at(59));
        assert_eq!(silence.due(at(60)), Due::Nothing);
        assert_eq!(silence.next(), at(84));
        assert_eq!(silence.due(at(84)), Due::Ping);
    }
}
