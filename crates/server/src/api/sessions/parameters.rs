//! What the list of sessions, its totals and its exports can be asked for.

use domain::session::Authentication;
use domain::{NodeId, SessionId, UtcMillis};
use serde::Deserialize;
use store::session::{Bounds, SessionFilter, SessionSort, Span};
use utoipa::IntoParams;

use super::column::SessionColumn;
use crate::api::parameter::{Choices, Limit, Sort, Words};
use crate::language::Language;
use crate::shape::word;

/// Declares the parameters of a call that takes the filters of sessions, so that list, totals and exports take the very same.
macro_rules! with_session_filters {
    ($(#[$meta:meta])* pub struct $name:ident { $($(#[$field_meta:meta])* pub $field:ident: $type:ty,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Default, Deserialize, IntoParams)]
        #[serde(rename_all = "camelCase", deny_unknown_fields, default)]
        #[into_params(parameter_in = Query)]
        pub(super) struct $name {
            $($(#[$field_meta])* pub(super) $field: $type,)*
            /// At this node or below it.
            #[param(value_type = Option<i64>)]
            pub(super) node: Option<i64>,
            /// Began at this moment or later.
            #[serde(rename = "startedAt.from")]
            #[param(value_type = Option<word::Time>)]
            pub(super) started_at_from: Option<UtcMillis>,
            /// Began before this moment.
            #[serde(rename = "startedAt.to")]
            #[param(value_type = Option<word::Time>)]
            pub(super) started_at_to: Option<UtcMillis>,
            /// Ended at this moment or later.
            #[serde(rename = "endedAt.from")]
            #[param(value_type = Option<word::Time>)]
            pub(super) ended_at_from: Option<UtcMillis>,
            /// Ended before this moment.
            #[serde(rename = "endedAt.to")]
            #[param(value_type = Option<word::Time>)]
            pub(super) ended_at_to: Option<UtcMillis>,
            /// The portal learned of it at this moment or later.
            #[serde(rename = "receivedAt.from")]
            #[param(value_type = Option<word::Time>)]
            pub(super) received_at_from: Option<UtcMillis>,
            /// The portal learned of it before this moment.
            #[serde(rename = "receivedAt.to")]
            #[param(value_type = Option<word::Time>)]
            pub(super) received_at_to: Option<UtcMillis>,
            /// Ran so many seconds or more.
            #[serde(rename = "durationS.min")]
            pub(super) duration_s_min: Option<i64>,
            /// Ran so many seconds or fewer.
            #[serde(rename = "durationS.max")]
            pub(super) duration_s_max: Option<i64>,
            /// So much energy, Wh, or more.
            #[serde(rename = "energyWh.min")]
            pub(super) energy_wh_min: Option<i64>,
            /// So much energy, Wh, or less.
            #[serde(rename = "energyWh.max")]
            pub(super) energy_wh_max: Option<i64>,
            /// Meter at the end so much, Wh, or more.
            #[serde(rename = "meterEndWh.min")]
            pub(super) meter_end_wh_min: Option<i64>,
            /// Meter at the end so much, Wh, or less.
            #[serde(rename = "meterEndWh.max")]
            pub(super) meter_end_wh_max: Option<i64>,
            /// The charge box id has this in it.
            #[serde(rename = "nodeIdentity.contains")]
            #[param(value_type = Option<String>)]
            pub(super) node_identity_contains: Option<Words>,
            /// The site's name has this in it.
            #[serde(rename = "site.contains")]
            #[param(value_type = Option<String>)]
            pub(super) site_contains: Option<Words>,
            /// The floor's name has this in it.
            #[serde(rename = "floor.contains")]
            #[param(value_type = Option<String>)]
            pub(super) floor_contains: Option<Words>,
            /// The station's name has this in it.
            #[serde(rename = "station.contains")]
            #[param(value_type = Option<String>)]
            pub(super) station_contains: Option<Words>,
            /// The user's e-mail address has this in it; finds nothing for who may not see it.
            #[serde(rename = "email.contains")]
            #[param(value_type = Option<String>)]
            pub(super) email_contains: Option<Words>,
            /// The tag has this in it; finds nothing for who may not see it.
            #[serde(rename = "tag.contains")]
            #[param(value_type = Option<String>)]
            pub(super) tag_contains: Option<Words>,
            /// The stop's reason has this in it.
            #[serde(rename = "stopReason.contains")]
            #[param(value_type = Option<String>)]
            pub(super) stop_reason_contains: Option<Words>,
            /// One of these outlet numbers, separated by commas.
            #[param(value_type = Option<String>)]
            pub(super) outlet: Option<Choices<u16>>,
            /// Authorised in one of these ways, separated by commas.
            #[param(value_type = Option<String>)]
            pub(super) authentication: Option<Choices<Authentication>>,
            /// Just this one.
            #[param(value_type = Option<i64>)]
            pub(super) session_id: Option<SessionId>,
            /// Whether it still runs.
            pub(super) active: Option<bool>,
        }

        impl $name {
            /// The filter that was asked for.
            pub(super) fn filter(&self) -> SessionFilter {
                let text = |words: &Option<Words>| words.as_ref().map(|words| words.0.clone());
                SessionFilter {
                    node: self.node.map(NodeId),
                    started_at: Span { from: self.started_at_from, to: self.started_at_to },
                    ended_at: Span { from: self.ended_at_from, to: self.ended_at_to },
                    received_at: Span { from: self.received_at_from, to: self.received_at_to },
                    duration_s: Bounds { min: self.duration_s_min, max: self.duration_s_max },
                    energy_wh: Bounds { min: self.energy_wh_min, max: self.energy_wh_max },
                    meter_end_wh: Bounds { min: self.meter_end_wh_min, max: self.meter_end_wh_max },
                    node_identity: text(&self.node_identity_contains),
                    site: text(&self.site_contains),
                    floor: text(&self.floor_contains),
                    station: text(&self.station_contains),
                    email: text(&self.email_contains),
                    tag: text(&self.tag_contains),
                    stop_reason: text(&self.stop_reason_contains),
                    outlets: self.outlet.as_ref().map_or_else(Vec::new, |outlets| outlets.0.clone()),
                    authentications: self.authentication.as_ref().map_or_else(Vec::new, |ways| ways.0.clone()),
                    session_id: self.session_id,
                    active: self.active,
                }
            }
        }
    };
}

with_session_filters! {
    /// A page of sessions.
    pub struct ListParameters {
        /// Rows of a page, 1 to 500; usually 50.
        #[param(value_type = Option<u32>, default = 50, minimum = 1, maximum = 500)]
        pub limit: Limit,
        /// `nextCursor` of the page before.
        pub cursor: Option<String>,
        /// A column, with `-` in front for the largest first; `-startedAt` when nothing is said.
        #[param(value_type = Option<String>)]
        pub sort: SortBy,
    }
}

with_session_filters! {
    /// Sums of sessions.
    pub struct TotalsParameters {}
}

with_session_filters! {
    /// A file of sessions.
    pub struct ExportParameters {
        /// A column, with `-` in front for the largest first; `-startedAt` when nothing is said.
        #[param(value_type = Option<String>)]
        pub sort: SortBy,
        /// The columns, separated by commas; those of the page *Statistics* when nothing is said.
        #[param(value_type = Option<String>)]
        pub columns: Option<Choices<SessionColumn>>,
        /// The IANA time zone in which times are shown; UTC when nothing is said.
        pub time_zone: Option<String>,
        /// The language of titles: en, nb or sv.
        #[param(value_type = Option<Language>, inline)]
        pub language: Language,
        /// CSV only: `comma` (with a decimal point) or `semicolon` (with a decimal comma). When nothing is said, what Excel
        /// expects in the language: comma in English, semicolon otherwise.
        #[param(value_type = Option<SeparatorWord>, inline)]
        pub separator: Option<SeparatorWord>,
    }
}

/// The order of sessions: the newest first when nothing is said.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(transparent)]
pub(super) struct SortBy(Sort<SortColumn>);

impl Default for SortBy {
    fn default() -> Self {
        SortBy(Sort { column: SortColumn::StartedAt, descending: true })
    }
}

impl SortBy {
    /// By what.
    pub(super) fn column(self) -> SessionSort {
        match self.0.column {
            SortColumn::StartedAt => SessionSort::StartedAt,
            SortColumn::EndedAt => SessionSort::EndedAt,
            SortColumn::DurationS => SessionSort::DurationS,
            SortColumn::EnergyWh => SessionSort::EnergyWh,
            SortColumn::MeterEndWh => SessionSort::MeterEndWh,
            SortColumn::ReceivedAt => SessionSort::ReceivedAt,
            SortColumn::SessionId => SessionSort::SessionId,
            SortColumn::NodeIdentity => SessionSort::NodeIdentity,
            SortColumn::Site => SessionSort::Site,
            SortColumn::Floor => SessionSort::Floor,
            SortColumn::Station => SessionSort::Station,
            SortColumn::Outlet => SessionSort::Outlet,
            SortColumn::Authentication => SessionSort::Authentication,
            SortColumn::Email => SessionSort::Email,
            SortColumn::Tag => SessionSort::Tag,
            SortColumn::StopReason => SessionSort::StopReason,
        }
    }

    /// Whether the largest comes first.
    pub(super) const fn descending(self) -> bool {
        self.0.descending
    }
}

/// What sessions can be sorted by.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase")]
enum SortColumn {
    StartedAt,
    EndedAt,
    DurationS,
    EnergyWh,
    MeterEndWh,
    ReceivedAt,
    SessionId,
    NodeIdentity,
    Site,
    Floor,
    Station,
    Outlet,
    Authentication,
    Email,
    Tag,
    StopReason,
}

/// What stands between the cells of a CSV file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) enum SeparatorWord {
    /// Commas, and a decimal point.
    Comma,
    /// Semicolons, and a decimal comma.
    Semicolon,
}
