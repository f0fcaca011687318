//! What happens at a station, in words.

use std::fmt;

use super::{Act, Resent};

impl fmt::Display for Act {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plug(outlet, vehicle) => write!(
                formatter,
                "outlet {outlet}: a vehicle is plugged in, {:.0} % of {:.0} kWh",
                vehicle.share() * 100.0,
                vehicle.battery_wh / 1000.0
            ),
            Self::Unplug(outlet) => write!(formatter, "outlet {outlet}: the vehicle is unplugged"),
            Self::Tag(outlet, tag) => write!(formatter, "outlet {outlet}: the tag {tag} is presented"),
            Self::Fault(Some(outlet), fault) => write!(formatter, "outlet {outlet}: {}", fault.code),
            Self::Fault(None, fault) => write!(formatter, "station: {}", fault.code),
            Self::Clear(Some(outlet)) => write!(formatter, "outlet {outlet}: is whole again"),
            Self::Clear(None) => formatter.write_str("station: is whole again"),
            Self::Reboot => formatter.write_str("restarts on its own"),
            Self::Resend { what, same_id } => {
                let what = match what {
                    Resent::Start => "start",
                    Resent::Stop => "stop",
                };
                let id = if *same_id { "the same" } else { "a new" };
                write!(formatter, "sends its last {what} again with {id} message id")
            }
            Self::Heartbeat => formatter.write_str("sends a heartbeat"),
            Self::DataTransfer { vendor, .. } => write!(formatter, "sends data for {vendor}"),
            Self::SecurityEvent(kind) => write!(formatter, "tells of {kind}"),
        }
    }
}
