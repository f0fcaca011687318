//! Adding lines to the event log.

use std::borrow::Cow;

use domain::{NodeId, UtcMillis};

use crate::Store;
use crate::database::Kind::{Integer, Text};
use crate::database::{Connection, Rows, RowsStatement};
use crate::error::WriteError;
use crate::writer::{HotWrite, SessionIds};

/// A line for the event log.
#[derive(Debug, Clone, PartialEq)]
pub struct NewEvent {
    /// When.
    pub at: UtcMillis,
    /// What kind of event, a stable word such as `boot` or `nodeMoved`.
    pub kind: Cow<'static, str>,
    /// The station it is about.
    pub station_id: Option<NodeId>,
    /// The site it is about, which decides who may see it; that of the station where absent.
    pub site_id: Option<NodeId>,
    /// The outlet's number.
    pub outlet: Option<u16>,
    /// Text for people.
    pub text: String,
    /// Who did it, where it was a person or a program.
    pub by: Option<String>,
    /// More, for programs.
    pub detail: Option<serde_json::Value>,
}

static INSERT: RowsStatement = RowsStatement::new(
    "WITH v (at, kind, station_id, site_id, outlet, text, by_name, detail, search) AS (",
    &[Integer, Text, Integer, Integer, Integer, Text, Text, Text, Text],
    ") INSERT INTO event (at, kind, station_id, site_id, outlet, text, by_name, detail, search) \
     SELECT v.at, v.kind, v.station_id, COALESCE(v.site_id, node.site_id), v.outlet, v.text, v.by_name, v.detail, \
     v.search FROM v LEFT JOIN node ON node.id = v.station_id",
);

impl HotWrite for NewEvent {
    type Answer = ();

    fn statement() -> Option<&'static RowsStatement> {
        Some(&INSERT)
    }

    async fn apply(writes: &[&Self], connection: &mut Connection, _: &mut SessionIds) -> Result<Vec<()>, sqlx::Error> {
        let mut rows = Rows::with_capacity(writes.len(), &INSERT);
        for event in writes {
            rows.push(event.at)
                .push(&*event.kind)
                .push(event.station_id)
                .push(event.site_id)
                .push(event.outlet)
                .push(event.text.as_str())
                .push(event.by.as_deref())
                .push(event.detail.as_ref().map(ToString::to_string))
                .push(crate::fold::fold(&event.text));
        }
        INSERT.run(connection, rows).await?;
        Ok(vec![(); writes.len()])
    }
}

impl Store {
    /// Adds a line to the event log.
    ///
    /// # Errors
    /// When the database cannot be reached or refuses.
    pub async fn add_event(&self, event: NewEvent) -> Result<(), WriteError> {
        self.write(event).await
    }
}
