//! `PATCH /users/{id}`.

use axum::Json;
use axum::response::IntoResponse;
use domain::user::Role;
use domain::{NodeId, UserId};
use serde::Deserialize;
use store::EditError;
use store::user::UserUpdate;
use utoipa::ToSchema;

use super::{access_changed, rules, stored};
use crate::access::{Access, Proof};
use crate::api::record::{Place, record};
use crate::api::value;
use crate::extract::{Body, IfMatch, Path, etag};
use crate::problem::Problem;
use crate::shape::change::sent;
use crate::shape::{User, word};

/// What to change of a user; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct UserChange {
    /// E-mail address, unique.
    #[schema(nullable = false)]
    email: Option<String>,
    /// First name.
    #[schema(nullable = false)]
    first_name: Option<String>,
    /// Last name.
    #[schema(nullable = false)]
    last_name: Option<String>,
    /// What they are in the portal.
    #[schema(value_type = Option<word::Role>, nullable = false)]
    role: Option<Role>,
    /// A site administrator's sites; where a driver may charge (anywhere when empty).
    #[schema(value_type = Option<Vec<i64>>, nullable = false)]
    site_ids: Option<Vec<NodeId>>,
    /// Parking place or places.
    #[schema(nullable = false)]
    parking: Option<String>,
    /// Whether they are mailed about alarms.
    #[schema(nullable = false)]
    email_at_alarm: Option<bool>,
    /// The language they read: en, nb or sv; null: the portal's.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    language: Option<Option<String>>,
    /// The time zone they live in; null: the browser's.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    time_zone: Option<Option<String>>,
    /// A new password; it ends their sign-ins.
    #[schema(nullable = false)]
    password: Option<String>,
}

/// Change a user
///
/// A new role, other sites or a new password end the user's sign-ins and streams at once; they sign in anew.
#[utoipa::path(
    patch,
    path = "/api/v1/users/{id}",
    tag = "users",
    params(("id" = i64, Path, description = "The user"), ("If-Match" = String, Header, description = "The ETag of what was read")),
    request_body = UserChange,
    responses((status = 200, body = User))
)]
pub(super) async fn change(
    access: Access,
    Path(id): Path<i64>,
    IfMatch(version): IfMatch,
    Body(mut change): Body<UserChange>,
) -> Result<impl IntoResponse, Problem> {
    let (portal, id) = (&access.portal, UserId(id));
    let present = stored(&access, id).await?;
    if present.version != version {
        return Err(Problem::version_mismatch(User::from(present)));
    }
    let hash = match change.password.take().map(rules::password).transpose()? {
        Some(password) => Some(portal.hasher.hash(password).await?),
        None => None,
    };
    let (role, site_ids) = (present.role, present.site_ids.clone());
    let update = change.applied_to(present)?;
    let may_other = update.role != role || update.site_ids != site_ids;
    match portal.store.update_user(id, version, update).await {
        Err(EditError::VersionMismatch { .. }) => {
            return Err(Problem::version_mismatch(User::from(stored(&access, id).await?)));
        }
        other => other?,
    };
    if let Some(hash) = hash.clone() {
        portal.store.set_password(id, hash, own_cookie(&access, id)).await?;
    }
    if may_other {
        portal.store.end_sign_ins(id, None).await?;
    }
    if may_other || hash.is_some() {
        access_changed(portal, id);
    }
    record(&access, "userUpdated", format!("User {id} was changed"), Place::default()).await?;
    // Who has taken the role away from themselves may no longer read what they wrote.
    let user = portal.store.user(id, &access.reach).await?.ok_or_else(Problem::not_found)?;
    Ok((etag(user.version), Json(User::from(user))))
}

/// The sign-in that a person keeps when they change their own password.
fn own_cookie(access: &Access, id: UserId) -> Option<String> {
    match &access.proof {
        Proof::Cookie(hash) if access.viewer.user_id == Some(id) => Some(hash.0.clone()),
        _ => None,
    }
}

impl UserChange {
    fn applied_to(self, user: store::user::User) -> Result<UserUpdate, Problem> {
        let role = self.role.unwrap_or(user.role);
        let keeps_sites = matches!(role, Role::SiteAdministrator | Role::Driver);
        let site_ids = self.site_ids.unwrap_or(if keeps_sites { user.site_ids } else { Vec::new() });
        Ok(UserUpdate {
            email: rules::email(self.email.as_deref().unwrap_or(&user.email))?,
            first_name: self.first_name.map_or(Ok(user.first_name), |name| value::text("firstName", &name, 1..=100))?,
            last_name: self.last_name.map_or(Ok(user.last_name), |name| value::text("lastName", &name, 1..=100))?,
            role,
            site_ids: rules::sites(role, site_ids)?,
            parking: self.parking.map_or(Ok(user.parking), |parking| value::text("parking", &parking, 0..=200))?,
            email_at_alarm: self.email_at_alarm.unwrap_or(user.email_at_alarm),
            language: match self.language {
                Some(language) => language.map(|language| value::language("language", language)).transpose()?,
                None => user.language,
            },
            time_zone: match self.time_zone {
                Some(zone) => zone.map(|zone| value::time_zone("timeZone", zone)).transpose()?,
                None => user.time_zone,
            },
        })
    }
}
