//! The columns of exported sessions: what each is called and what stands in it.

use std::str::FromStr;

use domain::UtcMillis;
use domain::session::{Authentication, Session, SessionFlag};

use crate::export::{Cell, Column};
use crate::language::Language;

macro_rules! columns {
    ($($(#[$meta:meta])* $variant:ident = $word:literal, $width:literal, $titles:expr;)+) => {
        /// A column of exported sessions, named as in the API.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum SessionColumn { $($(#[$meta])* $variant),+ }

        impl SessionColumn {
            /// Every column.
            pub(super) const ALL: &'static [SessionColumn] = &[$(SessionColumn::$variant),+];

            /// Its name in the API.
            pub(super) const fn as_str(self) -> &'static str {
                match self { $(SessionColumn::$variant => $word),+ }
            }

            const fn width(self) -> u8 {
                match self { $(SessionColumn::$variant => $width),+ }
            }

            const fn titles(self) -> [&'static str; 3] {
                match self { $(SessionColumn::$variant => $titles),+ }
            }
        }
    };
}

columns! {
    /// When it began.
    StartedAt = "startedAt", 20, ["Start time", "Starttid", "Starttid"];
    /// How long it ran.
    DurationS = "durationS", 17, ["Duration", "Varighet", "Varaktighet"];
    /// When it ended.
    EndedAt = "endedAt", 20, ["End time", "Sluttid", "Sluttid"];
    /// The station's charge box id.
    NodeIdentity = "nodeIdentity", 16, ["Node identity", "Nodeidentitet", "Nodidentitet"];
    /// The site's name.
    Site = "site", 22, ["Site", "Sted", "Plats"];
    /// The floor's name.
    Floor = "floor", 16, ["Floor", "Etasje", "Våning"];
    /// The station's name.
    Station = "station", 20, ["Station", "Stasjon", "Station"];
    /// The outlet's number.
    Outlet = "outlet", 8, ["Outlet", "Uttak", "Uttag"];
    /// Energy.
    EnergyWh = "energyWh", 13, ["Energy (kWh)", "Energi (kWh)", "Energi (kWh)"];
    /// The meter at the start.
    MeterStartWh = "meterStartWh", 18, ["Meter at start (kWh)", "Måler ved start (kWh)", "Mätare vid start (kWh)"];
    /// The meter at the end.
    MeterEndWh = "meterEndWh", 18, ["Meter value (kWh)", "Målerstand (kWh)", "Mätarställning (kWh)"];
    /// How it was authorised.
    Authentication = "authentication", 20, ["Authentication", "Autentisering", "Autentisering"];
    /// Its id.
    SessionId = "sessionId", 12, ["Session id", "Økt-id", "Sessions-id"];
    /// When the portal learned of it.
    ReceivedAt = "receivedAt", 20, ["Server log date", "Loggdato på serveren", "Loggdatum på servern"];
    /// The user's e-mail address.
    Email = "email", 28, ["E-mail", "E-post", "E-post"];
    /// The tag.
    Tag = "tag", 22, ["Tag", "Brikke", "Tagg"];
    /// Why it ended.
    StopReason = "stopReason", 18, ["Stop reason", "Stoppårsak", "Stopporsak"];
    /// What is odd about it.
    Flags = "flags", 24, ["Remarks", "Merknader", "Anmärkningar"];
}

/// The columns when none is named: those of the table that people see.
pub(super) const USUAL_COLUMNS: [SessionColumn; 16] = [
    SessionColumn::StartedAt,
    SessionColumn::DurationS,
    SessionColumn::EndedAt,
    SessionColumn::NodeIdentity,
    SessionColumn::Site,
    SessionColumn::Floor,
    SessionColumn::Station,
    SessionColumn::Outlet,
    SessionColumn::EnergyWh,
    SessionColumn::MeterEndWh,
    SessionColumn::Authentication,
    SessionColumn::SessionId,
    SessionColumn::ReceivedAt,
    SessionColumn::Email,
    SessionColumn::Tag,
    SessionColumn::StopReason,
];

/// A name of no column.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no column {0:?}")]
pub(super) struct UnknownColumn(String);

impl FromStr for SessionColumn {
    type Err = UnknownColumn;

    fn from_str(word: &str) -> Result<Self, UnknownColumn> {
        let column = SessionColumn::ALL.iter().find(|column| column.as_str() == word);
        column.copied().ok_or_else(|| UnknownColumn(word.to_owned()))
    }
}

impl SessionColumn {
    /// Its title and width in a file.
    pub(super) fn heading(self, language: Language) -> Column {
        let title = language.of(self.titles()).to_owned();
        Column {
            width: self.width().max(u8::try_from(title.chars().count()).unwrap_or(u8::MAX).saturating_add(3)),
            title,
        }
    }

    /// What stands in it for a session at `now`.
    pub(super) fn cell(self, session: &Session, now: UtcMillis, language: Language) -> Cell<'_> {
        let place = &session.placement;
        match self {
            SessionColumn::StartedAt => Cell::At(session.started_at),
            SessionColumn::DurationS => Cell::DurationS(session.duration_ms(now) / 1_000),
            SessionColumn::EndedAt => session.ended_at.map_or(Cell::Empty, Cell::At),
            SessionColumn::NodeIdentity => Cell::text(Some(&place.charge_box_id)),
            SessionColumn::Site => Cell::text(Some(&place.site_name)),
            SessionColumn::Floor => Cell::text(place.floor_name.as_deref()),
            SessionColumn::Station => Cell::text(Some(&place.station_name)),
            SessionColumn::Outlet => Cell::Whole(i64::from(place.outlet)),
            SessionColumn::EnergyWh => Cell::EnergyWh(session.energy_wh),
            SessionColumn::MeterStartWh => session.meter_start_wh.map_or(Cell::Empty, Cell::EnergyWh),
            SessionColumn::MeterEndWh => session.meter_end_wh.map_or(Cell::Empty, Cell::EnergyWh),
            SessionColumn::Authentication => Cell::Text(authentication(session.authentication, language).into()),
            SessionColumn::SessionId => Cell::Whole(session.id.0),
            SessionColumn::ReceivedAt => Cell::At(session.received_at),
            SessionColumn::Email => Cell::text(session.email.as_deref()),
            SessionColumn::Tag => Cell::text(session.tag.as_deref()),
            SessionColumn::StopReason => Cell::text(session.stop_reason.as_deref()),
            SessionColumn::Flags => {
                let remarks: Vec<&str> = session.flags.iter().map(|flag| remark(flag, language)).collect();
                if remarks.is_empty() { Cell::Empty } else { Cell::Text(remarks.join(", ").into()) }
            }
        }
    }
}

