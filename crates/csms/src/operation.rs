//! What the portal does with each thing that a station reports, in the portal's words; the rules themselves are in `domain`.
//!
//! An operation finds what it needs, asks the rule, hands the write to the store, and only after the commit changes what is in
//! memory and tells the bus. So one that fails can be tried again from its beginning.

mod authorise;
mod boot;
mod data_transfer;
mod meter_values;
mod outlet;
mod security;
mod start_session;
mod status;
mod stop_session;
mod transfer;

use std::sync::Arc;

use domain::UtcMillis;
use ocpp::{ErrorCode, Unsendable};
use store::{EditError, StoreError, WriteError};

use crate::central_system::CentralSystem;
use crate::station::Station;

pub(crate) use authorise::authorise;
pub(crate) use boot::{BootVerdict, boot};
pub(crate) use data_transfer::{VendorMessage, VendorOutcome, data_transfer};
pub(crate) use meter_values::meter_values;
pub(crate) use security::{security, sign_certificate};
pub(crate) use start_session::{Started, start_session};
pub(crate) use status::status;
pub(crate) use stop_session::stop_session;
pub(crate) use transfer::transfer;

/// Who reports, and when it was received.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) system: &'a Arc<CentralSystem>,
    pub(crate) station: &'a Arc<Station>,
    pub(crate) at: UtcMillis,
}

/// Why an operation was not done; nothing of it is confirmed to the station then.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OperationFailure {
    #[error(transparent)]
    Read(#[from] StoreError),
    #[error(transparent)]
    Write(#[from] WriteError),
    #[error(transparent)]
    Edit(#[from] EditError),
    #[error(transparent)]
    Unsendable(#[from] Unsendable),
}

impl OperationFailure {
    /// Whether it may succeed a little later: the database cannot be reached just now.
    pub(crate) fn is_passing(&self) -> bool {
        match self {
            OperationFailure::Read(StoreError::Database(_) | StoreError::Late) => true,
            OperationFailure::Read(StoreError::Write(error)) => is_passing(error),
            OperationFailure::Write(error) | OperationFailure::Edit(EditError::Write(error)) => is_passing(error),
            _ => false,
        }
    }

    /// The code to answer with.
    pub(crate) fn code(&self) -> ErrorCode {
        ErrorCode::InternalError
    }

    /// What the station is told; never what went wrong inside.
    pub(crate) fn told_to_station(&self) -> &'static str {
        if self.is_passing() { "not stored; please send it again" } else { "internal error" }
    }
}

fn is_passing(error: &WriteError) -> bool {
    matches!(error, WriteError::Unavailable(_))
}
