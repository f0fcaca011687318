//! Which messages of a log are looked for.

use super::{Direction, LoggedMessage, MessageKind};

/// What a message must be like; what is not set lets all through.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MessageFilter {
    /// Which way it went.
    pub direction: Option<Direction>,
    /// One of these kinds; empty: any.
    pub kinds: Vec<MessageKind>,
    /// In its action, without regard to case.
    pub action: Option<String>,
    /// In its text, without regard to case.
    pub text: Option<String>,
    /// Its exact id.
    pub message_id: Option<String>,
    /// Only where something went wrong: errors, broken frames, refusals, missing answers.
    pub only_failures: bool,
    /// Only where something was forgiven.
    pub only_deviations: bool,
}

impl MessageFilter {
    /// Whether a message is looked for.
    pub fn matches(&self, message: &LoggedMessage) -> bool {
        self.direction.is_none_or(|direction| message.direction == direction)
            && (self.kinds.is_empty() || self.kinds.contains(&message.kind))
            && (!self.only_failures || message.kind.is_failure())
            && (!self.only_deviations || message.deviations > 0)
            && self.message_id.as_ref().is_none_or(|id| message.message_id == *id)
            && self.action.as_ref().is_none_or(|words| holds(&message.action, words))
            && self.text.as_ref().is_none_or(|words| holds(&message.text, words))
    }
}

fn holds(text: &str, words: &str) -> bool {
    text.to_lowercase().contains(&words.to_lowercase())
}

#[cfg(test)]
mod tests {
    use domain::UtcMillis;

    use super::*;

    #[test]
    fn each_condition_keeps_some_out() {
        let message = LoggedMessage {
            number: 1,
            at: UtcMillis(0),
            direction: Direction::FromStation,
            kind: MessageKind::Call,
            action: "StatusNotification".to_owned(),
            message_id: "17".to_owned(),
            text: r#"{"status":"Faulted"}"#.to_owned(),
            latency_ms: None,
            deviations: 0,
        };
        let any = MessageFilter::default();
        let table = [
            (any.clone(), true),
            (MessageFilter { direction: Some(Direction::FromStation), ..any.clone() }, true),
            (MessageFilter { direction: Some(Direction::ToStation), ..any.clone() }, false),
            (MessageFilter { kinds: vec![MessageKind::Error, MessageKind::Call], ..any.clone() }, true),
            (MessageFilter { kinds: vec![MessageKind::Error], ..any.clone() }, false),
            (MessageFilter { action: Some("statusnot".to_owned()), ..any.clone() }, true),
            (MessageFilter { action: Some("boot".to_owned()), ..any.clone() }, false),
            (MessageFilter { text: Some("FAULTED".to_owned()), ..any.clone() }, true),
            (MessageFilter { text: Some("available".to_owned()), ..any.clone() }, false),
            (MessageFilter { message_id: Some("1".to_owned()), ..any.clone() }, false),
            (MessageFilter { only_failures: true, ..any.clone() }, false),
            (MessageFilter { only_deviations: true, ..any }, false),
        ];
        for (filter, expected) in table {
            assert_eq!(filter.matches(&message), expected, "{filter:?}");
        }
    }
}
