//! Who is signed in.

use domain::access::Capability;
use domain::user::Role;
use domain::{NodeId, UserId};
use serde::Serialize;
use store::user::User;
use utoipa::ToSchema;

use super::word;
use crate::access::viewer_of;

/// Who is signed in, and what they may do.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Me {
    /// Their id.
    #[schema(value_type = i64)]
    pub id: UserId,
    /// E-mail address.
    pub email: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// What they are in the portal.
    #[schema(value_type = word::Role)]
    pub role: Role,
    /// The language they chose; null: the portal's.
    pub language: Option<String>,
    /// The time zone they chose; null: the browser's.
    pub time_zone: Option<String>,
    /// light, dark or auto.
    pub theme: String,
    /// What they may do.
    #[schema(value_type = Vec<word::Capability>)]
    pub capabilities: Vec<Capability>,
    /// A site administrator's sites; where a driver may charge.
    #[schema(value_type = Vec<i64>)]
    pub site_ids: Vec<NodeId>,
}

/// The theme of those who have chosen none: the device's.
const USUAL_THEME: &str = "auto";

impl From<User> for Me {
    fn from(user: User) -> Me {
        Me {
            capabilities: viewer_of(&user).capabilities(),
            id: user.id,
            email: user.email,
            first_name: user.first_name,
            last_name: user.last_name,
            role: user.role,
            language: user.language,
            time_zone: user.time_zone,
            theme: user.theme.unwrap_or_else(|| USUAL_THEME.to_owned()),
            site_ids: user.site_ids,
        }
    }
}
