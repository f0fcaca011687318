//! The demo company's places: sites, floors, stations and outlets.

use domain::outlet::{ConnectorType, OutletMode};

use super::rhythm::Rhythm;

/// A site and what stands on it.
#[derive(Debug)]
pub(super) struct SitePlan {
    pub(super) name: &'static str,
    pub(super) description: &'static str,
    pub(super) address: &'static str,
    pub(super) latitude: f64,
    pub(super) longitude: f64,
    pub(super) time_zone: &'static str,
    pub(super) contact: &'static str,
    pub(super) opening_hours: &'static str,
    /// When people charge there.
    pub(super) rhythm: Rhythm,
    pub(super) floors: &'static [&'static str],
    pub(super) stations: &'static [StationRow],
}

/// Some stations of one kind, numbered one after the other.
#[derive(Debug)]
pub(super) struct StationRow {
    /// The first and the last number: 1001 is the charge box id `CP-1001`.
    pub(super) numbers: (u16, u16),
    /// On which of the site's floors; directly on the site when absent.
    pub(super) floor: Option<usize>,
    /// The name, before the number within the row.
    pub(super) name: &'static str,
    pub(super) description: &'static str,
    pub(super) outlets: u16,
    pub(super) connector: ConnectorType,
    pub(super) rated_current_a: u16,
    pub(super) mode: OutletMode,
    pub(super) public: bool,
}

impl StationRow {
    /// Each station of the row: its charge box id and its name.
    pub(super) fn stations(&self) -> impl Iterator<Item = (String, String)> {
        (self.numbers.0..=self.numbers.1)
            .zip(1..)
            .map(|(number, place)| (format!("CP-{number}"), format!("{} {place}", self.name)))
    }
}

/// The company's sites.
pub(super) const SITES: [SitePlan; 3] = [
    SitePlan {
        name: "Solna garage",
        description: "Residents' garage below the housing association Solna Centrum",
        address: "Solnavägen 35, 171 45 Solna, Sweden",
        latitude: 59.3600,
        longitude: 18.0000,
        time_zone: "Europe/Stockholm",
        contact: "Brf Solna Centrum, +46 8 555 010 20",
        opening_hours: "Always open to residents",
        rhythm: Rhythm::Residents,
        floors: &["Central 1", "Central 2"],
        stations: &[
            StationRow {
                numbers: (1001, 1004),
                floor: Some(0),
                name: "Pillar C1",
                description: "Two type 2 sockets, 22 kW, by the lifts",
                outlets: 2,
                connector: ConnectorType::Type2Socket,
                rated_current_a: 32,
                mode: OutletMode::Rfid,
                public: false,
            },
            StationRow {
                numbers: (1005, 1008),
                floor: Some(1),
                name: "Pillar C2",
                description: "Two type 2 sockets, 22 kW, along the east wall",
                outlets: 2,
                connector: ConnectorType::Type2Socket,
                rated_current_a: 32,
                mode: OutletMode::Rfid,
                public: false,
            },
        ],
    },
    SitePlan {
        name: "Norrköping depot",
        description: "Delivery vans' depot with two fast chargers at the gate",
        address: "Lindövägen 72, 602 28 Norrköping, Sweden",
        latitude: 58.6010,
        longitude: 16.2190,
        time_zone: "Europe/Stockholm",
        contact: "Depot office, +46 11 555 010 40",
        opening_hours: "Mon–Sat 05:00–23:00",
        rhythm: Rhythm::Depot,
        floors: &["Van yard"],
        stations: &[
            StationRow {
                numbers: (1009, 1011),
                floor: Some(0),
                name: "Van bay north",
                description: "Type 2 cable, 11 kW",
                outlets: 1,
                connector: ConnectorType::Type2Cable,
                rated_current_a: 16,
                mode: OutletMode::Rfid,
                public: false,
            },
            StationRow {
                numbers: (1012, 1012),
                floor: Some(0),
                name: "Visitors' bay",
                description: "Type 2 cable, 11 kW, open to anyone",
                outlets: 1,
                connector: ConnectorType::Type2Cable,
                rated_current_a: 16,
                mode: OutletMode::Open,
                public: true,
            },
            StationRow {
                numbers: (1013, 1014),
                floor: Some(0),
                name: "Van bay south",
                description: "Type 2 cable, 11 kW",
                outlets: 1,
                connector: ConnectorType::Type2Cable,
                rated_current_a: 16,
                mode: OutletMode::Rfid,
                public: false,
            },
            StationRow {
                numbers: (1015, 1016),
                floor: None,
                name: "Fast charger",
                description: "CCS, 150 kW, at the gate",
                outlets: 1,
                connector: ConnectorType::Ccs,
                rated_current_a: 250,
                mode: OutletMode::Rfid,
                public: true,
            },
        ],
    },
    SitePlan {
        name: "Oslo Majorstuen",
        description: "Car park shared by offices by day and the neighbourhood in the evening",
        address: "Kirkeveien 64, 0364 Oslo, Norway",
        latitude: 59.9296,
        longitude: 10.7163,
        time_zone: "Europe/Oslo",
        contact: "Majorstuen Parkering, +47 22 55 01 60",
        opening_hours: "Every day 06:00–24:00",
        rhythm: Rhythm::Workplace,
        floors: &["P1"],
        stations: &[
            StationRow {
                numbers: (1017, 1019),
                floor: Some(0),
                name: "P1 column",
                description: "Two type 2 sockets, 11 kW",
                outlets: 2,
                connector: ConnectorType::Type2Socket,
                rated_current_a: 16,
                mode: OutletMode::Rfid,
                public: true,
            },
            StationRow {
                numbers: (1020, 1020),
                floor: Some(0),
                name: "P1 entrance",
                description: "Two type 2 sockets, 11 kW, open to anyone",
                outlets: 2,
                connector: ConnectorType::Type2Socket,
                rated_current_a: 16,
                mode: OutletMode::Open,
                public: true,
            },
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_stations_stand_on_floors_that_exist() {
        let rows = SITES.iter().flat_map(|site| site.stations.iter().map(move |row| (site, row)));
        let mut ids = Vec::new();
        for (site, row) in rows {
            assert!(row.floor.is_none_or(|floor| floor < site.floors.len()), "{}", row.name);
            ids.extend(row.stations().map(|(id, _)| id));
        }
        assert_eq!(ids, (1001..=1020).map(|number| format!("CP-{number}")).collect::<Vec<_>>());
    }
}
