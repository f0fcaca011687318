//! `GET /sessions/export.xlsx` and `GET /sessions/export.csv`: the list as a file, streamed.

use std::io;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use domain::access::Capability;
use domain::session::Session;
use futures_util::{Stream, TryStreamExt, stream};
use jiff::tz::TimeZone;
use store::StoreError;
use store::session::{SessionExport, SessionQuery};

use super::column::{SessionColumn, USUAL_COLUMNS};
use super::parameters::{ExportParameters, SeparatorWord};
use crate::access::Access;
use crate::api::value;
use crate::export::{self, Cell, Column, Csv, MOST_ROWS, Separator, Sheet, Workbook};
use crate::extract::Query;
use crate::language::Language;
use crate::problem::{Problem, ProblemKind};

/// Told when there is more than a workbook holds.
const TOO_MANY: &str =
    "There are more sessions than the 1,048,575 rows that Excel holds. Narrow the filter, or export as CSV.";

/// Sessions as an Excel workbook
///
/// Just what is filtered, in the order asked for, with typed cells: times in `timeZone`, energy in kWh, durations that can be
/// summed and are shown as `1 h 33 min 1 s`. At most 1,048,575 rows, which is what Excel holds.
#[utoipa::path(
    get,
    path = "/api/v1/sessions/export.xlsx",
    tag = "sessions",
    params(ExportParameters),
    responses((
        status = 200,
        body = String,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ))
)]
pub(super) async fn xlsx(access: Access, Query(parameters): Query<ExportParameters>) -> Result<Response, Problem> {
    let file = File::asked(parameters)?;
    file.check_rows(&access).await?;
    let title = file.language.of(["Sessions", "Økter", "Sessioner"]);
    let sheet = Workbook::begin(title, &file.headings(), file.zone.clone()).map_err(broken)?;
    file.stream(access, sheet, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
}

/// Sessions as CSV
///
/// RFC 4180 in UTF-8 with a byte order mark, of any length. Text that a spreadsheet would take for a formula gets an apostrophe in front.
#[utoipa::path(
    get,
    path = "/api/v1/sessions/export.csv",
    tag = "sessions",
    params(ExportParameters),
    responses((status = 200, body = String, content_type = "text/csv"))
)]
pub(super) async fn csv(access: Access, Query(parameters): Query<ExportParameters>) -> Result<Response, Problem> {
    let file = File::asked(parameters)?;
    let sheet = Csv::begin(&file.headings(), file.zone.clone(), file.separator);
    file.stream(access, sheet, "csv", "text/csv; charset=utf-8")
}

/// A file as it was asked for.
struct File {
    query: SessionQuery,
    columns: Vec<SessionColumn>,
    zone: TimeZone,
    language: Language,
    separator: Separator,
}

impl File {
    fn asked(parameters: ExportParameters) -> Result<File, Problem> {
        let zone = value::time_zone("timeZone", parameters.time_zone.clone().unwrap_or_else(|| "UTC".to_owned()))?;
        let language = parameters.language;
        let separator = match (parameters.separator, language) {
            (Some(SeparatorWord::Comma), _) | (None, Language::English) => Separator::Comma,
            (Some(SeparatorWord::Semicolon), _) | (None, _) => Separator::Semicolon,
        };
        let columns = parameters.columns.as_ref().map_or(USUAL_COLUMNS.to_vec(), |columns| columns.0.clone());
        let zone = TimeZone::get(&zone).map_err(|_| ProblemKind::Internal)?;
        let query = SessionQuery {
            filter: parameters.filter(),
            sort: parameters.sort.column(),
            descending: parameters.sort.descending(),
            ..SessionQuery::default()
        };
        Ok(File { query, columns, zone, language, separator })
    }

    /// Refuses what does not fit a workbook, before anything of it is sent.
    ///
    /// # Errors
    /// `too-large`.
    async fn check_rows(&self, access: &Access) -> Result<(), Problem> {
        let (portal, personal) = (&access.portal, access.reach_of(Capability::ViewPersonalData));
        let filter = &self.query.filter;
        let totals = portal.store.session_totals(filter, portal.now(), &access.reach, personal.as_ref()).await?;
        // The store counts further than a workbook goes, so that what is capped is certainly too much.
        if totals.capped || u64::try_from(totals.count).unwrap_or(0) > MOST_ROWS {
            return Err(Problem::from(ProblemKind::TooLarge).detail(TOO_MANY));
        }
        Ok(())
    }

    fn headings(&self) -> Vec<Column> {
        self.columns.iter().map(|column| column.heading(self.language)).collect()
    }

    /// The answer with the sheet's bytes as they are made.
    fn stream<S: Sheet>(self, access: Access, sheet: S, ending: &str, kind: &'static str) -> Result<Response, Problem> {
        let portal = access.portal;
        let (now, personal) = (portal.now(), access.viewer.reach(Capability::ViewPersonalData));
        let name = format!("sessions-{}.{ending}", self.zone.to_datetime(now.timestamp()).date());
        let (columns, language) = (self.columns, self.language);
        let write = move |sheet: &mut S, session: &Session| {
            // The store has left out who charged where that is not within reach.
            let cells: Vec<Cell<'_>> = columns.iter().map(|column| column.cell(session, now, language)).collect();
            sheet.row(&cells)
        };
        let sessions = portal.store.export_sessions(self.query, access.reach, personal);
        let live = Arc::clone(&portal);
        let batches = batches(sessions).map_ok(move |mut sessions| {
            sessions.iter_mut().for_each(|session| live.csms.overlay(session));
            sessions
        });
        let bytes = export::until_stopped(export::stream(sheet, Box::pin(batches), write), portal.stop.clone());
        let bytes = bytes.inspect_err(|error| tracing::warn!(%error, "an export broke off"));
        let disposition =
            HeaderValue::try_from(format!("attachment; filename=\"{name}\"")).map_err(|_| ProblemKind::Internal)?;
        let mut response = Response::new(Body::from_stream(bytes));
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        headers.insert(header::CONTENT_DISPOSITION, disposition);
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        Ok(response)
    }
}

/// The sessions of an export, batch by batch.
fn batches(sessions: SessionExport) -> impl Stream<Item = Result<Vec<Session>, StoreError>> + Send {
    stream::try_unfold(sessions, |mut sessions| async move {
        let batch = sessions.next().await?;
        Ok(batch.map(|batch| (batch, sessions)))
    })
}

fn broken(error: io::Error) -> Problem {
    tracing::error!(%error, "a workbook could not be begun");
    ProblemKind::Internal.into()
}

#[cfg(test)]
mod tests {
    use store::session::SessionTotals;

    use super::*;

    #[test]
    fn sessions_are_counted_as_far_as_a_workbook_goes() {
        assert!(u64::try_from(SessionTotals::CAP).unwrap() > MOST_ROWS, "a full workbook would be refused");
    }
}
