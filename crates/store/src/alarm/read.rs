//! Reading alarms.

use domain::access::Reach;
use domain::alarm::{Alarm, AlarmKey, AlarmType};
use domain::{AlarmId, NodeId};

use crate::Store;
use crate::database::{Assembly, Row, sql};
use crate::error::StoreError;
use crate::page::{Listing, Order, Page, SortKey};
use crate::reach;

/// The columns of an alarm.
macro_rules! alarm_columns {
    () => {
        "alarm.id AS id, alarm.kind AS kind, node_id, subject, alarm.site_id AS site_id, node_name, outlet, text, \
         alarm.created_at AS created_at, last_at, count, cleared_at, cleared_by"
    };
}
pub(super) use alarm_columns;

pub(super) fn alarm_from(row: &Row) -> Result<Alarm, StoreError> {
    Ok(Alarm {
        id: row.id("id", AlarmId)?,
        key: AlarmKey {
            kind: row.word("kind")?,
            node_id: row.optional_id("node_id", NodeId)?,
            subject: row.get("subject")?,
        },
        node_name: row.get("node_name")?,
        outlet: row.optional_small("outlet")?,
        text: row.get("text")?,
        site_id: row.optional_id("site_id", NodeId)?,
        created_at: row.time("created_at")?,
        last_at: row.time("last_at")?,
        count: row.get("count")?,
        cleared_at: row.optional_time("cleared_at")?,
        cleared_by: row.get("cleared_by")?,
    })
}

impl Store {
    /// All active alarms, the oldest first, for the portal's own use.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn active_alarms(&self) -> Result<Vec<Alarm>, StoreError> {
        let query = sql(concat!("SELECT ", alarm_columns!(), " FROM alarm WHERE cleared_at IS NULL"));
        let mut alarms = self.readers().all(query).await?.iter().map(alarm_from).collect::<Result<Vec<_>, _>>()?;
        alarms.sort_by_key(|alarm| alarm.id);
        Ok(alarms)
    }
}

/// Which alarms; the newest first.
#[derive(Debug, Clone, Default)]
pub struct AlarmQuery {
    /// Active ones, or those that have ended; both where absent.
    pub active: Option<bool>,
    /// Of one of these types; any when empty.
    pub kinds: Vec<AlarmType>,
    /// At this node or below it.
    pub node: Option<NodeId>,
    /// The page before's `next_cursor`.
    pub cursor: Option<String>,
    /// Rows of the page.
    pub limit: u32,
}

const ORDER: Order =
    Order { keys: [SortKey::Integer("alarm.created_at"), SortKey::Integer("alarm.id")], descending: true };

impl Store {
    /// A page of alarms within reach. Those of unknown stations belong to no site: only who reaches everything sees them.
    ///
    /// # Errors
    /// When the cursor is none of this list's, or the database cannot be read.
    pub async fn alarms(&self, query: &AlarmQuery, reach: &Reach) -> Result<Page<Alarm>, StoreError> {
        let below = self.below(query.node).await?;
        let listing = Listing {
            columns: concat!("SELECT ", alarm_columns!()),
            tables: " FROM alarm WHERE ",
            order: ORDER,
            cursor: query.cursor.as_deref(),
            limit: query.limit,
        };
        let push = |select: &mut Assembly| {
            reach::rows(select, reach, "alarm.site_id", None);
            select.push(" AND ");
            below.push(select);
            select.push(match query.active {
                Some(true) => " AND cleared_at IS NULL",
                Some(false) => " AND cleared_at IS NOT NULL",
                None => "",
            });
            if !query.kinds.is_empty() {
                select.push(" AND alarm.kind IN ").list(query.kinds.iter().map(|kind| kind.as_str()));
            }
        };
        listing.read(self.readers(), push, alarm_from).await
    }
}
