//! SendLocalList: the tags that a station may accept without asking. 1.5 spells authorisation with an `s`, and has a hash.

use crate::enumeration::enumeration;
use crate::message::{message, object};
use crate::v16::{IdTagInfo, IdToken, UpdateType};
use crate::wire::FreeText;

message! {
    "SendLocalList":
    /// The list, or what changes in it (OCPP 1.5 §6).
    pub struct SendLocalListRequest {
        /// Whether this is all of it.
        required update_type "updateType": UpdateType,
        /// The list's version afterwards.
        required list_version "listVersion": i64,
        /// The tags; absent empties a full list.
        optional local_authorisation_list "localAuthorisationList": Vec<AuthorisationData>,
        /// A hash over the list afterwards, to be compared by the station; nothing says how it is made.
        optional hash "hash": FreeText,
    }
    /// What became of it (OCPP 1.5 §6).
    pub struct SendLocalListResponse {
        /// The verdict.
        required status "status": UpdateStatus,
        /// The station's hash over the list.
        optional hash "hash": FreeText,
    }
}

object! {
    /// A tag of the list (OCPP 1.5 §7).
    pub struct AuthorisationData {
        /// The tag.
        required id_tag "idTag": IdToken,
        /// What it may do; absent in a differential update removes the tag.
        optional id_tag_info "idTagInfo": IdTagInfo,
    }
}

enumeration! {
    /// What became of a list (OCPP 1.5 §7).
    pub enum UpdateStatus {
        /// It is in use.
        "Accepted" Accepted,
        /// It could not be taken over.
        "Failed" Failed,
        /// The hashes differ.
        "HashError" HashError,
        /// The station has no lists.
        "NotSupported" NotSupported,
        /// A differential update does not follow the version that is there.
        "VersionMismatch" VersionMismatch,
    }
}
