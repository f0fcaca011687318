//! Writing frames: compact JSON, members in the schema's order, never anything over a limit.

use serde::Serialize;

use super::FrameKind;
use crate::error_code::ErrorCode;
use crate::message::{Message, Request};
use crate::violation::Unsendable;

/// How many characters the description of a CALLERROR may have (OCPP 1.6 JSON specification §4.2.3).
const DESCRIPTION_LIMIT: usize = 255;

/// Writes a CALL.
///
/// # Errors
///
/// Names the member of the request that must not be sent as it is.
pub fn encode_call<R: Request>(id: &str, request: &R) -> Result<String, Unsendable> {
    request.check()?;
    Ok(json(&(FrameKind::Call.number(), id, R::ACTION, request)))
}

/// Writes a CALLRESULT.
///
/// # Errors
///
/// Names the member of the response that must not be sent as it is.
pub fn encode_result<M: Message>(id: &str, response: &M) -> Result<String, Unsendable> {
    response.check()?;
    Ok(json(&(FrameKind::CallResult.number(), id, response)))
}

/// Writes a CALLERROR. The description is cut to 255 characters; it goes to the peer, so nothing internal belongs in it.
#[must_use]
pub fn encode_error(id: &str, code: ErrorCode, description: &str) -> String {
    let end = description.char_indices().nth(DESCRIPTION_LIMIT).map_or(description.len(), |(end, _)| end);
    let details = crate::decode::no_members();
    json(&(FrameKind::CallError.number(), id, code.as_str(), &description[..end], details))
}

fn json(frame: &impl Serialize) -> String {
    serde_json::to_string(frame).expect("frames hold neither maps with odd keys nor writers that fail")
}
