//! The list of tags.

use domain::access::Reach;
use domain::tag::NormalTag;
use domain::{TagId, UserId, UtcMillis};

use crate::Store;
use crate::database::{Assembly, Row};
use crate::error::StoreError;
use crate::fold;
use crate::page::{Listing, Order, Page, SortKey};

/// A tag as people see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Its id.
    pub id: TagId,
    /// Its normal form.
    pub normal: String,
    /// As it was entered.
    pub id_tag: String,
    /// What people call it.
    pub label: String,
    /// Whom it belongs to.
    pub user_id: Option<UserId>,
    /// Their e-mail address.
    pub user_email: Option<String>,
    /// When it expires.
    pub expires_at: Option<UtcMillis>,
    /// Whether it is blocked.
    pub blocked: bool,
    /// The tag of its group.
    pub parent_tag: Option<String>,
    /// When it was made.
    pub created_at: UtcMillis,
    /// Goes up with each edit.
    pub version: i64,
}

/// Which tags, in which order.
#[derive(Debug, Clone, Default)]
pub struct TagQuery {
    /// Of this user.
    pub user_id: Option<UserId>,
    /// Has this in it or in its label.
    pub contains: Option<String>,
    /// What to sort by.
    pub sort: TagSort,
    /// Largest first.
    pub descending: bool,
    /// The page before's `next_cursor`.
    pub cursor: Option<String>,
    /// Rows of the page.
    pub limit: u32,
}

/// What tags can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TagSort {
    /// The tag.
    #[default]
    IdTag,
    /// The label.
    Label,
    /// The user's e-mail address; nobody's first.
    UserEmail,
    /// When it was made.
    CreatedAt,
}

impl TagSort {
    const fn key(self) -> SortKey {
        match self {
            TagSort::IdTag => SortKey::Text("tag.normal"),
            TagSort::Label => SortKey::Text("LOWER(tag.label)"),
            TagSort::UserEmail => SortKey::Text("COALESCE(app_user.email_folded, '')"),
            TagSort::CreatedAt => SortKey::Integer("tag.created_at"),
        }
    }
}

/// The columns of a tag.
macro_rules! tag_columns {
    () => {
        "tag.id AS id, normal, id_tag, label, tag.user_id AS user_id, app_user.email AS user_email, expires_at, blocked, \
         parent_tag, tag.created_at AS created_at, tag.version AS version"
    };
}

const TABLES: &str = " FROM tag LEFT JOIN app_user ON app_user.id = tag.user_id WHERE ";

impl Store {
    /// A page of tags within reach.
    ///
    /// # Errors
    /// When the cursor is none of this list's, or the database cannot be read.
    pub async fn tags(&self, query: &TagQuery, reach: &Reach) -> Result<Page<Tag>, StoreError> {
        let listing = Listing {
            columns: concat!("SELECT ", tag_columns!()),
            tables: TABLES,
            order: Order { keys: [query.sort.key(), SortKey::Integer("tag.id")], descending: query.descending },
            cursor: query.cursor.as_deref(),
            limit: query.limit,
        };
        let push = |select: &mut Assembly| push_conditions(select, query, reach);
        listing.read(self.readers(), push, tag_from).await
    }

    /// A tag; `None` where there is none within reach.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn tag(&self, id: TagId, reach: &Reach) -> Result<Option<Tag>, StoreError> {
        let mut select = Assembly::new(concat!("SELECT ", tag_columns!()));
        select.push(TABLES);
        push_reach(&mut select, reach);
        select.push(" AND tag.id = ").bind(id);
        self.readers().optional(select.statement()).await?.as_ref().map(tag_from).transpose()
    }
}

fn push_conditions(select: &mut Assembly, query: &TagQuery, reach: &Reach) {
    push_reach(select, reach);
    if let Some(user_id) = query.user_id {
        select.push(" AND tag.user_id = ").bind(user_id);
    }
    if let Some(text) = &query.contains {
        select.push(" AND (tag.search LIKE ").bind(fold::contains(text)).push(" ESCAPE '\\'");
        let normal = fold::containing(NormalTag::of(text).as_str());
        select.push(" OR tag.normal LIKE ").bind(normal).push(" ESCAPE '\\')");
    }
}

/// Adds the condition that a tag is within reach: those of users of the sites, or one's own.
pub(crate) fn push_reach(query: &mut Assembly, reach: &Reach) {
    match reach {
        Reach::All => query.push("TRUE"),
        Reach::Sites(sites) => query
            .push("tag.user_id IN (SELECT user_site.user_id FROM user_site WHERE user_site.site_id IN ")
            .list(sites.iter().copied())
            .push(")"),
        Reach::Own { user_id, .. } => query.push("tag.user_id = ").bind(*user_id),
    };
}

fn tag_from(row: &Row) -> Result<Tag, StoreError> {
    Ok(Tag {
        id: row.id("id", TagId)?,
        normal: row.get("normal")?,
        id_tag: row.get("id_tag")?,
        label: row.get("label")?,
        user_id: row.optional_id("user_id", UserId)?,
        user_email: row.get("user_email")?,
        expires_at: row.optional_time("expires_at")?,
        blocked: row.get("blocked")?,
        parent_tag: row.get("parent_tag")?,
        created_at: row.time("created_at")?,
        version: row.get("version")?,
    })
}
