//! Writing envelopes: elements in the official order, in the right namespace, never anything over a limit.

use std::fmt::Write as _;

use serde_json::Value;

use super::fault::Fault;
use super::headers::{ANONYMOUS, Addressing, Dialect};
use super::service::{Service, Version, element_name};
use crate::message::{Message, Request};
use crate::shape::{Kind, Shape};
use crate::violation::Unsendable;

/// What the headers of a request say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calling<'a> {
    /// The version that is spoken.
    pub version: Version,
    /// Who is asked.
    pub service: Service,
    /// The station that asks or is asked.
    pub charge_box_identity: &'a str,
    /// The message's id, such as `urn:uuid:…`.
    pub message_id: &'a str,
    /// The address of whom is asked.
    pub to: &'a str,
    /// The address of whom asks, where it can be reached for calls to it.
    pub from: &'a str,
}

/// What the headers of an answer say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answering<'a> {
    /// The version that is spoken.
    pub version: Version,
    /// Who answers.
    pub service: Service,
    /// The version of SOAP in which was asked.
    pub dialect: Dialect,
    /// The version of WS-Addressing in which was asked.
    pub addressing: Addressing,
    /// The answer's own id.
    pub message_id: &'a str,
    /// The id of the question, where it had one.
    pub relates_to: Option<&'a str>,
}

/// Writes a request, in SOAP 1.2 with WS-Addressing.
///
/// # Errors
///
/// Names the member that must not be sent as it is.
pub fn write_request<R: Request>(calling: &Calling<'_>, request: &R) -> Result<String, Unsendable> {
    request.check()?;
    Ok(write_request_of(calling, R::ACTION, R::SHAPE, &value(request)))
}

/// Writes a request whose payload is JSON that was checked: that of a message which has this shape.
#[must_use]
pub fn write_request_of(calling: &Calling<'_>, action: &str, shape: &'static Shape, payload: &Value) -> String {
    let namespace = calling.version.namespace(calling.service);
    let mut out = open(Dialect::Soap12, Addressing::Of2005);
    out.push_str("<soap:Header>");
    let _ = write!(out, r#"<chargeBoxIdentity xmlns="{namespace}">"#);
    push_text(&mut out, calling.charge_box_identity);
    out.push_str("</chargeBoxIdentity>");
    header(&mut out, "Action", &format!("/{action}"));
    header(&mut out, "MessageID", calling.message_id);
    endpoint(&mut out, "From", calling.from);
    endpoint(&mut out, "ReplyTo", ANONYMOUS);
    header(&mut out, "To", calling.to);
    out.push_str("</soap:Header><soap:Body>");
    message(&mut out, &element_name(action, "Request"), namespace, payload, shape);
    close(&mut out);
    out
}

/// Writes the answer to a request, in the dialect in which was asked.
///
/// # Errors
///
/// Names the member that must not be sent as it is.
pub fn write_response<R: Request>(answering: &Answering<'_>, response: &R::Response) -> Result<String, Unsendable> {
    crate::wire::Wire::check(response)?;
    Ok(write_response_of(answering, R::ACTION, <R::Response as Message>::SHAPE, &value(response)))
}

/// Writes the answer whose payload is JSON that was checked: that of a message which has this shape.
#[must_use]
pub fn write_response_of(answering: &Answering<'_>, action: &str, shape: &'static Shape, payload: &Value) -> String {
    let mut out = open(answering.dialect, answering.addressing);
    answer_headers(&mut out, answering, &format!("/{action}Response"));
    out.push_str("<soap:Body>");
    let namespace = answering.version.namespace(answering.service);
    message(&mut out, &element_name(action, "Response"), namespace, payload, shape);
    close(&mut out);
    out
}

/// Writes a fault, in the dialect in which was asked.
#[must_use]
pub fn write_fault(answering: &Answering<'_>, fault: &Fault) -> String {
    let mut out = open(answering.dialect, answering.addressing);
    answer_headers(&mut out, answering, &format!("{}/fault", answering.addressing.namespace()));
    out.push_str("<soap:Body><soap:Fault>");
    let namespace = answering.version.namespace(answering.service);
    let (is_senders, code) = (fault.code.is_senders(), fault.code.as_str());
    match answering.dialect {
        Dialect::Soap12 => {
            let role = if is_senders { "Sender" } else { "Receiver" };
            let _ = write!(
                out,
                r#"<soap:Code><soap:Value>soap:{role}</soap:Value><soap:Subcode><soap:Value xmlns:o="{namespace}">o:{code}</soap:Value></soap:Subcode></soap:Code><soap:Reason><soap:Text xml:lang="en">"#
            );
            push_text(&mut out, &fault.reason);
            out.push_str("</soap:Text></soap:Reason>");
        }
        Dialect::Soap11 => {
            let role = if is_senders { "Client" } else { "Server" };
            let _ = write!(out, "<faultcode>soap:{role}.{code}</faultcode><faultstring>");
            push_text(&mut out, &fault.reason);
            out.push_str("</faultstring>");
        }
    }
    out.push_str("</soap:Fault>");
    close(&mut out);
    out
}

fn open(dialect: Dialect, addressing: Addressing) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="{}" xmlns:wsa="{}">"#,
        dialect.namespace(),
        addressing.namespace()
    )
}

