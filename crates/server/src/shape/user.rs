//! Users.

use domain::user::Role;
use domain::{NodeId, UserId, UtcMillis};
use serde::Serialize;
use utoipa::ToSchema;

use super::word;

/// A person with a login.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// Its id.
    #[schema(value_type = i64)]
    pub id: UserId,
    /// E-mail address, unique.
    pub email: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// What they are in the portal.
    #[schema(value_type = word::Role)]
    pub role: Role,
    /// A site administrator's sites; where a driver may charge.
    #[schema(value_type = Vec<i64>)]
    pub site_ids: Vec<NodeId>,
    /// Parking place or places.
    pub parking: String,
    /// Whether they are mailed about alarms.
    pub email_at_alarm: bool,
    /// The language they read; null: the portal's.
    pub language: Option<String>,
    /// The time zone they live in; null: the browser's.
    pub time_zone: Option<String>,
    /// When they were added.
    #[schema(value_type = word::Time)]
    pub created_at: UtcMillis,
    /// When they last signed in.
    #[schema(value_type = Option<word::Time>)]
    pub last_sign_in_at: Option<UtcMillis>,
    /// Grows with each edit; also the `ETag`.
    pub version: i64,
    /// How many tags they have.
    pub tags: i64,
}

impl From<store::user::User> for User {
    fn from(user: store::user::User) -> User {
        User {
            id: user.id,
            email: user.email,
            first_name: user.first_name,
            last_name: user.last_name,
            role: user.role,
            site_ids: user.site_ids,
            parking: user.parking,
            email_at_alarm: user.email_at_alarm,
            language: user.language,
            time_zone: user.time_zone,
            created_at: user.created_at,
            last_sign_in_at: user.last_sign_in_at,
            version: user.version,
            tags: user.tags,
        }
    }
}
