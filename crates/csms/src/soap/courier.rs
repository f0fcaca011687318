//! Who carries our calls to stations: the server's HTTP client, free of any web framework here.

use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use futures_util::future::BoxFuture;
use url::Url;

/// Posts documents to stations.
pub trait Courier: fmt::Debug + Send + Sync {
    /// Posts an envelope of SOAP 1.2 and gives the document that came back, whatever its HTTP status, at most
    /// [`ocpp::soap::MAX_BYTES`] of it. Redirections are not followed.
    ///
    /// `may_call` is asked of each address to which a connection would be made; one that it refuses is not called.
    fn post<'a>(
        &'a self,
        to: &'a Url,
        action: &'a str,
        document: String,
        may_call: &'a (dyn Fn(IpAddr) -> bool + Send + Sync),
        patience: Duration,
    ) -> BoxFuture<'a, Result<Vec<u8>, CourierFailure>>;
}

/// Why no document came back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CourierFailure {
    /// The name of the host leads nowhere.
    #[error("look up the station's address: {0}")]
    Lookup(String),
    /// The name of the host leads where the portal does not call.
    #[error("reach the station: its address leads to a place where the portal does not call")]
    Forbidden,
    /// Nobody listens there.
    #[error("reach the station: {0}")]
    Connect(String),
    /// The connection broke before the answer.
    #[error("get an answer: {0}")]
    Broken(String),
    /// No answer in time.
    #[error("get an answer in time")]
    TimedOut,
    /// The answer is larger than any may be.
    #[error("read the answer: it is too large")]
    TooLarge,
}
