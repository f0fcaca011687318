//! Lists of tags and reservations in the words of OCPP 1.6.

use domain::UtcMillis;
use domain::local_list::{ListChange, ListUpdate, LocalListEntry, LocalListPart};
use ocpp::Timestamp;
use ocpp::v16::{AuthorizationData, IdTagInfo, IdToken, ReserveNowRequest, SendLocalListRequest, UpdateType};

use super::answer::authorization_status;

/// A message's worth of a list.
pub(super) fn local_list(part: &LocalListPart) -> SendLocalListRequest {
    let update = match part.update {
        ListUpdate::Full => UpdateType::Full,
        ListUpdate::Differential => UpdateType::Differential,
    };
    let mut request = SendLocalListRequest::new(part.version, update);
    let tags: Vec<AuthorizationData> = part.changes.iter().map(change).collect();
    request.local_authorization_list = Some(tags).filter(|tags| !tags.is_empty());
    request
}

fn change(change: &ListChange) -> AuthorizationData {
    match change {
        ListChange::Remove(tag) => AuthorizationData::new(IdToken::from(tag.as_str())),
        ListChange::Put(LocalListEntry { tag, status, expires_at, parent_tag }) => {
            let mut data = AuthorizationData::new(IdToken::from(tag.as_str()));
            data.id_tag_info = Some(IdTagInfo {
                expiry_date: expires_at.map(|at| Timestamp::from_utc_ms(at.0)),
                parent_id_tag: parent_tag.as_deref().map(IdToken::from),
                status: authorization_status(*status),
            });
            data
        }
    }
}

/// The request for a reservation.
pub(super) fn reserve(
    outlet: u16,
    tag: &str,
    until: UtcMillis,
    parent_tag: Option<&str>,
    reservation_id: i64,
) -> ReserveNowRequest {
    let until = Timestamp::from_utc_ms(until.0);
    let mut request = ReserveNowRequest::new(i64::from(outlet), until, IdToken::from(tag), reservation_id);
    request.parent_id_tag = parent_tag.map(IdToken::from);
    request
}
