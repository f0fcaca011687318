//! The search over everything: sites, floors, stations, outlets, users, tags, sessions.

use domain::NodeId;
use domain::access::Reach;
use domain::node::NodeKind;
use domain::tag::NormalTag;

use crate::Store;
use crate::database::{Assembly, Row};
use crate::error::StoreError;
use crate::fold;
use crate::reach;
use crate::{tag, user};

/// How far each kind of thing may be seen by who searches; `None` where not at all.
#[derive(Debug, Clone, Default)]
pub struct SearchReach {
    /// Nodes.
    pub nodes: Option<Reach>,
    /// Users.
    pub users: Option<Reach>,
    /// Tags.
    pub tags: Option<Reach>,
    /// Sessions.
    pub sessions: Option<Reach>,
}

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub kind: FoundKind,
    /// Its id.
    pub id: i64,
    /// What it is called.
    pub title: String,
    /// Where it is, or to whom it belongs.
    pub subtitle: String,
    /// The node to go to.
    pub node_id: Option<NodeId>,
}

/// What can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoundKind {
    /// A node.
    Node(NodeKind),
    /// A user.
    User,
    /// A tag.
    Tag,
    /// A session.
    Session,
}

impl Store {
    /// What has `text` in its name, charge box id, e-mail address, tag or label, at most `limit` of each kind; a number is also
    /// looked for among the ids of sessions. Names that begin with the text come first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn search(&self, text: &str, reach: &SearchReach, limit: u32) -> Result<Vec<Found>, StoreError> {
        if fold::fold(text).is_empty() {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        if let Some(reach) = &reach.nodes {
            found.extend(self.search_nodes(text, reach, limit).await?);
        }
        if let Some(reach) = &reach.users {
            found.extend(self.search_users(text, reach, limit).await?);
        }
        if let Some(reach) = &reach.tags {
            found.extend(self.search_tags(text, reach, limit).await?);
        }
        if let (Some(reach), Ok(number)) = (&reach.sessions, text.trim().parse::<i64>()) {
            found.extend(self.search_session(number, reach).await?);
        }
        Ok(found)
    }

    async fn search_nodes(&self, text: &str, reach: &Reach, limit: u32) -> Result<Vec<Found>, StoreError> {
        let mut query = Assembly::new(
            "SELECT node.id, node.kind, node.name, site.name AS site_name, above.name AS station_name, \
             station.charge_box_id, outlet.parking FROM node \
             LEFT JOIN station ON station.node_id = node.id LEFT JOIN outlet ON outlet.node_id = node.id \
             LEFT JOIN node AS site ON site.id = node.site_id LEFT JOIN node AS above ON above.id = node.station_id \
             WHERE node.kind <> 'system' AND (node.search LIKE ",
        );
        let pattern = fold::contains(text);
        query.bind(&pattern).push(" ESCAPE '\\' OR station.charge_box_search LIKE ").bind(&pattern);
        query.push(" ESCAPE '\\' OR LOWER(outlet.parking) LIKE ").bind(&pattern).push(" ESCAPE '\\' OR node.uuid = ");
        query.bind(text.trim()).push(") AND ");
        reach::nodes(&mut query, reach);
        // An outlet is called by its number, which would be found everywhere.
        query.push(" AND (node.kind <> 'outlet' OR LENGTH(").bind(text.trim()).push(") > 2)");
        query.push(" ORDER BY CASE WHEN node.search LIKE ").bind(pattern.trim_start_matches('%'));
        query.push(" ESCAPE '\\' THEN 0 ELSE 1 END, LENGTH(node.search), node.id LIMIT ").bind(limit);
        self.readers().all(query.statement()).await?.iter().map(found_node).collect()
    }

