//! May this tag charge? (`ocpp.md` rule 2; OCPP 1.6 ed. 2 §4.1.)

use domain::authorise::{Authorisation, KnownTag, Purpose, Request, TagHolder, station_mode};
use domain::outlet::OutletMode;
use domain::reservation::{Arrival, is_kept_from};
use domain::tag::NormalTag;
use domain::{NodeId, UtcMillis};

use super::{Context, OperationFailure};

/// Answers a station that asks before it starts or stops.
pub(crate) async fn authorise(context: &Context<'_>, tag: &str) -> Result<Authorisation, OperationFailure> {
    let mode = context.station.with(|state| station_mode(state.outlets.iter().map(|outlet| outlet.mode)));
    decide(context, Question { purpose: Purpose::Authorize, tag, mode, outlet: None, at: context.at }).await
}

/// What is asked of the decision function.
#[derive(Debug, Clone, Copy)]
pub(super) struct Question<'a> {
    pub(super) purpose: Purpose<'a>,
    pub(super) tag: &'a str,
    pub(super) mode: OutletMode,
    /// Where the tag starts, so that its own session there does not count as another.
    pub(super) outlet: Option<u16>,
    /// The moment that counts.
    pub(super) at: UtcMillis,
}

/// Finds what the decision rests on, and decides.
pub(super) async fn decide(context: &Context<'_>, question: Question<'_>) -> Result<Authorisation, OperationFailure> {
    Ok(decide_known(context, question).await?.0)
}

/// As [`decide`], with the tag as configured.
pub(super) async fn decide_known(
    context: &Context<'_>,
    question: Question<'_>,
) -> Result<(Authorisation, Option<KnownTag>), OperationFailure> {
    let Question { purpose, tag, mode, outlet, at } = question;
    let normal = NormalTag::of(tag);
    let found = find_tag(context, &normal).await?;
    let charging_elsewhere = match purpose {
        Purpose::Start { .. } => {
            charges_elsewhere(context, &normal, found.as_ref().map(|found| found.normal.as_str()), outlet).await?
        }
        _ => false,
    };
    let known = found.map(known);
    let kept_for_another = match purpose {
        Purpose::Stop { .. } => false,
        _ => is_kept(context, tag, known.as_ref(), outlet, at),
    };
    let policies = context.system.policies();
    let request = Request {
        purpose,
        tag,
        known: known.as_ref(),
        mode,
        site_id: site_of(context),
        charging_elsewhere,
        kept_for_another,
        policies: &policies,
        now: at,
    };
    Ok((domain::authorise::authorise(&request), known))
}

/// Whether the outlet is reserved for another tag. A station that asks before a start names no outlet, so that only one that has a
/// single outlet can be told.
fn is_kept(context: &Context<'_>, tag: &str, known: Option<&KnownTag>, outlet: Option<u16>, at: UtcMillis) -> bool {
    let parent_tag = known.and_then(|known| known.parent.as_deref());
    context.station.with(|state| {
        let only = (state.outlets.len() == 1).then(|| state.outlets[0].number);
        outlet.or(only).is_some_and(|outlet| is_kept_from(&state.reservations, Arrival { outlet, tag, parent_tag, at }))
    })
}

async fn find_tag(context: &Context<'_>, normal: &NormalTag) -> Result<Option<store::tag::KnownTag>, OperationFailure> {
    if normal.is_empty() {
        return Ok(None);
    }
    // The forms are in the order of their likelihood, and so are the tags.
    Ok(context.system.store.find_tags(&forms(normal)).await?.into_iter().next())
}

/// Every form in which a tag may have been entered or told.
fn forms(normal: &NormalTag) -> Vec<String> {
    normal.candidates().iter().map(|form| form.as_str().to_owned()).collect()
}

/// A stored tag as the rule wants it.
fn known(tag: store::tag::KnownTag) -> KnownTag {
    KnownTag {
        id: tag.id,
        parent: tag.parent_tag,
        blocked: tag.blocked,
        expires_at: tag.expires_at,
        holder: tag.user.map(|user| TagHolder { user_id: user.id, site_ids: user.site_ids }),
    }
}

/// Whether the tag has an open session at another outlet, or at another station, in whatever form it was told there: one
/// reader tells the card in hex, another in decimal. Where the tag is known, its own forms count too.
async fn charges_elsewhere(
    context: &Context<'_>,
    normal: &NormalTag,
    known: Option<&str>,
    outlet: Option<u16>,
) -> Result<bool, OperationFailure> {
    if normal.is_empty() || !context.system.policies().one_session_per_tag {
        return Ok(false);
    }
    let mut told = forms(normal);
    told.extend(known.into_iter().flat_map(|known| forms(&NormalTag::of(known))));
    let sessions = context.system.store.open_sessions_of_tag(&told).await?;
    Ok(sessions.iter().any(|session| session.station_id != context.station.id || Some(session.outlet) != outlet))
}

fn site_of(context: &Context<'_>) -> Option<NodeId> {
    context.station.with(|state| state.settings.site_id)
}

/// The group of a tag, where it is known and has one.
pub(super) async fn parent_of(context: &Context<'_>, tag: &str) -> Result<Option<String>, OperationFailure> {
    Ok(find_tag(context, &NormalTag::of(tag)).await?.and_then(|found| found.parent_tag))
}
