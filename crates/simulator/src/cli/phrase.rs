//! What happens at a station, in words.

use simulator::station::{Act, Resent};

/// The words for what happens.
pub(crate) fn phrase(act: &Act) -> String {
    match act {
        Act::Plug(outlet, vehicle) => format!(
            "outlet {outlet}: a vehicle is plugged in, {:.0} % of {:.0} kWh",
            vehicle.share() * 100.0,
            vehicle.battery_wh / 1000.0
        ),
        Act::Unplug(outlet) => format!("outlet {outlet}: the vehicle is unplugged"),
        Act::Tag(outlet, tag) => format!("outlet {outlet}: the tag {tag} is presented"),
        Act::Fault(Some(outlet), fault) => format!("outlet {outlet}: {}", fault.code),
        Act::Fault(None, fault) => format!("station: {}", fault.code),
        Act::Clear(Some(outlet)) => format!("outlet {outlet}: is whole again"),
        Act::Clear(None) => "station: is whole again".to_owned(),
        Act::Reboot => "restarts on its own".to_owned(),
        Act::Resend { what, same_id } => {
            let what = match what {
                Resent::Start => "start",
                Resent::Stop => "stop",
            };
            let id = if *same_id { "the same" } else { "a new" };
            format!("sends its last {what} again with {id} message id")
        }
        Act::Heartbeat => "sends a heartbeat".to_owned(),
        Act::DataTransfer { vendor, .. } => format!("sends data for {vendor}"),
        Act::SecurityEvent(kind) => format!("tells of {kind}"),
    }
}
