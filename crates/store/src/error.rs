//! What can go wrong in the store. A caller that writes gets [`WriteError`] or [`EditError`]; one that reads, or that opens
//! the store, gets [`StoreError`].

use std::sync::Arc;

/// Why the store could not be opened or read.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address is neither `sqlite:…` nor `postgres://…`.
    #[error("read the database's address: it must begin with sqlite: or postgres:")]
    BadAddress,
    /// The database could not be reached or refused.
    #[error("use the database")]
    Database(#[from] sqlx::Error),
    /// A migration failed, or the database is newer than the program.
    #[error("bring the database's schema up to date")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A row that the program could not have written.
    #[error("read {what} {key} from the database: {reason}")]
    BadRow {
        /// What it was to become.
        what: &'static str,
        /// Its id, or another way to find it.
        key: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The writer, which keeps what must be in step with it, did not answer.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// A cursor that this list has not given.
    #[error("go on from where the cursor says: it is none of this list's")]
    BadCursor,
    /// No answer in time.
    #[error("hear from the database in time")]
    Late,
}

/// Why something was not written. None of it is in the database then, unless [`WriteError::Unavailable`] says that this is not
/// known.
#[derive(Debug, Clone, thiserror::Error)]
pub enum WriteError {
    /// The database could not be reached, the connection broke, or its disk is full. Nothing is confirmed; the write may
    /// be tried again (it may have been committed if the connection broke while the answer was under way).
    #[error("reach the database to write")]
    Unavailable(#[source] Option<Arc<sqlx::Error>>),
    /// The database refused this one write; trying again is no use.
    #[error("write what the database refuses")]
    Refused(#[source] Arc<sqlx::Error>),
    /// The store is shutting down.
    #[error("write to a store that is closed")]
    Closed,
}

/// Why an edit by a person or a rare write was not made. Nothing of it is in the database then.
#[derive(Debug, Clone, thiserror::Error)]
pub enum EditError {
    /// What is to be edited does not exist, or is out of reach.
    #[error("find what is to be edited")]
    NotFound,
    /// Somebody else has edited it meanwhile.
    #[error("edit version {expected}: it is now at version {current}")]
    VersionMismatch {
        /// The version the caller knew.
        expected: i64,
        /// The version in the database.
        current: i64,
    },
    /// A node with children cannot be deleted.
    #[error("delete a node that has children")]
    HasChildren,
    /// A node cannot stand there, or cannot be moved.
    #[error("place the node there")]
    BadPlace,
    /// Another one has this name already; `field` names the member as in the API.
    #[error("use a value that is taken: {field}")]
    Taken {
        /// The API's name of the member: `chargeBoxId`, `number`, `email`, `idTag`.
        field: &'static str,
    },
    /// What it refers to does not exist; `field` names the member as in the API.
    #[error("refer to what does not exist: {field}")]
    NoSuch {
        /// The API's name of the member: `parentId`, `siteIds`, `userId`.
        field: &'static str,
    },
    /// It is needed by something that is under way.
    #[error("delete what is in use")]
    InUse,
    /// There is no room left for it.
    #[error("keep it: there is no room left")]
    Full,
    /// The last administrator can neither be deleted nor lose the role.
    #[error("leave the portal without an administrator")]
    LastAdministrator,
    /// A site that is the only one of some drivers cannot be deleted: with no site left they would be bound to none.
    #[error("delete the only site of {users} drivers")]
    OnlySiteOfDrivers {
        /// How many.
        users: i64,
    },
    /// A row that the program could not have written.
    #[error("read what is to be edited")]
    BadRow(#[source] Arc<StoreError>),
    /// The database.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl StoreError {
    /// A row that makes no sense.
    pub(crate) fn bad_row(what: &'static str, key: impl ToString, reason: impl ToString) -> Self {
        Self::BadRow { what, key: key.to_string(), reason: reason.to_string() }
    }

    /// The error as the writer passes it on: what cannot be read back concerns the one write, not the connection.
    pub(crate) fn into_sqlx(self) -> sqlx::Error {
        match self {
            Self::Database(error) => error,
            other => sqlx::Error::Decode(Box::new(other)),
        }
    }
}

impl From<sqlx::Error> for WriteError {
    fn from(error: sqlx::Error) -> Self {
        if is_refusal(&error) { Self::Refused(Arc::new(error)) } else { Self::Unavailable(Some(Arc::new(error))) }
    }
}

impl From<sqlx::Error> for EditError {
    fn from(error: sqlx::Error) -> Self {
        Self::Write(error.into())
    }
}

impl From<StoreError> for EditError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Database(error) => error.into(),
            StoreError::Write(error) => error.into(),
            other => Self::BadRow(Arc::new(other)),
        }
    }
}

/// Whether the database understood and said no, so that the connection is sound and other writes may succeed.
///
/// Everything else (the line, the disk, a shutdown of PostgreSQL) concerns all writes alike.
pub(crate) fn is_refusal(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Database(error) => {
            let Some(code) = error.code() else { return true };
            if error.try_downcast_ref::<sqlx::sqlite::SqliteError>().is_some() {
                // Primary result codes: busy 5, locked 6, no memory 7, read-only 8, I/O 10, corrupt 11, full 13, cannot
                // open 14, not a database 26.
                let primary = code.parse::<i64>().unwrap_or_default() & 0xff;
                !matches!(primary, 5..=8 | 10 | 11 | 13 | 14 | 26)
            } else {
                // SQLSTATE classes: connection 08, no such authorisation 28, resources and disk 53, operator 57, system 58.
                !["08", "28", "53", "57", "58", "XX"].iter().any(|class| code.starts_with(class))
            }
        }
        sqlx::Error::ColumnDecode { .. }
        | sqlx::Error::Decode(_)
        | sqlx::Error::Encode(_)
        | sqlx::Error::RowNotFound
        | sqlx::Error::ColumnNotFound(_)
        | sqlx::Error::ColumnIndexOutOfBounds { .. }
        | sqlx::Error::TypeNotFound { .. }
        | sqlx::Error::InvalidArgument(_) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_refusal;

    #[test]
    fn a_broken_line_is_no_refusal() {
        assert!(!is_refusal(&sqlx::Error::WorkerCrashed));
        assert!(!is_refusal(&sqlx::Error::Io(std::io::Error::other("gone"))));
        assert!(is_refusal(&sqlx::Error::RowNotFound));
    }
}
