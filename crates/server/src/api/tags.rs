//! RFID tags.

mod change;
mod create;
mod get;
mod list;
mod remove;
mod warnings;

use std::collections::HashMap;

use domain::access::Capability;
use domain::tag::NormalTag;
use domain::{TagId, UserId, UtcMillis};
use store::tag::TagSettings;
use utoipa_axum::routes;

use crate::access::{Access, Needs, Routes};
use crate::api::value;
use crate::problem::Problem;
use crate::shape::Tag;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .add(Needs::Capability(Capability::ViewTags), routes!(list::list))
        .add(Needs::Capability(Capability::EditTags), routes!(create::create))
        .add(Needs::Capability(Capability::ViewTags), routes!(get::get))
        .add(Needs::Capability(Capability::EditTags), routes!(change::change))
        .add(Needs::Capability(Capability::EditTags), routes!(remove::remove))
}

/// A tag as the viewer may see it.
///
/// # Errors
/// `not-found`.
async fn stored(access: &Access, id: TagId) -> Result<store::tag::Tag, Problem> {
    let reach = access.demand(Capability::ViewTags)?;
    access.portal.store.tag(id, &reach).await?.ok_or_else(Problem::not_found)
}

/// The shape of a tag, with its warnings.
async fn shape(access: &Access, tag: store::tag::Tag) -> Result<Tag, Problem> {
    let mut shapes = shapes(access, vec![tag]).await?;
    shapes.pop().ok_or_else(Problem::not_found)
}

/// The shapes of tags. Only who may see all tags is warned of other tags by name.
async fn shapes(access: &Access, tags: Vec<store::tag::Tag>) -> Result<Vec<Tag>, Problem> {
    let sees_all = access.reach_of(Capability::EditTags).is_some();
    let mut known: HashMap<String, String> = HashMap::new();
    if sees_all {
        for tag in &tags {
            let forms = warnings::lookalike_forms(&NormalTag::of(&tag.normal));
            for other in access.portal.store.find_tags(&forms).await? {
                known.insert(other.normal, other.id_tag);
            }
        }
    }
    let shape = |tag: store::tag::Tag| {
        let normal = NormalTag::of(&tag.normal);
        let others = known.iter().map(|(normal, id_tag)| (normal.as_str(), id_tag.as_str()));
        let warnings = warnings::warnings(&normal, others);
        Tag::of(tag, warnings)
    };
    Ok(tags.into_iter().map(shape).collect())
}

/// What people enter of a tag, unchecked.
struct Entered {
    id_tag: String,
    label: String,
    user_id: Option<i64>,
    expires_at: Option<UtcMillis>,
    blocked: bool,
    parent_tag: Option<String>,
}

impl Entered {
    /// # Errors
    /// `invalid-input` with the member at fault.
    fn read(self) -> Result<TagSettings, Problem> {
        let tag = |field: &str, text: &str| {
            domain::tag::TagText::new(text)
                .map_err(|_| Problem::invalid(field, "It must be 1 to 36 letters, digits or signs, in decimal or hex."))
        };
        let parent_tag = self.parent_tag.filter(|text| !text.trim().is_empty());
        Ok(TagSettings {
            id_tag: tag("idTag", &self.id_tag)?,
            label: value::text("label", &self.label, 0..=100)?,
            user_id: self.user_id.map(UserId),
            expires_at: self.expires_at,
            blocked: self.blocked,
            parent_tag: parent_tag
                .map(|text| tag("parentTag", &text).map(|tag| tag.as_str().to_owned()))
                .transpose()?,
        })
    }
}
