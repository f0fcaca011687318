//! What can stand in a message.

mod boolean;
mod decimal;
mod integer;
mod list;
mod opaque;
pub(crate) mod strict;
mod text;

pub use decimal::Decimal;
pub use list::Several;
pub use opaque::Opaque;
pub use text::{FreeText, Text, UNLIMITED};

use serde_json::value::RawValue;

use crate::repair::Repair;
use crate::shape::Kind;
use crate::violation::{Unsendable, Violation};

/// A value that can stand in a message: what it looks like, what may be sent, what is accepted.
pub trait Wire: Sized {
    /// What it looks like.
    const KIND: Kind;

    /// Says whether the value may be sent as it is.
    ///
    /// # Errors
    ///
    /// Names the member that breaks a limit, and the limit.
    fn check(&self) -> Result<(), Unsendable>;

    /// Reads what a peer sent, forgiving what has only one sensible reading and noting it.
    ///
    /// # Errors
    ///
    /// Says what could not be understood.
    fn accept(raw: &RawValue, repair: &mut Repair) -> Result<Self, Violation>;
}
