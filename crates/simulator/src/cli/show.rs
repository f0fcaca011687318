//! What happens, for people.

use std::io::{self, Write as _};
use std::sync::Arc;

use jiff::Timestamp;
use ocpp::rpc::Frame;
use ocpp::v16::masked;
use simulator::drive::{Notice, Onlooker};
use simulator::station::StationId;

/// How much is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Detail {
    /// Lines that come and go, restarts, troubles, and what happens at the station.
    Acts,
    /// Frames too.
    Frames,
}

impl Detail {
    /// As often as `-v` was given.
    pub(crate) fn of(verbosity: u8) -> Self {
        match verbosity {
            0 => Self::Acts,
            _ => Self::Frames,
        }
    }
}

/// Prints what happens, a line for each thing.
pub(crate) fn printing(detail: Detail) -> Onlooker {
    Arc::new(move |id, notice| print(id, notice, detail))
}

fn print(id: &StationId, notice: Notice<'_>, detail: Detail) {
    let text = match notice {
        Notice::Up => "is online".to_owned(),
        Notice::Down(why) => format!("is offline: {why}"),
        Notice::Restarting => "restarts".to_owned(),
        Notice::Trouble(what) => format!("! {what}"),
        Notice::Acted(act) => format!("* {act}"),
        Notice::Sent(frame) if detail >= Detail::Frames => format!("→ {}", without_secrets(frame)),
        Notice::Received(frame) if detail >= Detail::Frames => format!("← {}", without_secrets(frame)),
        Notice::Sent(_) | Notice::Received(_) => return,
    };
    line(&format!("{:.3} {id} {text}", Timestamp::now()));
}

/// Prints a line. Where nobody reads any more, as after `| head`, stations go on all the same.
pub(crate) fn line(text: &str) {
    if let Err(error) = writeln!(io::stdout().lock(), "{text}") {
        tracing::debug!(%error, "failed to print");
    }
}

/// The frame as it may be shown.
fn without_secrets(frame: &str) -> String {
    match Frame::parse(frame).map(|received| received.frame) {
        Ok(Frame::Call { id, action, payload }) => {
            format!("[2,\"{id}\",\"{action}\",{}]", masked(&action, payload.get()))
        }
        _ => frame.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::without_secrets;

    #[test]
    fn passwords_are_not_shown() {
        let frame = r#"[2,"1","ChangeConfiguration",{"key":"AuthorizationKey","value":"0123456789abcdef"}]"#;
        assert!(!without_secrets(frame).contains("0123"));
        let plain = r#"[3,"1",{"status":"Accepted"}]"#;
        assert_eq!(without_secrets(plain), plain);
    }
}