fn authentication(authentication: Authentication, language: Language) -> String {
    let word = language.of(match authentication {
        Authentication::Anonymous => ["Anonymous", "Anonym", "Anonym"],
        Authentication::Rfid => ["RFID"; 3],
        Authentication::App => ["App", "App", "App"],
        Authentication::Remote => ["Remote", "Fjernstyrt", "Fjärrstyrd"],
        Authentication::PlugAndCharge => ["Plug&Charge"; 3],
        Authentication::ExternalService => ["External service", "Ekstern tjeneste", "Extern tjänst"],
    });
    format!("{word} ({})", authentication.number())
}

fn remark(flag: SessionFlag, language: Language) -> &'static str {
    language.of(match flag {
        SessionFlag::EndedWithoutStop => ["ended without a stop", "sluttet uten stopp", "slutade utan stopp"],
        SessionFlag::Orphan => ["stop without a start", "stopp uten start", "stopp utan start"],
        SessionFlag::ImplausibleEnergy => ["implausible energy", "usannsynlig energi", "orimlig energi"],
        SessionFlag::RegisterJump => ["meter jumped", "måleren hoppet", "mätaren hoppade"],
        SessionFlag::OddClock => ["odd clock", "klokken gikk feil", "klockan gick fel"],
        SessionFlag::DeliveredLate => ["delivered late", "meldt sent", "meddelad sent"],
        SessionFlag::RefusedTag => ["refused tag", "avvist brikke", "avvisad tagg"],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_found_by_its_name() {
        for column in SessionColumn::ALL {
            assert_eq!(column.as_str().parse(), Ok(*column));
        }
        assert!("cost".parse::<SessionColumn>().is_err());
    }
}
