//! The list of users.

use domain::access::Reach;
use domain::user::Role;

use super::read::{User, push_reach, user_columns, user_from};
use crate::Store;
use crate::database::Assembly;
use crate::error::StoreError;
use crate::fold;
use crate::page::{Listing, Order, Page, SortKey};

/// Which users, in which order.
#[derive(Debug, Clone, Default)]
pub struct UserQuery {
    /// Has this in the name, the e-mail address or the parking place.
    pub contains: Option<String>,
    /// Has one of these roles; any when empty.
    pub roles: Vec<Role>,
    /// What to sort by.
    pub sort: UserSort,
    /// Largest first.
    pub descending: bool,
    /// The page before's `next_cursor`.
    pub cursor: Option<String>,
    /// Rows of the page.
    pub limit: u32,
}

/// What users can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum UserSort {
    /// The e-mail address.
    #[default]
    Email,
    /// The first name.
    FirstName,
    /// The last name.
    LastName,
    /// The role.
    Role,
    /// The parking place.
    Parking,
    /// When they were made.
    CreatedAt,
    /// When they last signed in; never first.
    LastSignInAt,
}

impl UserSort {
    const fn key(self) -> SortKey {
        match self {
            UserSort::Email => SortKey::Text("email_folded"),
            UserSort::FirstName => SortKey::Text("LOWER(first_name)"),
            UserSort::LastName => SortKey::Text("LOWER(last_name)"),
            UserSort::Role => SortKey::Text("role"),
            UserSort::Parking => SortKey::Text("LOWER(parking)"),
            UserSort::CreatedAt => SortKey::Integer("app_user.created_at"),
            UserSort::LastSignInAt => SortKey::Integer("COALESCE(last_sign_in_at, 0)"),
        }
    }
}

impl Store {
    /// A page of users within reach.
    ///
    /// # Errors
    /// When the cursor is none of this list's, or the database cannot be read.
    pub async fn users(&self, query: &UserQuery, reach: &Reach) -> Result<Page<User>, StoreError> {
        let listing = Listing {
            columns: concat!("SELECT ", user_columns!()),
            tables: " FROM app_user WHERE ",
            order: Order { keys: [query.sort.key(), SortKey::Integer("app_user.id")], descending: query.descending },
            cursor: query.cursor.as_deref(),
            limit: query.limit,
        };
        let push = |select: &mut Assembly| push_conditions(select, query, reach);
        let mut page = listing.read(self.readers(), push, user_from).await?;
        self.fill_sites(&mut page.items).await?;
        Ok(page)
    }
}

fn push_conditions(select: &mut Assembly, query: &UserQuery, reach: &Reach) {
    push_reach(select, reach);
    if let Some(text) = &query.contains {
        select.push(" AND app_user.search LIKE ").bind(fold::contains(text)).push(" ESCAPE '\\'");
    }
    if !query.roles.is_empty() {
        select.push(" AND role IN ").list(query.roles.iter().map(|role| role.as_str()));
    }
}
