//! One station under load.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Instant;

use super::answer::{Kind, is_accepted, transaction_id};
use super::frames::reply;
use super::lane::Lane;
use super::socket::{Socket, SocketError};
use super::template::{Fill, Template, frame_text};

/// How many connections one source address carries before the next one is used: fewer than there are ephemeral ports.
const STATIONS_PER_SOURCE: usize = 20_000;

/// How a CALL was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Answer {
    /// Whether by a CALLRESULT that says `Accepted` somewhere.
    pub accepted: bool,
    /// The transaction's id, where there is one in it.
    pub transaction: Option<i64>,
}

/// What a frame turned out to be.
enum Seen {
    /// The answer that was waited for.
    Answer,
    /// A CALL, and what is said to it.
    Asked(String),
    /// Neither.
    Stray,
}

/// A station under load.
pub(crate) struct LoadStation<'a> {
    lane: &'a Lane<'a>,
    socket: Socket,
    tag: String,
    last_id: u64,
    frame: Vec<u8>,
    /// The transaction that MeterValues belong to.
    pub transaction: i64,
    /// The meter's register.
    pub energy_wh: u64,
}

impl<'a> LoadStation<'a> {
    /// Connects as the station with this number, counted from 0.
    pub(crate) async fn connect(lane: &'a Lane<'a>, index: usize) -> Result<Self, SocketError> {
        let plan = lane.plan;
        let id = plan.ids.id(index + 1);
        let source = source_of(lane.target, index);
        let socket = Socket::connect(lane.target, source, &plan.address, &id, plan.password.as_deref()).await?;
        let tag = plan.tags.id(index + 1).replace(['"', '\\'], "");
        Ok(Self { lane, socket, tag, last_id: 0, frame: Vec::new(), transaction: 0, energy_wh: 1_000_000 })
    }

    /// Sends a frame and waits for its answer; the latency is counted where load is measured.
    pub(crate) async fn call(&mut self, template: &Template) -> Result<(), SocketError> {
        self.last_id += 1;
        let frame = {
            let mut clock = self.lane.clock.borrow_mut();
            let fill = Fill {
                id: self.last_id,
                time: clock.now(),
                tag: self.tag.as_bytes(),
                transaction: self.transaction,
                energy_wh: self.energy_wh,
            };
            template.render(&fill, &mut self.frame)
        };
        let sent = Instant::now();
        self.socket.send(frame).await?;
        self.answered().await?;
        self.lane.answered(sent.elapsed());
        Ok(())
    }

    /// Looks into the answer that was received last.
    pub(crate) fn answer(&self) -> Answer {
        let text = self.socket.text();
        Answer { accepted: is_accepted(text), transaction: transaction_id(text) }
    }

    /// Waits for the server to say something, and answers it; it never returns but for an error.
    pub(crate) async fn listen(&mut self) -> SocketError {
        loop {
            if let Err(error) = self.next().await {
                return error;
            }
        }
    }

    /// Waits for the answer to the CALL that was sent last.
    async fn answered(&mut self) -> Result<(), SocketError> {
        while !self.next().await? {}
        Ok(())
    }

    /// Takes the next frame; true where it is the answer to the CALL that was sent last.
    async fn next(&mut self) -> Result<bool, SocketError> {
        self.socket.receive().await?;
        match self.look() {
            Seen::Answer => Ok(true),
            Seen::Stray => Ok(false),
            Seen::Asked(reply) => {
                let mut frame = Vec::new();
                self.socket.send(frame_text(&reply, &mut frame)).await?;
                Ok(false)
            }
        }
    }

    /// Looks at the text that was received last, and counts what is odd about it.
    fn look(&self) -> Seen {
        let mut tally = self.lane.tally.borrow_mut();
        match Kind::of(self.socket.text()) {
            Kind::Result(id) if is_number(id, self.last_id) => Seen::Answer,
            Kind::Refusal(id) if is_number(id, self.last_id) => {
                tally.refusals += 1;
                tally.note(String::from_utf8_lossy(self.socket.text()).into_owned());
                Seen::Answer
            }
            Kind::Call { id, .. } if self.lane.plan.mode.is_echo() && is_number(id, self.last_id) => Seen::Answer,
            Kind::Call { id, action } => {
                tally.server_calls += 1;
                Seen::Asked(reply(&String::from_utf8_lossy(id), &String::from_utf8_lossy(action)))
            }
            Kind::Result(_) | Kind::Refusal(_) | Kind::Unknown => {
                tally.strays += 1;
                Seen::Stray
            }
        }
    }
}

fn is_number(text: &[u8], number: u64) -> bool {
    let read = text.iter().try_fold(0_u64, |sum, byte| {
        let digit = byte.checked_sub(b'0').filter(|digit| *digit < 10)?;
        sum.checked_mul(10)?.checked_add(u64::from(digit))
    });
    read == Some(number)
}

/// On the loopback network a further source address for every 20,000 stations, since each has a limited number of ports.
fn source_of(target: SocketAddr, index: usize) -> Option<SocketAddr> {
    let number = u8::try_from(index / STATIONS_PER_SOURCE).ok().filter(|number| *number > 0)?;
    let is_loopback = target.is_ipv4() && target.ip().is_loopback();
    is_loopback.then(|| SocketAddr::from((Ipv4Addr::new(127, 0, 1, number), 0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_compared_as_numbers() {
        assert!(is_number(b"17", 17));
        assert!(!is_number(b"18", 17));
        assert!(!is_number(b"a17", 17));
        assert!(!is_number(b"99999999999999999999999", 17));
    }

    #[test]
    fn sources_change_before_the_ports_run_out() {
        let local: SocketAddr = "127.0.0.1:8080".parse().unwrap();
        assert_eq!(source_of(local, 19_999), None);
        assert_eq!(source_of(local, 45_000), Some("127.0.1.2:0".parse().unwrap()));
        assert_eq!(source_of("192.0.2.1:80".parse().unwrap(), 45_000), None);
    }
}
