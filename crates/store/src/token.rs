//! API tokens: what programs prove themselves with. The store knows only the hash.

use std::collections::HashMap;

use domain::user::Role;
use domain::{NodeId, TokenId, UtcMillis};

use crate::Store;
use crate::database::Kind::Integer;
use crate::database::{Row, Rows, RowsStatement, sql};
use crate::error::{EditError, StoreError};

/// A token to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewToken {
    /// Hash of the token.
    pub token_hash: String,
    /// What people call it.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// Where, for a role that has sites.
    pub site_ids: Vec<NodeId>,
    /// Whether it may change anything.
    pub may_write: bool,
    /// Until when it holds; for ever where absent.
    pub expires_at: Option<UtcMillis>,
    /// When it was made.
    pub created_at: UtcMillis,
    /// Who made it, by e-mail address.
    pub created_by: String,
}

/// A token as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiToken {
    /// Its id.
    pub id: TokenId,
    /// What people call it.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// Where, for a role that has sites.
    pub site_ids: Vec<NodeId>,
    /// Whether it may change anything.
    pub may_write: bool,
    /// Until when it holds; for ever where absent.
    pub expires_at: Option<UtcMillis>,
    /// When it was made.
    pub created_at: UtcMillis,
    /// Who made it, by e-mail address.
    pub created_by: String,
}

static SITES: RowsStatement = RowsStatement::new(
    "WITH v (token_id, site_id) AS (",
    &[Integer, Integer],
    ") INSERT INTO api_token_site (token_id, site_id) SELECT v.token_id, v.site_id FROM v \
     JOIN node ON node.id = v.site_id WHERE node.kind = 'site' RETURNING site_id",
);

/// The columns of a token.
macro_rules! token_columns {
    () => {
        "id, name, role, may_write, expires_at, created_at, created_by"
    };
}

impl Store {
    /// Keeps a token.
    ///
    /// # Errors
    /// [`EditError::NoSuch`] when a site does not exist.
    pub async fn create_token(&self, token: NewToken) -> Result<TokenId, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let row = connection
                    .one(
                        sql("INSERT INTO api_token (token_hash, name, role, may_write, expires_at, created_at, \
                             created_by) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id")
                        .bind(&token.token_hash)
                        .bind(&token.name)
                        .bind(token.role.as_str())
                        .bind(token.may_write)
                        .bind(token.expires_at)
                        .bind(token.created_at)
                        .bind(&token.created_by),
                    )
                    .await?;
                let id = TokenId(row.first()?);
                let distinct: std::collections::BTreeSet<NodeId> = token.site_ids.iter().copied().collect();
                let mut rows = Rows::with_capacity(distinct.len(), &SITES);
                for site_id in &distinct {
                    rows.push(id).push(*site_id);
                }
                let kept = SITES.run(connection, rows).await?;
                if kept.len() == distinct.len() { Ok(id) } else { Err(EditError::NoSuch { field: "siteIds" }) }
            })
        })
        .await
    }

    /// The token with a hash that holds at `now`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn token(&self, token_hash: &str, now: UtcMillis) -> Result<Option<ApiToken>, StoreError> {
        let query = sql(concat!(
            "SELECT ",
            token_columns!(),
            " FROM api_token WHERE token_hash = $1 AND (expires_at IS NULL OR expires_at > $2)"
        ));
        let Some(row) = self.readers().optional(query.bind(token_hash).bind(now)).await? else { return Ok(None) };
        let mut token = token_from(&row)?;
        let query = sql("SELECT site_id FROM api_token_site WHERE token_id = $1 ORDER BY site_id").bind(token.id);
        for row in self.readers().all(query).await? {
            token.site_ids.push(row.id("site_id", NodeId)?);
        }
        Ok(Some(token))
    }

    /// All tokens, also those that have expired, by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn tokens(&self) -> Result<Vec<ApiToken>, StoreError> {
        let query = sql(concat!("SELECT ", token_columns!(), " FROM api_token ORDER BY name, id"));
        let rows = self.readers().all(query).await?;
        let mut tokens = rows.iter().map(token_from).collect::<Result<Vec<_>, _>>()?;
        let mut sites: HashMap<TokenId, Vec<NodeId>> = HashMap::new();
        let query = sql("SELECT token_id, site_id FROM api_token_site ORDER BY site_id");
        for row in self.readers().all(query).await? {
            sites.entry(row.id("token_id", TokenId)?).or_default().push(row.id("site_id", NodeId)?);
        }
        for token in &mut tokens {
            token.site_ids = sites.remove(&token.id).unwrap_or_default();
        }
        Ok(tokens)
    }

    /// Deletes a token: it no longer holds. Gives the hash by which it was known.
    ///
    /// # Errors
    /// [`EditError::NotFound`] when there is none.
    pub async fn delete_token(&self, id: TokenId) -> Result<String, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let delete = sql("DELETE FROM api_token WHERE id = $1 RETURNING token_hash").bind(id);
                Ok(connection.optional(delete).await?.ok_or(EditError::NotFound)?.get("token_hash")?)
            })
        })
        .await
    }
}

/// A token without its sites.
fn token_from(row: &Row) -> Result<ApiToken, StoreError> {
    Ok(ApiToken {
        id: row.id("id", TokenId)?,
        name: row.get("name")?,
        role: row.word("role")?,
        site_ids: Vec::new(),
        may_write: row.get("may_write")?,
        expires_at: row.optional_time("expires_at")?,
        created_at: row.time("created_at")?,
        created_by: row.get("created_by")?,
    })
}
