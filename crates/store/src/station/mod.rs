//! Stations as the central system meets them: who may come in, what they told, who is there.

mod admission;
mod callback;
mod configuration;
mod connect;
mod deviation;
mod live;
mod runtime;
mod seen;
mod unknown;

pub use callback::StationCallback;
pub use configuration::{Extent, StationConfiguration, StationKey};
pub use connect::{StationBooted, StationConnected, StationDisconnected};
pub use deviation::CountedDeviation;
pub use live::{LiveOutlet, LiveStation};
pub use runtime::{LastReading, OpenSession, OutletRuntime, StationRuntime};
pub(crate) use runtime::{boot_from, present_from};
pub(crate) use seen::SeenWrite;
pub use seen::StationSeen;
pub use unknown::{NewUnknownStation, UnknownStation};