fn close(out: &mut String) {
    out.push_str("</soap:Body></soap:Envelope>");
}

fn answer_headers(out: &mut String, answering: &Answering<'_>, action: &str) {
    out.push_str("<soap:Header>");
    header(out, "Action", action);
    header(out, "MessageID", answering.message_id);
    if let Some(relates_to) = answering.relates_to {
        header(out, "RelatesTo", relates_to);
    }
    out.push_str("</soap:Header>");
}

fn header(out: &mut String, name: &str, text: &str) {
    let _ = write!(out, "<wsa:{name}>");
    push_text(out, text);
    let _ = write!(out, "</wsa:{name}>");
}

fn endpoint(out: &mut String, name: &str, address: &str) {
    let _ = write!(out, "<wsa:{name}><wsa:Address>");
    push_text(out, address);
    let _ = write!(out, "</wsa:Address></wsa:{name}>");
}

fn value<M: Message>(message: &M) -> Value {
    serde_json::to_value(message).expect("messages hold neither maps with odd keys nor writers that fail")
}

/// The message as an element in its namespace, which the inner elements inherit.
fn message(out: &mut String, name: &str, namespace: &str, payload: &Value, shape: &Shape) {
    let _ = write!(out, r#"<{name} xmlns="{namespace}">"#);
    object(out, payload, shape);
    let _ = write!(out, "</{name}>");
}

/// The members of an object, as elements in their order.
fn object(out: &mut String, value: &Value, shape: &Shape) {
    for field in shape.elements() {
        if let Some(member) = value.get(field.name) {
            element(out, field.name, member, field.kind);
        }
    }
}

fn element(out: &mut String, name: &str, value: &Value, kind: Kind) {
    match kind {
        Kind::List { of, .. } => {
            for part in value.as_array().into_iter().flatten() {
                element(out, name, part, *of);
            }
        }
        Kind::Object(Shape { xml_text: Some(text), fields, .. }) => {
            let _ = write!(out, "<{name}");
            for field in fields.iter().filter(|field| field.name != *text) {
                if let Some(attribute) = value.get(field.name) {
                    let _ = write!(out, r#" {}=""#, field.name);
                    scalar(out, attribute);
                    out.push('"');
                }
            }
            out.push('>');
            if let Some(text) = value.get(text) {
                scalar(out, text);
            }
            let _ = write!(out, "</{name}>");
        }
        Kind::Object(shape) => {
            let _ = write!(out, "<{name}>");
            object(out, value, shape);
            let _ = write!(out, "</{name}>");
        }
        _ => {
            let _ = write!(out, "<{name}>");
            scalar(out, value);
            let _ = write!(out, "</{name}>");
        }
    }
}

fn scalar(out: &mut String, value: &Value) {
    match value {
        Value::String(text) => push_text(out, text),
        other => {
            let _ = write!(out, "{other}");
        }
    }
}

/// Writes a text so that it reads back as what it was. Characters that XML cannot have are replaced.
fn push_text(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            // Would be read as a line's end, or in an attribute as a blank.
            '\r' => out.push_str("&#13;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            plain => out.push(plain),
        }
    }
}
