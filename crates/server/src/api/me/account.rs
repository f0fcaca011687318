//! `GET /me` and `PATCH /me`.

use axum::Json;
use domain::UserId;
use domain::access::Reach;
use serde::Deserialize;
use store::user::{OwnAccount, User};
use utoipa::ToSchema;

use crate::access::Access;
use crate::api::value;
use crate::extract::Body;
use crate::problem::{Problem, ProblemKind};
use crate::shape::Me;
use crate::shape::change::sent;

/// What the viewer can change of themselves.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct MeChange {
    #[schema(nullable = false)]
    first_name: Option<String>,
    #[schema(nullable = false)]
    last_name: Option<String>,
    /// en, nb or sv; null: the portal's.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    language: Option<Option<String>>,
    /// An IANA time zone; null: the browser's.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    time_zone: Option<Option<String>>,
    /// light, dark or auto.
    #[schema(nullable = false)]
    theme: Option<String>,
}

/// Who is signed in
#[utoipa::path(get, path = "/api/v1/me", tag = "me", responses((status = 200, body = Me)))]
pub(super) async fn get(access: Access) -> Result<Json<Me>, Problem> {
    Ok(Json(read(&access, access.user_id()?).await?.into()))
}

async fn read(access: &Access, id: UserId) -> Result<User, Problem> {
    access.portal.store.user(id, &Reach::All).await?.ok_or_else(|| ProblemKind::NotSignedIn.into())
}

/// Change the viewer's own names, language, time zone or theme
#[utoipa::path(
    patch,
    path = "/api/v1/me",
    tag = "me",
    request_body = MeChange,
    responses((status = 200, body = Me))
)]
pub(super) async fn change(access: Access, Body(change): Body<MeChange>) -> Result<Json<Me>, Problem> {
    let user_id = access.user_id()?;
    let account = change.applied_to(read(&access, user_id).await?)?;
    access.portal.store.update_own_account(user_id, account).await?;
    Ok(Json(read(&access, user_id).await?.into()))
}

impl MeChange {
    fn applied_to(self, user: User) -> Result<OwnAccount, Problem> {
        let language = self.language.map_or(Ok(user.language), |language| {
            language.map(|language| value::language("language", language)).transpose()
        })?;
        let time_zone = self
            .time_zone
            .map_or(Ok(user.time_zone), |zone| zone.map(|zone| value::time_zone("timeZone", zone)).transpose())?;
        if self.theme.as_ref().is_some_and(|theme| !["light", "dark", "auto"].contains(&theme.as_str())) {
            return Err(Problem::invalid("theme", "It must be light, dark or auto."));
        }
        Ok(OwnAccount {
            first_name: self.first_name.map_or(Ok(user.first_name), |name| value::text("firstName", &name, 1..=100))?,
            last_name: self.last_name.map_or(Ok(user.last_name), |name| value::text("lastName", &name, 0..=100))?,
            language,
            time_zone,
            theme: self.theme.or(user.theme),
        })
    }
}
