//! API tokens.

use domain::user::Role;
use domain::{NodeId, TokenId, UtcMillis};
use serde::Serialize;
use utoipa::ToSchema;

use super::word;

/// What a program proves itself with; the secret is shown once, when it is made.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ApiToken {
    /// Its id.
    #[schema(value_type = i64)]
    pub id: TokenId,
    /// What it is for.
    pub name: String,
    /// What it may do.
    #[schema(value_type = word::Role)]
    pub role: Role,
    /// A site administrator's sites.
    #[schema(value_type = Vec<i64>)]
    pub site_ids: Vec<NodeId>,
    /// Whether it may change anything.
    pub write: bool,
    /// Until when it holds; null: for ever.
    #[schema(value_type = Option<word::Time>)]
    pub expires_at: Option<UtcMillis>,
    /// When it was made.
    #[schema(value_type = word::Time)]
    pub created_at: UtcMillis,
    /// Who made it.
    pub created_by: String,
}

impl From<store::token::ApiToken> for ApiToken {
    fn from(token: store::token::ApiToken) -> ApiToken {
        ApiToken {
            id: token.id,
            name: token.name,
            role: token.role,
            site_ids: token.site_ids,
            write: token.may_write,
            expires_at: token.expires_at,
            created_at: token.created_at,
            created_by: token.created_by,
        }
    }
}
