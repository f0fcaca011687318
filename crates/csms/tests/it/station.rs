//! A station that plays raw frames over a socket in memory.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use csms::{Admission, CentralSystem, CloseReason, Incoming, Outgoing};
use futures_util::{Sink, Stream};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use crate::portal::PATIENCE;

/// The portal's end of a socket in memory.
struct Socket {
    incoming: mpsc::UnboundedReceiver<Incoming<String>>,
    outgoing: mpsc::UnboundedSender<Outgoing>,
}

impl Stream for Socket {
    type Item = Result<Incoming<String>, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.incoming.poll_recv(context).map(|frame| frame.map(Ok))
    }
}

impl Sink<Outgoing> for Socket {
    type Error = Infallible;

    fn poll_ready(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn start_send(self: Pin<&mut Self>, frame: Outgoing) -> Result<(), Infallible> {
        // A station that is gone reads nothing any more.
        let _ = self.outgoing.send(frame);
        Ok(())
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn poll_close(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }
}

pub(crate) struct Station {
    outgoing: mpsc::UnboundedSender<Incoming<String>>,
    incoming: mpsc::UnboundedReceiver<Outgoing>,
    served: JoinHandle<()>,
    next_id: u32,
}

/// Whatever the portal sends in any test has no white space but in its texts.
fn assert_compact(text: &str) {
    let (mut is_text, mut is_escaped) = (false, false);
    for character in text.chars() {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' if is_text => is_escaped = true,
            '"' => is_text = !is_text,
            _ => assert!(is_text || !character.is_whitespace(), "not compact: {text}"),
        }
    }
}

/// A call of the portal's as the station reads it.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) id: String,
    pub(crate) action: String,
    pub(crate) payload: Value,
}

impl Station {
    pub(crate) fn serve(system: &Arc<CentralSystem>, admission: Admission) -> Self {
        let (outgoing, read_by_portal) = mpsc::unbounded_channel();
        let (written_by_portal, incoming) = mpsc::unbounded_channel();
        let socket = Socket { incoming: read_by_portal, outgoing: written_by_portal };
        let system = Arc::clone(system);
        let served = tokio::spawn(async move { system.serve(admission, socket).await });
        Self { outgoing, incoming, served, next_id: 1 }
    }

    /// Sends a text as it is.
    pub(crate) fn send(&self, text: impl Into<String>) {
        self.outgoing.send(Incoming::Text(text.into())).expect("the portal reads");
    }

    /// Sends any frame.
    pub(crate) fn send_frame(&self, frame: Incoming<String>) {
        self.outgoing.send(frame).expect("the portal reads");
    }

    /// Reads the next frame of the portal's.
    pub(crate) async fn read(&mut self) -> Outgoing {
        tokio::time::timeout(PATIENCE, self.incoming.recv())
            .await
            .expect("the portal should say something")
            .expect("the portal should not hang up")
    }

    /// The next frame, if there is one already.
    pub(crate) fn read_now(&mut self) -> Option<Outgoing> {
        self.incoming.try_recv().ok()
    }

    /// Reads the next text as JSON.
    pub(crate) async fn read_json(&mut self) -> Value {
        loop {
            match self.read().await {
                Outgoing::Text(text) => {
                    assert_compact(&text);
                    return serde_json::from_str(&text).expect("the portal sends JSON");
                }
                Outgoing::Ping => {}
                Outgoing::Close(reason) => panic!("the portal closed: {reason:?}"),
            }
        }
    }

    /// Sends a call with an id of its own and reads the answer's payload.
    pub(crate) async fn call(&mut self, action: &str, payload: Value) -> Value {
        let id = format!("s{}", self.next_id);
        self.next_id += 1;
        self.call_as(&id, action, payload).await
    }

    /// Sends a call and reads the answer's payload.
    pub(crate) async fn call_as(&mut self, id: &str, action: &str, payload: Value) -> Value {
        self.send(json!([2, id, action, payload]).to_string());
        let answer = self.read_json().await;
        assert_eq!(answer[0], 3, "an error came: {answer}");
        assert_eq!(answer[1], id, "another call was answered: {answer}");
        answer[2].clone()
    }

