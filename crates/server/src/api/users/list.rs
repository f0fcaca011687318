//! `GET /users`.

use axum::Json;
use domain::user::Role;
use serde::Deserialize;
use store::user::{UserQuery, UserSort};
use utoipa::IntoParams;

use crate::access::Access;
use crate::api::parameter::{Choices, Limit, Sort, Words};
use crate::extract::Query;
use crate::problem::Problem;
use crate::shape::{Page, User};

/// Which users, in which order.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(super) struct UserParameters {
    /// Has this in the name, the e-mail address or the parking place.
    #[param(value_type = Option<String>)]
    contains: Option<Words>,
    /// Has one of these roles, separated by commas.
    #[param(value_type = Option<String>)]
    role: Option<Choices<Role>>,
    /// A column (email, firstName, lastName, role, parking, createdAt, lastSignInAt), with `-` in front for the largest first.
    #[param(value_type = Option<String>)]
    sort: Sort<UserColumn>,
    /// Rows of a page.
    #[param(value_type = Option<u32>, default = 50, minimum = 1, maximum = 500)]
    limit: Limit,
    /// `nextCursor` of the page before.
    cursor: Option<String>,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
enum UserColumn {
    #[default]
    Email,
    FirstName,
    LastName,
    Role,
    Parking,
    CreatedAt,
    LastSignInAt,
}

impl From<UserColumn> for UserSort {
    fn from(column: UserColumn) -> UserSort {
        match column {
            UserColumn::Email => UserSort::Email,
            UserColumn::FirstName => UserSort::FirstName,
            UserColumn::LastName => UserSort::LastName,
            UserColumn::Role => UserSort::Role,
            UserColumn::Parking => UserSort::Parking,
            UserColumn::CreatedAt => UserSort::CreatedAt,
            UserColumn::LastSignInAt => UserSort::LastSignInAt,
        }
    }
}

/// The users that the viewer may see
#[utoipa::path(get, path = "/api/v1/users", tag = "users", params(UserParameters), responses((status = 200, body = Page<User>)))]
pub(super) async fn list(
    access: Access,
    Query(parameters): Query<UserParameters>,
) -> Result<Json<Page<User>>, Problem> {
    let query = UserQuery {
        contains: parameters.contains.map(|words| words.0),
        roles: parameters.role.map_or_else(Vec::new, |roles| roles.0),
        sort: parameters.sort.column.into(),
        descending: parameters.sort.descending,
        cursor: parameters.cursor,
        limit: parameters.limit.rows(),
    };
    let page = access.portal.store.users(&query, &access.reach).await?;
    Ok(Json(Page::of(page, User::from)))
}
