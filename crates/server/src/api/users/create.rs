//! `POST /users`.

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use domain::NodeId;
use domain::user::Role;
use serde::Deserialize;
use utoipa::ToSchema;

use super::rules;
use crate::access::Access;
use crate::api::record::{Place, record};
use crate::api::value;
use crate::extract::{Body, etag};
use crate::problem::Problem;
use crate::shape::{User, word};

/// A user to be made.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct NewUser {
    /// E-mail address, unique.
    email: String,
    /// First name.
    first_name: String,
    /// Last name.
    last_name: String,
    /// What they are in the portal.
    #[schema(value_type = word::Role)]
    role: Role,
    /// A site administrator's sites; where a driver may charge (anywhere when empty).
    #[serde(default)]
    #[schema(value_type = Option<Vec<i64>>, nullable = false)]
    site_ids: Vec<NodeId>,
    /// Parking place or places.
    #[serde(default)]
    #[schema(value_type = Option<String>, nullable = false)]
    parking: String,
    /// Whether they are mailed about alarms.
    #[serde(default)]
    #[schema(value_type = Option<bool>, nullable = false)]
    email_at_alarm: bool,
    /// The language they read: en, nb or sv; null: the portal's.
    language: Option<String>,
    /// The time zone they live in; null: the browser's.
    time_zone: Option<String>,
    /// At least 8 characters with letters and digits; without one they cannot sign in yet.
    password: Option<String>,
}

/// Make a user
#[utoipa::path(
    post,
    path = "/api/v1/users",
    tag = "users",
    request_body = NewUser,
    responses((status = 201, body = User))
)]
pub(super) async fn create(access: Access, Body(new): Body<NewUser>) -> Result<impl IntoResponse, Problem> {
    let portal = &access.portal;
    let user = new.read(&access).await?;
    let id = portal.store.create_user(user, portal.now()).await?;
    record(&access, "userCreated", format!("User {id} was created"), Place::default()).await?;
    let user = super::stored(&access, id).await?;
    let location = [(header::LOCATION, format!("/api/v1/users/{id}"))];
    Ok((StatusCode::CREATED, location, etag(user.version), Json(User::from(user))))
}

impl NewUser {
    async fn read(self, access: &Access) -> Result<store::user::NewUser, Problem> {
        let email = rules::email(&self.email)?;
        let site_ids = rules::sites(self.role, self.site_ids)?;
        let password = self.password.map(rules::password).transpose()?;
        Ok(store::user::NewUser {
            email,
            first_name: value::text("firstName", &self.first_name, 1..=100)?,
            last_name: value::text("lastName", &self.last_name, 1..=100)?,
            role: self.role,
            site_ids,
            parking: value::text("parking", &self.parking, 0..=200)?,
            email_at_alarm: self.email_at_alarm,
            language: self.language.map(|language| value::language("language", language)).transpose()?,
            time_zone: self.time_zone.map(|zone| value::time_zone("timeZone", zone)).transpose()?,
            password_hash: match password {
                Some(password) => Some(access.portal.hasher.hash(password).await?),
                None => None,
            },
        })
    }
}
