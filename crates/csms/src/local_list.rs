//! Sending a station its list of tags: worked out from who may charge there, cut to what the station takes, and begun anew where the
//! station has another version (OCPP 1.6 ed. 2 §5.15).

use std::sync::Arc;

use domain::authorise::{KnownTag, Purpose, Request, TagHolder, authorise};
use domain::command::Command;
use domain::local_list::{ListChange, ListUpdate, LocalListEntry, LocalListPart, differences, parts};
use domain::outlet::OutletMode;
use domain::session::AuthorisationStatus;
use domain::tag::WIRE_16_CHARACTERS;
use domain::{NodeId, TagId, UserId};
use store::command::StoredCommand;
use store::local_list::LocalList;
use store::{EditError, StoreError};

use crate::adapter::v16::call::Lesson;
use crate::central_system::CentralSystem;
use crate::command::{End, Route, attempt};
use crate::exchange::exchange;
use crate::line::CallFailure;
use crate::station::Station;
use crate::station_limits::{ListLimits, list_limits};

/// The station's word for a differential update that does not follow its version.
const VERSION_MISMATCH: &str = "VersionMismatch";

/// Why a list could not be worked out or kept.
#[derive(Debug, thiserror::Error)]
enum ListFailure {
    #[error(transparent)]
    Call(#[from] CallFailure),
    #[error(transparent)]
    Read(#[from] StoreError),
    #[error(transparent)]
    Keep(#[from] EditError),
}

/// What is to be on a list, and how it is to be sent.
struct Wish {
    update: ListUpdate,
    entries: Vec<LocalListEntry>,
    /// How many tags are longer than the wire carries.
    too_long: usize,
    limits: ListLimits,
}

/// Sends a station its list, in as many messages as it takes.
///
/// # Errors
/// When a message could not be sent or has no answer that can be understood.
pub(crate) async fn send(
    system: &Arc<CentralSystem>,
    station: &Arc<Station>,
    command: &StoredCommand,
    route: &Route<'_>,
) -> Result<End, CallFailure> {
    match send_all(system, station, command, route).await {
        Ok(end) => Ok(end),
        Err(ListFailure::Call(failure)) => Err(failure),
        Err(error) => {
            tracing::warn!(station = %station.charge_box_id, error = %error, "failed to send a list of tags");
            Ok(End::failed("the database could not be reached".to_owned()))
        }
    }
}

async fn send_all(
    system: &Arc<CentralSystem>,
    station: &Arc<Station>,
    command: &StoredCommand,
    route: &Route<'_>,
) -> Result<End, ListFailure> {
    let Command::SendLocalList { update, tag_ids, user_ids, .. } = &command.command else {
        return Ok(End::failed("no list was to be sent".to_owned()));
    };
    let wish = wish(system, station, *update, tag_ids.as_deref(), user_ids.as_deref()).await?;
    if let Some(most) = wish.limits.most.filter(|most| wish.entries.len() > *most) {
        let count = wish.entries.len();
        return Ok(End::failed(format!("the station's list holds at most {most} tags, and {count} were to be sent")));
    }
    let known = system.store.local_list(station.id).await?;
    let is_known = known.version > 0 && known.station_version == Some(known.version);
    let first = if wish.update == ListUpdate::Differential && is_known { wish.update } else { ListUpdate::Full };
    let (end, is_refused) = send_as(system, station, command, route, &wish, first, &known).await?;
    if !is_refused {
        return Ok(end);
    }
    // The station has another version than the portal believed: it is asked which, and the list begun anew above it.
    let told = exchange(system, station, &Command::GetLocalListVersion {}).await?;
    let Lesson::ListVersion(version) = told.lesson else { return Ok(end) };
    system.store.save_list_version(station.id, version, system.now()).await?;
    let known = LocalList { station_version: Some(version), ..system.store.local_list(station.id).await? };
    Ok(send_as(system, station, command, route, &wish, ListUpdate::Full, &known).await?.0)
}

/// Sends the list in one way; tells also whether the station refused it for its version.
async fn send_as(
    system: &Arc<CentralSystem>,
    station: &Arc<Station>,
    command: &StoredCommand,
    route: &Route<'_>,
    wish: &Wish,
    update: ListUpdate,
    known: &LocalList,
) -> Result<(End, bool), ListFailure> {
    let changes = match update {
        ListUpdate::Full => wish.entries.iter().cloned().map(ListChange::Put).collect(),
        ListUpdate::Differential => differences(&known.entries, &wish.entries),
    };
    let version = known.version.max(known.station_version.unwrap_or(0));
    let messages = parts(version, update, changes, wish.limits.most_at_once);
    let count = messages.len();
    let mut list = known.entries.clone();
    let mut last = None;
    for part in messages {
        let (version, end) = send_part(system, station, command, route, part.clone()).await?;
        if end.outcome != "Accepted" {
            let is_refused = end.outcome == VERSION_MISMATCH;
            return Ok((end, is_refused));
        }
        list = part.applied_to(&list);
        system.store.save_local_list(station.id, version, list.clone(), system.now()).await?;
        last = Some((version, end));
    }
    let left_out = match wish.too_long {
        0 => String::new(),
        count => format!(", {count} tags left out because they are too long"),
    };
    let end = match last {
        None => End::accepted(format!("the station has it already: version {version}{left_out}")),
        Some((version, end)) => {
            let tags = list.len();
            End { outcome: format!("Accepted: version {version}, {tags} tags, {count} messages{left_out}"), ..end }
        }
    };
    Ok((end, false))
}

async fn send_part(
    system: &Arc<CentralSystem>,
    station: &Arc<Station>,
    command: &StoredCommand,
    route: &Route<'_>,
    part: LocalListPart,
) -> Result<(i64, End), CallFailure> {
    let version = part.version;
    let call = Command::SendLocalList { update: part.update, tag_ids: None, user_ids: None, part: Some(part) };
    let command = StoredCommand { command: call, ..command.clone() };
    Ok((version, attempt(system, station, &command, &route.for_next(system)).await?))
}

/// Works out what is to be on the list.
async fn wish(
    system: &CentralSystem,
    station: &Station,
    update: ListUpdate,
    tag_ids: Option<&[TagId]>,
    user_ids: Option<&[UserId]>,
) -> Result<Wish, StoreError> {
    let is_chosen = tag_ids.is_some() || user_ids.is_some();
    let tags = system.store.tags_among(tag_ids, user_ids).await?;
    let site_id = station.with(|state| state.settings.site_id);
    let statuses = tags.into_iter().map(|tag| {
        let status = status(system, &tag, site_id);
        (tag, status)
    });
    // Of all tags, those that may not charge are better not on the list: an unknown tag is refused as well.
    let wanted = statuses.filter(|(_, status)| is_chosen || *status == AuthorisationStatus::Accepted);
    let (entries, too_long): (Vec<_>, Vec<_>) = wanted
        .map(|(tag, status)| LocalListEntry {
            tag: tag.id_tag,
            status,
            expires_at: tag.expires_at,
            parent_tag: tag.parent_tag.filter(|parent| parent.chars().count() <= WIRE_16_CHARACTERS),
        })
        .partition(|entry| entry.tag.chars().count() <= WIRE_16_CHARACTERS);
    let limits = list_limits(system, station).await?;
    Ok(Wish { update, entries, too_long: too_long.len(), limits })
}

/// What a tag may do at a site, by the one decision function.
fn status(system: &CentralSystem, tag: &store::tag::KnownTag, site_id: Option<NodeId>) -> AuthorisationStatus {
    let known = KnownTag {
        id: tag.id,
        parent: tag.parent_tag.clone(),
        blocked: tag.blocked,
        expires_at: tag.expires_at,
        holder: tag.user.as_ref().map(|user| TagHolder { user_id: user.id, site_ids: user.site_ids.clone() }),
    };
    let request = Request {
        purpose: Purpose::Authorize,
        tag: &tag.id_tag,
        known: Some(&known),
        mode: OutletMode::Rfid,
        site_id,
        charging_elsewhere: false,
        kept_for_another: false,
        policies: &system.policies(),
        now: system.now(),
    };
    authorise(&request).status
}
