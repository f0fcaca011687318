//! A page of the log while it is gathered from blocks, each request with how it ended.

use std::collections::{HashMap, HashSet};

use domain::UtcMillis;

use super::{LoggedMessage, MessageKind, MessageQuery};

/// How long after a request its answer is looked for, ms: a station has half a minute.
pub(super) const ANSWERED_WITHIN_MS: i64 = 40_000;

/// A message that was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundMessage {
    /// The message.
    pub message: LoggedMessage,
    /// Of a request: how it ended, where that is known.
    pub answer: Option<LoggedMessage>,
}

/// A place between two messages of a station: before the message with this moment and number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct MessagePosition {
    /// The moment.
    pub at: UtcMillis,
    /// The number of the message.
    pub number: i64,
}

/// Some messages, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MessagePage {
    /// The messages.
    pub messages: Vec<FoundMessage>,
    /// Where to go on, where there may be more.
    pub goes_on: Option<MessagePosition>,
}

impl LoggedMessage {
    /// Its place.
    pub fn position(&self) -> MessagePosition {
        MessagePosition { at: self.at, number: self.number }
    }
}

/// Messages gathered so far.
pub(super) struct Gathered<'a> {
    query: &'a MessageQuery,
    /// Those that are not written yet may be found in a block as well.
    unwritten: HashSet<i64>,
    /// One more than the page has, oldest first.
    found: Vec<LoggedMessage>,
    /// By message id, those that may end a request of the page.
    answers: HashMap<String, Vec<LoggedMessage>>,
}

impl<'a> Gathered<'a> {
    pub(super) fn new(query: &'a MessageQuery, unwritten: Vec<LoggedMessage>) -> Self {
        let numbers = unwritten.iter().map(|message| message.number).collect();
        let mut gathered = Self { query, unwritten: HashSet::new(), found: Vec::new(), answers: HashMap::new() };
        gathered.take(unwritten);
        gathered.unwritten = numbers;
        gathered
    }

    /// Takes in the messages of a block.
    pub(super) fn take(&mut self, block: Vec<LoggedMessage>) {
        for message in block {
            if self.unwritten.contains(&message.number) {
                continue;
            }
            let is_found = self.query.covers(&message) && self.query.filter.matches(&message);
            if message.kind.is_answer() || message.kind == MessageKind::Broken {
                self.answers.entry(message.message_id.clone()).or_default().push(message.clone());
            }
            if is_found {
                self.found.push(message);
            }
        }
    }

    /// Leaves only what can be on the page.
    pub(super) fn shorten(&mut self) {
        self.found.sort_by_key(LoggedMessage::position);
        let surplus = self.found.len().saturating_sub(self.query.limit + 1);
        self.found.drain(..surplus);
    }

    /// Whether the page is full, and older blocks, which hold nothing newer than `last_at`, cannot change it.
    pub(super) fn is_complete(&self, last_at: i64) -> bool {
        self.found.len() > self.query.limit && self.found.first().is_some_and(|oldest| last_at < oldest.at.0)
    }

    /// The page. `searched_to`: older blocks were not looked into, and hold nothing newer than this.
    pub(super) fn page(mut self, searched_to: Option<UtcMillis>) -> MessagePage {
        let mut goes_on = None;
        if let Some(searched_to) = searched_to {
            self.found.retain(|message| message.at > searched_to);
            goes_on = Some(MessagePosition { at: searched_to.plus_ms(1), number: i64::MIN });
        }
        if self.found.len() > self.query.limit {
            let surplus = self.found.len() - self.query.limit;
            self.found.drain(..surplus);
            goes_on = self.found.first().map(LoggedMessage::position);
        }
        let found = std::mem::take(&mut self.found);
        let messages = found.into_iter().rev();
        MessagePage {
            messages: messages.map(|message| FoundMessage { answer: self.answer(&message), message }).collect(),
            goes_on,
        }
    }

    /// How a request ended: the first answer in the other direction that came after it.
    fn answer(&self, request: &LoggedMessage) -> Option<LoggedMessage> {
        if !matches!(request.kind, MessageKind::Call | MessageKind::Broken) || request.message_id.is_empty() {
            return None;
        }
        let answers = self.answers.get(&request.message_id)?;
        let later = answers.iter().filter(|answer| {
            answer.direction != request.direction && answer.at >= request.at && answer.number > request.number
        });
        later.min_by_key(|answer| answer.position()).cloned()
    }
}
