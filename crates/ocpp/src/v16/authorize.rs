//! Authorize: a station asks whether a tag may charge.

use super::id_tag_info::{IdTagInfo, IdToken};
use crate::message::message;

message! {
    "Authorize":
    /// A tag was presented (OCPP 1.6 ed. 2 §6.1).
    pub struct AuthorizeRequest {
        /// The tag.
        required id_tag "idTag": IdToken,
    }
    /// The verdict (OCPP 1.6 ed. 2 §6.2).
    pub struct AuthorizeResponse {
        /// What the tag may do.
        required id_tag_info "idTagInfo": IdTagInfo,
    }
}
