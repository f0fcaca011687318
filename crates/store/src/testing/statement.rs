//! The statements that reads run, for tests which look at the database's plans.

use std::cell::RefCell;

thread_local! {
    static RECORDED: RefCell<Option<Vec<String>>> = const { RefCell::new(None) };
}

/// Begins to record the statements that are read on this thread; gives those recorded before.
///
/// A test's futures all run on its own thread, so tests do not record each other.
pub fn record_statements() -> Vec<String> {
    RECORDED.with_borrow_mut(|recorded| recorded.replace(Vec::new())).unwrap_or_default()
}

/// Records a statement, if this thread records.
pub(crate) fn record(text: &str) {
    RECORDED.with_borrow_mut(|recorded| {
        if let Some(recorded) = recorded {
            recorded.push(text.to_owned());
        }
    });
}
