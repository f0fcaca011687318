//! The one place where errors from inside become problems.

use csms::certificate::{AuthorityError, IssueError};
use csms::{CommandRefused, UpgradeRefused};
use store::{EditError, StoreError, WriteError};

use super::{Problem, ProblemKind};
use crate::sign_in::{HashingError, TooSoon};

impl From<WriteError> for Problem {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Unavailable(_) | WriteError::Closed => unavailable(&error),
            WriteError::Refused(_) => internal(&error),
        }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Write(error) => error.into(),
            StoreError::BadRow { .. } => internal(&error),
            StoreError::BadCursor => Problem::invalid("cursor", "It is none of this list's."),
            // Reading fails when the database is away; a query that cannot run at all would have failed in a test.
            _ => unavailable(&error),
        }
    }
}

impl From<EditError> for Problem {
    fn from(error: EditError) -> Self {
        match error {
            EditError::NotFound => Problem::not_found(),
            EditError::VersionMismatch { .. } => ProblemKind::VersionMismatch.into(),
            EditError::HasChildren => {
                Problem::from(ProblemKind::HasChildren).detail("Delete what stands below it first.")
            }
            EditError::BadPlace => Problem::invalid("parentId", "It cannot stand there."),
            EditError::Taken { field } => Problem::conflict(field, "It is taken already."),
            EditError::NoSuch { field } => Problem::invalid(field, "It refers to something that does not exist."),
            EditError::InUse => Problem::from(ProblemKind::Conflict).detail("It is needed by something under way."),
            EditError::Full => Problem::from(ProblemKind::TooLarge).detail("There is no room left for it."),
            EditError::LastAdministrator => {
                Problem::from(ProblemKind::Conflict).field("role").detail("The portal needs an administrator.")
            }
            EditError::OnlySiteOfDrivers { users } => Problem::from(ProblemKind::OnlySiteOfDrivers).detail(format!(
                "It is the only site of {users} {}, who may charge anywhere when it is gone. Change their sites first.",
                if users == 1 { "driver" } else { "drivers" }
            )),
            EditError::BadRow(_) => internal(&error),
            EditError::Write(error) => error.into(),
        }
    }
}

impl From<CommandRefused> for Problem {
    fn from(error: CommandRefused) -> Self {
        match error {
            CommandRefused::UnknownStation => Problem::not_found(),
            CommandRefused::NotInProtocol { protocol, .. } => {
                Problem::invalid("name", format!("The station speaks {protocol}, which does not have this command."))
            }
            CommandRefused::SecretCannotWait => Problem::invalid(
                "expiresInS",
                "A secret is kept nowhere, so it can only be sent while the station is online.",
            ),
            CommandRefused::Unfit(unfit) => Problem::invalid(unfit.field, unfit.reason),
            CommandRefused::TooLate => {
                Problem::from(ProblemKind::Conflict).detail("The command was sent already, or has ended.")
            }
            CommandRefused::Storage(error) => error.into(),
            CommandRefused::Authority(error) => (*error).into(),
        }
    }
}

impl From<AuthorityError> for Problem {
    fn from(error: AuthorityError) -> Self {
        match error {
            AuthorityError::Read(error) => error.into(),
            AuthorityError::Edit(error) => error.into(),
            other => internal(&other),
        }
    }
}

impl From<IssueError> for Problem {
    fn from(error: IssueError) -> Self {
        match error {
            IssueError::NotFound => Problem::not_found(),
            IssueError::Decided => Problem::from(ProblemKind::Conflict).detail("It was decided already."),
            IssueError::Fault(fault) => Problem::from(ProblemKind::Conflict).detail(format!("Failed to {fault}.")),
            IssueError::Authority(error) => error.into(),
            IssueError::Read(error) => error.into(),
            IssueError::Edit(error) => error.into(),
            IssueError::Command(error) => error.into(),
        }
    }
}

impl From<UpgradeRefused> for Problem {
    fn from(error: UpgradeRefused) -> Self {
        match error {
            UpgradeRefused::UnknownStation => Problem::not_found(),
            UpgradeRefused::NotHigher(_) => Problem::invalid("profile", "It must be above the present one."),
            UpgradeRefused::UnderWay => Problem::conflict("profile", "It is being raised already."),
            UpgradeRefused::Read(error) => error.into(),
            UpgradeRefused::Edit(error) => error.into(),
        }
    }
}

impl From<TooSoon> for Problem {
    fn from(too_soon: TooSoon) -> Self {
        let seconds = u64::try_from(too_soon.wait_ms).unwrap_or(0).div_ceil(1_000);
        Problem::from(ProblemKind::TooManyAttempts)
            .detail(format!("Try again in {seconds} seconds."))
            .retry_after_s(seconds)
    }
}

impl From<HashingError> for Problem {
    fn from(error: HashingError) -> Self {
        match error {
            HashingError::Gone => unavailable(&error),
            HashingError::Refused(_) => internal(&error),
        }
    }
}

fn unavailable(error: &dyn std::error::Error) -> Problem {
    tracing::warn!(error = %chain(error), "a request cannot be served just now");
    Problem::from(ProblemKind::Unavailable).detail("The database does not answer. Try again.").retry_after_s(5)
}

fn internal(error: &dyn std::error::Error) -> Problem {
    tracing::error!(error = %chain(error), "a request failed by a fault of ours");
    ProblemKind::Internal.into()
}

/// An error with all its sources, for the log.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = format!("failed to {error}");
    let mut source = error.source();
    while let Some(error) = source {
        text.push_str(": ");
        text.push_str(&error.to_string());
        source = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_inside_stays_inside() {
        let problem = Problem::from(StoreError::BadRow {
            what: "user",
            key: "secret@example.org".to_owned(),
            reason: "role".to_owned(),
        });
        assert_eq!(problem, ProblemKind::Internal.into());
    }

    #[test]
    fn edits_that_fail_say_why() {
        let table = [
            (EditError::NotFound, 404, None),
            (EditError::HasChildren, 409, None),
            (EditError::Taken { field: "chargeBoxId" }, 409, Some("chargeBoxId")),
            (EditError::NoSuch { field: "siteIds" }, 400, Some("siteIds")),
            (EditError::LastAdministrator, 409, Some("role")),
            (EditError::OnlySiteOfDrivers { users: 2 }, 409, None),
            (EditError::Write(WriteError::Closed), 503, None),
        ];
        for (error, status, field) in table {
            let problem = Problem::from(error.clone());
            assert_eq!((problem.status.as_u16(), problem.field.as_deref()), (status, field), "{error}");
        }
    }
}
