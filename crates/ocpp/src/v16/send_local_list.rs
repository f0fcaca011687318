//! SendLocalList: the tags that a station may accept without asking.

use super::id_tag_info::{IdTagInfo, IdToken};
use crate::enumeration::enumeration;
use crate::message::{message, object};

message! {
    "SendLocalList":
    /// The list, or what changes in it (OCPP 1.6 ed. 2 §6.41).
    pub struct SendLocalListRequest {
        /// The list's version afterwards.
        required list_version "listVersion": i64,
        /// The tags; absent empties a full list.
        optional local_authorization_list "localAuthorizationList": Vec<AuthorizationData>,
        /// Whether this is all of it.
        required update_type "updateType": UpdateType,
    }
    /// What became of it (OCPP 1.6 ed. 2 §6.42).
    pub struct SendLocalListResponse {
        /// The verdict.
        required status "status": UpdateStatus,
    }
}

object! {
    /// A tag of the list (OCPP 1.6 ed. 2 §7.1).
    pub struct AuthorizationData {
        /// The tag.
        required id_tag "idTag": IdToken,
        /// What it may do; absent in a differential update removes the tag.
        optional id_tag_info "idTagInfo": IdTagInfo,
    }
}

enumeration! {
    /// How a list is to be taken (OCPP 1.6 ed. 2 §7.48).
    pub enum UpdateType {
        /// As changes to the one that is there.
        "Differential" Differential,
        /// As all of it.
        "Full" Full,
    }
}

enumeration! {
    /// What became of a list (OCPP 1.6 ed. 2 §7.47).
    pub enum UpdateStatus {
        /// It is in use.
        "Accepted" Accepted,
        /// It could not be taken over.
        "Failed" Failed,
        /// The station has no lists.
        "NotSupported" NotSupported,
        /// A differential update does not follow the version that is there.
        "VersionMismatch" VersionMismatch,
    }
}
