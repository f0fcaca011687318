//! What the central system's picture of the present is made from when the program starts.

use std::collections::HashMap;

use domain::outlet::OutletPresent;
use domain::session::Session;
use domain::station::Protocol;
use domain::{ChargeBoxId, NodeId, UtcMillis};

use super::admission::charge_box_id;
use super::runtime::present_from;
use crate::Store;
use crate::database::{Row, sql};
use crate::error::StoreError;
use crate::session::{session_from, whole_session_query};

/// A station as it was when the program last ran.
#[derive(Debug, Clone, PartialEq)]
pub struct LiveStation {
    /// The station.
    pub id: NodeId,
    /// Its charge box id.
    pub charge_box_id: ChargeBoxId,
    /// Its name.
    pub name: String,
    /// The site it stands on.
    pub site_id: NodeId,
    /// The floor it stands on.
    pub floor_id: Option<NodeId>,
    /// Whether it is public.
    pub public: bool,
    /// How it spoke last.
    pub protocol: Option<Protocol>,
    /// Its own heartbeat interval, seconds; the portal's policy where absent.
    pub heartbeat_interval_s: Option<u32>,
    /// When it was made in the portal.
    pub created_at: UtcMillis,
    /// When it was first accepted.
    pub registered_at: Option<UtcMillis>,
    /// When it was last heard.
    pub last_seen_at: Option<UtcMillis>,
    /// Its own status.
    pub present: OutletPresent,
    /// Its outlets by number.
    pub outlets: Vec<LiveOutlet>,
    /// Its open sessions by age.
    pub sessions: Vec<Session>,
}

/// An outlet and its present.
#[derive(Debug, Clone, PartialEq)]
pub struct LiveOutlet {
    /// The outlet.
    pub id: NodeId,
    /// Its number, from 1.
    pub number: u16,
    /// Its present.
    pub present: OutletPresent,
}

impl Store {
    /// All stations with their outlets and open sessions, in the order of their ids.
    ///
    /// Its cost grows with the stations and with what is open, not with history.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn all_live(&self) -> Result<Vec<LiveStation>, StoreError> {
        let mut open = whole_session_query();
        open.push("ended_at IS NULL");
        let (stations, outlets, sessions) = tokio::try_join!(
            self.readers().all(sql(
                "SELECT node.id, node.name, node.site_id, node.floor_id, node.created_at, charge_box_id, public, protocol, \
                 heartbeat_interval_s, registered_at, last_seen_at, status, error_code, error_text, status_at \
                 FROM station JOIN node ON node.id = station.node_id ORDER BY node.id"
            )),
            self.readers().all(sql("SELECT node_id, station_id, number, status, error_code, error_text, status_at \
                 FROM outlet ORDER BY station_id, number")),
            self.readers().all(open.statement()),
        )?;
        let mut live = stations.iter().map(station).collect::<Result<Vec<_>, _>>()?;
        let places: HashMap<NodeId, usize> = (0..).zip(&live).map(|(index, station)| (station.id, index)).collect();
        for row in &outlets {
            // An outlet or a session of a station that was deleted between the queries is left out.
            if let Some(place) = places.get(&row.id("station_id", NodeId)?) {
                live[*place].outlets.push(LiveOutlet {
                    id: row.id("node_id", NodeId)?,
                    number: row.small("number")?,
                    present: present_from(row)?,
                });
            }
        }
        for row in &sessions {
            if let Some(place) = places.get(&row.id("station_id", NodeId)?) {
                live[*place].sessions.push(session_from(row)?);
            }
        }
        // Not in SQL, where it would make the order of ids more tempting than the index of what is open.
        for station in &mut live {
            station.sessions.sort_by_key(|session| session.id);
        }
        Ok(live)
    }
}

fn station(row: &Row) -> Result<LiveStation, StoreError> {
    Ok(LiveStation {
        id: row.id("id", NodeId)?,
        charge_box_id: charge_box_id(row)?,
        name: row.get("name")?,
        site_id: row.id("site_id", NodeId)?,
        floor_id: row.optional_id("floor_id", NodeId)?,
        public: row.get("public")?,
        protocol: row.optional_word("protocol")?,
        heartbeat_interval_s: row.optional_small("heartbeat_interval_s")?,
        created_at: row.time("created_at")?,
        registered_at: row.optional_time("registered_at")?,
        last_seen_at: row.optional_time("last_seen_at")?,
        present: present_from(row)?,
        outlets: Vec::new(),
        sessions: Vec::new(),
    })
}
