//! A condition on sessions, and whether it may choose the way through the table.

use crate::database::Assembly;

/// A column of `session` that conditions are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Id,
    Site,
    Floor,
    Station,
    Outlet,
    Placement,
    User,
    Tag,
    Authentication,
    StopReason,
    StartedAt,
    EndedAt,
    ReceivedAt,
    Duration,
    Energy,
    MeterEnd,
}

impl Column {
    /// The column's name.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Column::Id => "session.id",
            Column::Site => "session.site_id",
            Column::Floor => "session.floor_id",
            Column::Station => "session.station_id",
            Column::Outlet => "session.outlet",
            Column::Placement => "session.placement_id",
            Column::User => "session.user_id",
            Column::Tag => "session.tag_normal",
            Column::Authentication => "session.authentication",
            Column::StopReason => "session.stop_reason",
            Column::StartedAt => "session.started_at",
            Column::EndedAt => "session.ended_at",
            Column::ReceivedAt => "session.received_at",
            Column::Duration => "session.duration_s",
            Column::Energy => "session.energy_wh",
            Column::MeterEnd => "session.meter_end_wh",
        }
    }

    /// Whether an index begins with it.
    pub(super) const fn has_index(self) -> bool {
        !matches!(self, Column::Outlet | Column::Placement)
    }
}

/// What must hold for a column.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Test {
    /// `from` or more and less than `to`.
    Range { from: Option<i64>, to: Option<i64> },
    /// One of these.
    Among(Vec<i64>),
    /// One of these texts.
    AmongTexts(Vec<String>),
    /// The placement's text, one of its folded columns, is like a pattern.
    PlacementLike { select: &'static str, pattern: String },
    /// The placement's text, one of its folded columns, is this.
    PlacementIs { select: &'static str, text: String },
    /// It is missing.
    Missing,
    /// It is not missing.
    Present,
    /// It names no user, or one that is gone.
    NoUser,
}

/// A condition on sessions.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Condition {
    pub(super) column: Column,
    pub(super) test: Test,
}

impl Condition {
    pub(super) fn among(column: Column, values: impl IntoIterator<Item = i64>) -> Self {
        Self { column, test: Test::Among(values.into_iter().collect()) }
    }

    /// Whether an index can find what it holds for.
    pub(super) const fn has_index(&self) -> bool {
        self.column.has_index() && !matches!(self.test, Test::Present | Test::NoUser)
    }

    /// Adds the condition. `bare` lets the database use the column's index; else it only checks rows that it finds another
    /// way. PostgreSQL decides that by itself; SQLite, which knows nothing of LIMIT when it chooses, is told by a `+`.
    pub(super) fn push(&self, query: &mut Assembly, bare: bool) {
        match &self.test {
            Test::Range { from, to } => {
                let bounds = [(" >= ", from), (" < ", to)];
                let bounds = bounds.into_iter().filter_map(|(operator, bound)| Some((operator, (*bound)?)));
                for (index, (operator, bound)) in bounds.enumerate() {
                    query.push(if index > 0 { " AND " } else { "" });
                    self.push_column(query, bare).push(operator).bind(bound);
                }
            }
            Test::Among(values) => match values.as_slice() {
                [value] => {
                    self.push_column(query, bare).push(" = ").bind(*value);
                }
                values => {
                    self.push_column(query, bare).push(" IN ").list(values.iter().copied());
                }
            },
            Test::AmongTexts(values) => {
                self.push_column(query, bare).push(" IN ").list(values);
            }
            Test::PlacementLike { select, pattern } => {
                self.push_column(query, bare).push(" IN (").push(select).push(" LIKE ").bind(pattern);
                query.push(" ESCAPE '\\')");
            }
            Test::PlacementIs { select, text } => {
                self.push_column(query, bare).push(" IN (").push(select).push(" = ").bind(text).push(")");
            }
            Test::Missing => {
                self.push_column(query, bare).push(" IS NULL");
            }
            Test::Present => {
                self.push_column(query, bare).push(" IS NOT NULL");
            }
            Test::NoUser => {
                query.push("NOT EXISTS (SELECT 1 FROM app_user AS known WHERE known.id = session.user_id)");
            }
        }
    }

    fn push_column<'q>(&self, query: &'q mut Assembly, bare: bool) -> &'q mut Assembly {
        query.push(if bare { "" } else { "+" }).push(self.column.name())
    }
}
