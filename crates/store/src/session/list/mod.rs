//! The list of sessions: any filter, any sort, page by page, over millions of rows.

mod along;
mod condition;
mod count;
mod found;
mod group;
mod page;
mod plan;
mod resolve;
mod sort;
mod window;

use domain::access::Reach;
use domain::session::Session;
use domain::{SessionId, UtcMillis};

use self::page::Reading;
use self::sort::Sort;
use super::filter::{SessionFilter, SessionQuery, SessionTotals};
use super::read::{session_from, session_query};
use crate::Store;
use crate::error::StoreError;
use crate::page::{Count, Cursor, Page};
use crate::reach;

/// Sessions in a batch of an export.
const BATCH: u32 = 2_000;

impl Store {
    /// A page of sessions within reach; who charged is told within reach of personal data.
    ///
    /// # Errors
    /// When the cursor is none of this list's, or the database cannot be read.
    pub async fn sessions(
        &self,
        query: &SessionQuery,
        reach: &Reach,
        personal: Option<&Reach>,
    ) -> Result<Page<Session>, StoreError> {
        let Some(reading) = self.reading(query, reach, personal).await? else {
            return Ok(Page { items: Vec::new(), next_cursor: None, count: Count { count: 0, capped: false } });
        };
        let (page, count) = tokio::join!(self.session_rows(&reading), self.count_sessions(&reading.plan));
        let (items, next_cursor) = page?;
        Ok(Page { items, next_cursor, count: count? })
    }

    /// The sums of all sessions within reach that fulfil a filter; running sessions have lasted until `now`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn session_totals(
        &self,
        filter: &SessionFilter,
        now: UtcMillis,
        reach: &Reach,
        personal: Option<&Reach>,
    ) -> Result<SessionTotals, StoreError> {
        match self.conditions(filter, reach, personal).await? {
            Some(conditions) => {
                let plan = self.plan(conditions, u32::MAX).await?;
                self.sum_sessions(&plan, now).await
            }
            None => Ok(SessionTotals::default()),
        }
    }

    /// Begins to read all sessions of a query, batch by batch; its cursor and limit are not looked at.
    pub fn export_sessions(&self, query: SessionQuery, reach: Reach, personal: Option<Reach>) -> SessionExport {
        let query = SessionQuery { cursor: None, limit: BATCH, ..query };
        SessionExport { store: self.clone(), query, reach, personal, is_done: false }
    }

    /// A session within reach; who charged is told within reach of personal data.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn session_within(
        &self,
        id: SessionId,
        reach: &Reach,
        personal: Option<&Reach>,
    ) -> Result<Option<Session>, StoreError> {
        let mut query = session_query(personal);
        query.push("session.id = ").bind(id).push(" AND ");
        reach::rows(&mut query, reach, "session.site_id", Some("session.user_id"));
        self.readers().optional(query.statement()).await?.as_ref().map(session_from).transpose()
    }

    /// What the reading of a page depends on; `None` when nothing can be on it.
    async fn reading<'a>(
        &self,
        query: &SessionQuery,
        reach: &Reach,
        personal: Option<&'a Reach>,
    ) -> Result<Option<Reading<'a>>, StoreError> {
        let sort = Sort::of(query.sort, personal.is_some_and(|personal| personal == reach || *personal == Reach::All));
        let after = match &query.cursor {
            Some(text) => {
                let Cursor(keys) = Cursor::read(text, sort.keys())?;
                if !sort.fits(&keys) {
                    return Err(StoreError::BadCursor);
                }
                Some(keys)
            }
            None => None,
        };
        let Some(conditions) = self.conditions(&query.filter, reach, personal).await? else { return Ok(None) };
        let plan = self.plan(conditions, query.limit).await?;
        Ok(Some(Reading { plan, sort, descending: query.descending, after, limit: query.limit, personal }))
    }

    /// The sessions of a page and where the next begins.
    async fn session_rows(&self, reading: &Reading<'_>) -> Result<(Vec<Session>, Option<String>), StoreError> {
        let mut rows = self.read_page(reading).await?;
        let limit = usize::try_from(reading.limit).unwrap_or(usize::MAX);
        let mut next_cursor = None;
        if rows.len() > limit {
            rows.truncate(limit);
            if let Some(last) = rows.last() {
                next_cursor = Some(Cursor(reading.sort.keys_of(last)?).write());
            }
        }
        Ok((rows.iter().map(session_from).collect::<Result<_, _>>()?, next_cursor))
    }
}

/// All sessions of a query, batch by batch, so that memory stays flat however many there are.
#[derive(Debug)]
pub struct SessionExport {
    store: Store,
    query: SessionQuery,
    reach: Reach,
    personal: Option<Reach>,
    is_done: bool,
}

impl SessionExport {
    /// The next sessions in the order of the query; `None` when there are no more.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn next(&mut self) -> Result<Option<Vec<Session>>, StoreError> {
        if self.is_done {
            return Ok(None);
        }
        let reading = self.store.reading(&self.query, &self.reach, self.personal.as_ref()).await?;
        let (sessions, next_cursor) = match reading {
            Some(reading) => self.store.session_rows(&reading).await?,
            None => (Vec::new(), None),
        };
        self.is_done = next_cursor.is_none();
        self.query.cursor = next_cursor;
        Ok((!sessions.is_empty()).then_some(sessions))
    }
}
