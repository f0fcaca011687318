//! What is written with one commit.

use super::SessionIds;
use super::edit::Edit;
use super::lane::{Lane, Pending};
use crate::database::Connection;
use crate::error::{WriteError, is_refusal};
use crate::event::NewEvent;
use crate::message::PackedMessages;
use crate::reading::EncodedReadings;
use crate::session::{NewSession, ProgressWrite, SessionClosing};
use crate::station::{SeenWrite, StationBooted, StationConnected, StationDisconnected};
use crate::status::StatusWrite;

/// Declares the kinds of frequent writes: a variant in the queue and a lane in the batch for each, in the order in which they
/// are written.
macro_rules! lanes {
    ($($(#[$meta:meta])* $lane:ident: $variant:ident($write:ty)),+ $(,)?) => {
        /// A write in the queue; boxed, so that the queue stays small whatever is in it.
        pub(crate) enum Queued {
            $($(#[$meta])* $variant(Box<Pending<$write>>),)+
            /// Anything rarer.
            Edit(Box<dyn Edit>),
        }

        $(impl From<Pending<$write>> for Queued {
            fn from(pending: Pending<$write>) -> Self {
                Queued::$variant(Box::new(pending))
            }
        })+

        /// What is written with one commit.
        #[derive(Default)]
        pub(super) struct Batch {
            $($lane: Lane<$write>,)+
            edits: Vec<Box<dyn Edit>>,
        }

        impl Batch {
            /// Takes a write into its lane.
            pub(super) fn push(&mut self, queued: Queued) {
                match queued {
                    $(Queued::$variant(pending) => self.$lane.push(*pending),)+
                    Queued::Edit(edit) => self.edits.push(edit),
                }
            }

            /// How many new session ids the batch will ask for.
            fn session_ids(&self) -> usize {
                [$(self.$lane.session_ids()),+].into_iter().sum()
            }

            /// Whether all writes are of one kind that is frequent.
            fn is_one_lane(&self) -> bool {
                self.edits.is_empty() && [$(self.$lane.is_empty()),+].into_iter().filter(|is_empty| !is_empty).count() == 1
            }

            /// Whether everything is one statement, which is a transaction by itself.
            fn is_one_statement(&self, connection: &Connection) -> bool {
                self.is_one_lane() $(&& (self.$lane.is_empty() || self.$lane.is_one_statement(connection)))+
            }

            /// Where all writes are of one kind, keeps as many as are one statement on SQLite and gives back the others,
            /// for the next batch: a statement alone is a transaction by itself and costs one turn of SQLite's thread.
            pub(super) fn split(&mut self) -> Vec<Queued> {
                let mut rest = Vec::new();
                if self.is_one_lane() {
                    $(rest.extend(self.$lane.split().into_iter().map(Queued::from));)+
                }
                rest
            }

            /// Whether any of it is an edit.
            pub(super) fn has_edits(&self) -> bool {
                !self.edits.is_empty()
            }

            async fn apply_lanes(
                &mut self,
                connection: &mut Connection,
                session_ids: &mut SessionIds,
            ) -> Result<(), sqlx::Error> {
                $(self.$lane.apply(connection, session_ids).await?;)+
                Ok(())
            }

            async fn apply_each(
                &mut self,
                connection: &mut Connection,
                session_ids: &mut SessionIds,
            ) -> Result<(), sqlx::Error> {
                $(self.$lane.apply_each(connection, session_ids).await?;)+
                Ok(())
            }

            /// Tells all who wait that it is written.
            fn answer(&mut self) {
                $(self.$lane.answer();)+
                for edit in self.edits.drain(..) {
                    edit.answer();
                }
            }

            /// Tells all who still wait that it is not written.
            pub(super) fn fail(&mut self, error: &WriteError) {
                $(self.$lane.fail(error);)+
                for edit in self.edits.drain(..) {
                    edit.fail(error);
                }
            }
        }
    };
}

lanes! {
    /// Stops.
    stops: Stop(SessionClosing),
    /// Starts, with what they close.
    starts: Start(NewSession),
    /// Readings.
    readings: Readings(EncodedReadings),
    /// How far sessions have come.
    progress: Progress(ProgressWrite),
    /// Statuses.
    statuses: Status(StatusWrite),
    /// Boots.
    boots: Booted(StationBooted),
    /// Connections; before disconnections, which concern older ones.
    connections: Connected(StationConnected),
    /// Disconnections.
    disconnections: Disconnected(StationDisconnected),
    /// Signs of life.
    seen: Seen(SeenWrite),
    /// Protocol messages.
    messages: Messages(PackedMessages),
    /// Events.
    events: Event(NewEvent),
}

impl Batch {
    /// Writes everything, commits and answers.
    ///
    /// # Errors
    /// When the database cannot be reached; those who still wait are to be told by [`Batch::fail`].
    pub(super) async fn commit(
        &mut self,
        connection: &mut Connection,
        session_ids: &mut SessionIds,
    ) -> Result<(), sqlx::Error> {
        if self.is_one_statement(connection) {
            match self.apply_lanes(connection, session_ids).await {
                Ok(()) => self.answer(),
                Err(error) => {
                    refused(&error)?;
                    self.apply_each(connection, session_ids).await?;
                }
            }
            return Ok(());
        }
        session_ids.reserve(self.session_ids(), connection).await?;
        let position = session_ids.position();
        connection.begin().await?;
        if let Err(error) = self.apply_lanes(connection, session_ids).await {
            refused(&error)?;
            connection.rollback().await?;
            session_ids.back_to(position);
            self.apply_each(connection, session_ids).await?;
            connection.begin().await?;
        }
        for edit in &mut self.edits {
            edit.run(connection).await?;
        }
        match connection.commit().await {
            Ok(()) => self.answer(),
            Err(error) => {
                refused(&error)?;
                connection.rollback().await?;
                session_ids.back_to(position);
                self.apply_each(connection, session_ids).await?;
                self.fail(&WriteError::from(error));
            }
        }
        Ok(())
    }
}

/// Passes an error on unless the database is sound and only refused.
fn refused(error: &sqlx::Error) -> Result<(), sqlx::Error> {
    if !is_refusal(error) {
        // The error itself stays with the caller, who logs it; what matters here is that the connection is lost.
        return Err(sqlx::Error::Protocol(error.to_string()));
    }
    tracing::debug!(%error, "a batch is refused: each of its writes is tried alone");
    Ok(())
}