    /// Sends a text and reads the code of the error that answers it.
    pub(crate) async fn error(&mut self, text: impl Into<String>) -> (String, String) {
        self.send(text);
        let answer = self.read_json().await;
        assert_eq!(answer[0], 4, "no error came: {answer}");
        (answer[1].as_str().expect("an id").to_owned(), answer[2].as_str().expect("a code").to_owned())
    }

    /// Boots as a station that was never asked for its configuration would; answers what the portal asks of a new one.
    pub(crate) async fn boot(&mut self) -> Value {
        self.call("BootNotification", boot()).await
    }

    /// Reads the portal's next call.
    pub(crate) async fn asked(&mut self) -> Asked {
        let call = self.read_json().await;
        assert_eq!(call[0], 2, "no call came: {call}");
        Asked {
            id: call[1].as_str().expect("an id").to_owned(),
            action: call[2].as_str().expect("an action").to_owned(),
            payload: call[3].clone(),
        }
    }

    /// Answers a call of the portal's.
    pub(crate) fn answer(&self, asked: &Asked, payload: Value) {
        self.send(json!([3, asked.id, payload]).to_string());
    }

    /// Closes the socket, and waits until the portal is done with it.
    pub(crate) async fn hang_up(self) {
        self.send_frame(Incoming::Close);
        self.ended().await;
    }

    /// Waits until the portal is done with the socket.
    pub(crate) async fn ended(self) {
        tokio::time::timeout(PATIENCE, self.served).await.expect("the portal should end").expect("without a panic");
    }

    /// Reads until the portal closes.
    pub(crate) async fn closed(&mut self) -> CloseReason {
        loop {
            if let Outgoing::Close(reason) = self.read().await {
                return reason;
            }
        }
    }
}

pub(crate) fn boot() -> Value {
    json!({"chargePointVendor": "Vendor", "chargePointModel": "Model", "firmwareVersion": "1.0"})
}

pub(crate) fn start(outlet: u16, tag: &str, meter_wh: i64, at: &str) -> Value {
    json!({"connectorId": outlet, "idTag": tag, "meterStart": meter_wh, "timestamp": at})
}

pub(crate) fn stop(transaction: i64, meter_wh: i64, at: &str) -> Value {
    json!({"transactionId": transaction, "meterStop": meter_wh, "timestamp": at, "reason": "Local"})
}

/// Meter values with an energy register in Wh and a power in W.
pub(crate) fn meter(outlet: u16, transaction: Option<i64>, energy_wh: i64, power_w: i64, at: &str) -> Value {
    let mut payload = json!({"connectorId": outlet, "meterValue": [{"timestamp": at, "sampledValue": [
        {"value": energy_wh.to_string(), "measurand": "Energy.Active.Import.Register", "unit": "Wh"},
        {"value": power_w.to_string(), "measurand": "Power.Active.Import", "unit": "W"},
    ]}]});
    if let Some(transaction) = transaction {
        payload["transactionId"] = json!(transaction);
    }
    payload
}

pub(crate) fn status(outlet: u16, status: &str, error: &str, at: &str) -> Value {
    json!({"connectorId": outlet, "status": status, "errorCode": error, "timestamp": at})
}

/// A socket whose library has a bug.
pub(crate) struct Panicking;

impl Stream for Panicking {
    type Item = Result<Incoming<String>, Infallible>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        panic!("a bug")
    }
}

impl Sink<Outgoing> for Panicking {
    type Error = Infallible;

    fn poll_ready(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn start_send(self: Pin<&mut Self>, _: Outgoing) -> Result<(), Infallible> {
        Ok(())
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn poll_close(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }
}

/// A socket of a station that says one thing and never reads.
pub(crate) struct Deaf(Option<String>);

impl Deaf {
    pub(crate) fn saying(text: String) -> Self {
        Self(Some(text))
    }
}

impl Stream for Deaf {
    type Item = Result<Incoming<String>, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.take().map_or(Poll::Pending, |text| Poll::Ready(Some(Ok(Incoming::Text(text)))))
    }
}

impl Sink<Outgoing> for Deaf {
    type Error = Infallible;

    fn poll_ready(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Pending
    }

    fn start_send(self: Pin<&mut Self>, _: Outgoing) -> Result<(), Infallible> {
        Ok(())
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Pending
    }

    fn poll_close(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Pending
    }
}
