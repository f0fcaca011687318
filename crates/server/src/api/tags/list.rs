//! `GET /tags`.

use axum::Json;
use domain::UserId;
use serde::Deserialize;
use store::tag::{TagQuery, TagSort};
use utoipa::IntoParams;

use crate::access::Access;
use crate::api::parameter::{Limit, Sort, Words};
use crate::extract::Query;
use crate::problem::Problem;
use crate::shape::{Page, Tag};

/// Which tags, in which order.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(super) struct TagParameters {
    /// Of this user.
    user_id: Option<i64>,
    /// Has this in it or in its label.
    #[param(value_type = Option<String>)]
    contains: Option<Words>,
    /// A column (idTag, label, userEmail, createdAt), with `-` in front for the largest first.
    #[param(value_type = Option<String>)]
    sort: Sort<TagColumn>,
    /// Rows of a page.
    #[param(value_type = Option<u32>, default = 50, minimum = 1, maximum = 500)]
    limit: Limit,
    /// `nextCursor` of the page before.
    cursor: Option<String>,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
enum TagColumn {
    #[default]
    IdTag,
    Label,
    UserEmail,
    CreatedAt,
}

impl From<TagColumn> for TagSort {
    fn from(column: TagColumn) -> TagSort {
        match column {
            TagColumn::IdTag => TagSort::IdTag,
            TagColumn::Label => TagSort::Label,
            TagColumn::UserEmail => TagSort::UserEmail,
            TagColumn::CreatedAt => TagSort::CreatedAt,
        }
    }
}

/// The tags that the viewer may see: a driver their own
#[utoipa::path(get, path = "/api/v1/tags", tag = "tags", params(TagParameters), responses((status = 200, body = Page<Tag>)))]
pub(super) async fn list(access: Access, Query(parameters): Query<TagParameters>) -> Result<Json<Page<Tag>>, Problem> {
    let query = TagQuery {
        user_id: parameters.user_id.map(UserId),
        contains: parameters.contains.map(|words| words.0),
        sort: parameters.sort.column.into(),
        descending: parameters.sort.descending,
        cursor: parameters.cursor,
        limit: parameters.limit.rows(),
    };
    let page = access.portal.store.tags(&query, &access.reach).await?;
    let items = super::shapes(&access, page.items).await?;
    Ok(Json(Page { items, next_cursor: page.next_cursor, total: page.count.into() }))
}
