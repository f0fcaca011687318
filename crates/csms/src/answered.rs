//! Answers already given, so that a repeated message id gets the same answer again.

use std::collections::VecDeque;

use domain::UtcMillis;

/// How many answers are remembered for a station.
const KEPT: usize = 8;

/// How long an answer is remembered, ms: longer than a station waits before it sends again.
const KEPT_MS: i64 = 10 * 60_000;

/// The last few answers given to a station; it survives the station's reconnects.
#[derive(Debug, Default)]
pub(crate) struct Answered {
    answers: VecDeque<Answer>,
}

#[derive(Debug)]
struct Answer {
    at: UtcMillis,
    message_id: Box<str>,
    /// Tells a repeated message from another one that happens to have the same id.
    ///
    /// *Deviation:* some stations count message ids from 1 after every reboot.
    request: u64,
    frame: Box<str>,
}

impl Answered {
    /// The answer given to this message before, if it was the same message.
    pub(crate) fn find(&self, message_id: &str, request: u64, now: UtcMillis) -> Option<&str> {
        self.answers
            .iter()
            .find(|answer| {
                answer.request == request && *answer.message_id == *message_id && now.since(answer.at) < KEPT_MS
            })
            .map(|answer| &*answer.frame)
    }

    /// Remembers an answer, and forgets the oldest and those that are too old.
    pub(crate) fn remember(&mut self, message_id: &str, request: u64, frame: &str, now: UtcMillis) {
        self.forget_old(now);
        if self.answers.len() == KEPT {
            self.answers.pop_front();
        }
        self.answers.push_back(Answer { at: now, message_id: message_id.into(), request, frame: frame.into() });
    }

    /// Forgets answers that are too old to be asked for again.
    pub(crate) fn forget_old(&mut self, now: UtcMillis) {
        while self.answers.front().is_some_and(|answer| now.since(answer.at) >= KEPT_MS) {
            self.answers.pop_front();
        }
        if self.answers.is_empty() {
            self.answers = VecDeque::new();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_message_gets_the_same_answer_until_it_is_old() {
        let mut answered = Answered::default();
        answered.remember("a", 1, "[3,\"a\",{}]", UtcMillis(0));
        assert_eq!(answered.find("a", 1, UtcMillis(1)), Some("[3,\"a\",{}]"));
        assert_eq!(answered.find("a", 2, UtcMillis(1)), None);
        assert_eq!(answered.find("b", 1, UtcMillis(1)), None);
        assert_eq!(answered.find("a", 1, UtcMillis(KEPT_MS)), None);
    }

    #[test]
    fn only_the_last_few_are_kept() {
        let mut answered = Answered::default();
        for request in 0..=KEPT as u64 {
            answered.remember(&request.to_string(), request, "x", UtcMillis(0));
        }
        assert_eq!(answered.find("0", 0, UtcMillis(1)), None);
        assert!(answered.find("1", 1, UtcMillis(1)).is_some());
    }
}