    async fn search_users(&self, text: &str, reach: &Reach, limit: u32) -> Result<Vec<Found>, StoreError> {
        let mut query =
            Assembly::new("SELECT app_user.id, first_name, last_name, email FROM app_user WHERE app_user.search LIKE ");
        query.bind(fold::contains(text)).push(" ESCAPE '\\' AND ");
        user::push_reach(&mut query, reach);
        query.push(" ORDER BY email_folded LIMIT ").bind(limit);
        let rows = self.readers().all(query.statement()).await?;
        rows.iter()
            .map(|row| {
                let names: (String, String) = (row.get("first_name")?, row.get("last_name")?);
                let name = format!("{} {}", names.0, names.1);
                Ok(Found {
                    kind: FoundKind::User,
                    id: row.get("id")?,
                    title: name.trim().to_owned(),
                    subtitle: row.get("email")?,
                    node_id: None,
                })
            })
            .collect()
    }

    async fn search_tags(&self, text: &str, reach: &Reach, limit: u32) -> Result<Vec<Found>, StoreError> {
        let mut query = Assembly::new(
            "SELECT tag.id, id_tag, label, app_user.email FROM tag LEFT JOIN app_user ON app_user.id = tag.user_id \
             WHERE (tag.search LIKE ",
        );
        query.bind(fold::contains(text)).push(" ESCAPE '\\'");
        let candidates = NormalTag::of(text).candidates();
        if let Some(normal) = candidates.first() {
            query.push(" OR tag.normal LIKE ").bind(fold::containing(normal.as_str())).push(" ESCAPE '\\'");
            query.push(" OR tag.normal IN ").list(candidates.iter().map(NormalTag::as_str));
        }
        query.push(") AND ");
        tag::push_reach(&mut query, reach);
        query.push(" ORDER BY tag.normal LIMIT ").bind(limit);
        let rows = self.readers().all(query.statement()).await?;
        rows.iter()
            .map(|row| {
                let label: String = row.get("label")?;
                let email: Option<String> = row.get("email")?;
                let told = [label, email.unwrap_or_default()];
                Ok(Found {
                    kind: FoundKind::Tag,
                    id: row.get("id")?,
                    title: row.get("id_tag")?,
                    subtitle: told.iter().filter(|text| !text.is_empty()).cloned().collect::<Vec<_>>().join(" · "),
                    node_id: None,
                })
            })
            .collect()
    }

    async fn search_session(&self, id: i64, reach: &Reach) -> Result<Option<Found>, StoreError> {
        let mut query = Assembly::new(
            "SELECT session.id, session.station_id, site_name, station_name FROM session \
             JOIN placement ON placement.id = session.placement_id WHERE session.id = ",
        );
        query.bind(id).push(" AND ");
        reach::rows(&mut query, reach, "session.site_id", Some("session.user_id"));
        let row = self.readers().optional(query.statement()).await?;
        row.map(|row| {
            let (site, station): (String, String) = (row.get("site_name")?, row.get("station_name")?);
            Ok(Found {
                kind: FoundKind::Session,
                id: row.get("id")?,
                title: id.to_string(),
                subtitle: format!("{site} · {station}"),
                node_id: Some(row.id("station_id", NodeId)?),
            })
        })
        .transpose()
    }
}

fn found_node(row: &Row) -> Result<Found, StoreError> {
    let kind: NodeKind = row.word("kind")?;
    let site: Option<String> = row.get("site_name")?;
    let station: Option<String> = row.get("station_name")?;
    let charge_box_id: Option<String> = row.get("charge_box_id")?;
    let parking: Option<String> = row.get("parking")?;
    let told = match kind {
        NodeKind::System | NodeKind::Site => vec![],
        NodeKind::Floor | NodeKind::GridController => vec![site],
        NodeKind::Station => vec![charge_box_id, site],
        NodeKind::Outlet => vec![station, parking, site],
    };
    let told: Vec<String> = told.into_iter().flatten().filter(|text| !text.is_empty()).collect();
    let id = row.id("id", NodeId)?;
    Ok(Found {
        kind: FoundKind::Node(kind),
        id: id.0,
        title: row.get("name")?,
        subtitle: told.join(" · "),
        node_id: Some(id),
    })
}
