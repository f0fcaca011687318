//! An envelope that came, taken apart.

use super::element::{DocumentError, Element};
use super::fault::ReceivedFault;
use super::headers::{Dialect, Headers};
use super::payload;
use super::service::last_segment;
use crate::decode::Decoded;
use crate::deviation::{Deviation, DeviationKind};
use crate::message::Message;
use crate::shape::Shape;
use crate::violation::Violation;

/// An envelope that came.
#[derive(Debug, Clone, PartialEq)]
pub struct Envelope<'a> {
    /// In which version of SOAP; answers go out in the same.
    pub dialect: Dialect,
    /// What its headers say.
    pub headers: Headers,
    /// What was odd about the envelope; what is odd about its payload, reading that tells.
    pub deviations: Vec<Deviation>,
    payload: Option<Element>,
    document: &'a str,
}

/// Why an envelope could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EnvelopeError {
    /// The document itself.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// It is some other document.
    #[error("find an envelope: the document is something else")]
    NotAnEnvelope,
    /// It has no body.
    #[error("find the envelope's body")]
    NoBody,
}

impl<'a> Envelope<'a> {
    /// Takes a document apart.
    ///
    /// # Errors
    ///
    /// When it is no envelope, or breaks a limit.
    pub fn read(document: &'a str) -> Result<Self, EnvelopeError> {
        let mut root = Element::read(document)?;
        if !root.name.eq_ignore_ascii_case("Envelope") {
            return Err(EnvelopeError::NotAnEnvelope);
        }
        let mut deviations = Vec::new();
        let namespace = root.namespace.as_deref().unwrap_or_default();
        let dialect = if namespace == Dialect::Soap12.namespace() {
            Dialect::Soap12
        } else if namespace == Dialect::Soap11.namespace() {
            deviations.push(Deviation::new("", DeviationKind::OlderSoap, namespace));
            Dialect::Soap11
        } else {
            deviations.push(Deviation::new("", DeviationKind::OddNamespace, namespace));
            Dialect::Soap12
        };
        let headers = Headers::read(root.child("Header"), &mut deviations);
        let body = root.children.iter_mut().find(|child| child.name.eq_ignore_ascii_case("Body"));
        let body = body.ok_or(EnvelopeError::NoBody)?;
        let payload = (!body.children.is_empty()).then(|| body.children.swap_remove(0));
        Ok(Self { dialect, headers, deviations, payload, document })
    }

    /// The fault in the body, where the peer answered with one.
    #[must_use]
    pub fn fault(&self) -> Option<ReceivedFault> {
        self.payload.as_ref().filter(|payload| payload.name == "Fault").map(ReceivedFault::read)
    }

    /// The names that tell what is asked, without what surrounds them, in the order in which they count: the body's element,
    /// the header, and `elsewhere`: what HTTP headers say, as they say it.
    ///
    /// The body comes first since it is what will be read.
    pub fn actions<'b>(&'b self, elsewhere: &'b [&'b str]) -> impl Iterator<Item = &'b str> {
        let body = self.payload.as_ref().map(|payload| payload.name.as_str());
        let written = body.into_iter().chain(self.headers.action.as_deref()).chain(elsewhere.iter().copied());
        written.map(last_segment).filter(|name| !name.is_empty())
    }

    /// The payload as a document of its own, for a message log; empty where there is none.
    #[must_use]
    pub fn payload_text(&self) -> &'a str {
        self.payload.as_ref().and_then(|payload| self.document.get(payload.inner.clone())).unwrap_or_default()
    }

    /// Reads the payload, whose elements belong to `namespace`; as [`crate::decode`] does for JSON.
    ///
    /// # Errors
    ///
    /// Says what could not be understood.
    pub fn decode<T: Message>(&self, namespace: &str) -> Result<Decoded<T>, Violation> {
        let (json, odd) = self.payload_json(T::SHAPE, namespace);
        Ok(with(odd, crate::decode(&json)?))
    }

    /// Reads the payload of a report, of which as much as possible is kept; as [`crate::salvage`] does for JSON.
    ///
    /// # Errors
    ///
    /// Says which required member is missing or cannot be understood.
    pub fn salvage<T: Message>(&self, namespace: &str) -> Result<Decoded<T>, Violation> {
        let (json, odd) = self.payload_json(T::SHAPE, namespace);
        Ok(with(odd, crate::salvage(&json)?))
    }

    /// The payload as the JSON of a message that has this shape, and what was odd about the XML; what is odd about its content,
    /// reading the JSON tells.
    #[must_use]
    pub fn payload_json(&self, shape: &'static Shape, namespace: &str) -> (String, Vec<Deviation>) {
        payload::json(self.payload.as_ref(), self.document, shape, namespace)
    }
}

/// The deviations of the XML before those of its content.
fn with<T>(mut deviations: Vec<Deviation>, decoded: Decoded<T>) -> Decoded<T> {
    deviations.extend(decoded.deviations);
    Decoded { value: decoded.value, deviations }
}
