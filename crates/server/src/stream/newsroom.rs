//! Renders each change once, however many browsers are open.

use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use csms::{Bus, Numbered};
use tokio::sync::OnceCell;

use super::audience::Part;
use super::render::render;
use crate::portal::Portal;
use crate::problem::Problem;

/// How many rendered changes are kept. Browsers that keep up ask for the newest ones; others have theirs rendered again.
const KEPT: usize = 1_024;

/// The changes of one portal's bus, the newest of them kept as text.
pub struct Newsroom {
    bus: Arc<Bus>,
    shelf: Shelf,
}

/// The newest changes' texts, each in the slot that its id gives.
struct Shelf(Box<[Mutex<Option<Entry>>]>);

#[derive(Clone)]
struct Entry {
    id: u64,
    texts: Arc<Texts>,
}

/// The two texts of a change; each is made when first asked for.
#[derive(Default)]
struct Texts {
    whole: OnceCell<Bytes>,
    anonymous: OnceCell<Bytes>,
}

impl Newsroom {
    /// For the changes of a bus.
    pub fn new(bus: Arc<Bus>) -> Newsroom {
        Newsroom { bus, shelf: Shelf::new() }
    }

    /// The bus.
    pub(super) fn bus(&self) -> &Arc<Bus> {
        &self.bus
    }

    /// The text of a change for those who may hear that `part` of it: an event with its id, as it goes over the line.
    ///
    /// # Errors
    /// When what belongs to it cannot be read from the database.
    pub(super) async fn text(&self, portal: &Portal, numbered: &Numbered, part: Part) -> Result<Bytes, Problem> {
        let texts = self.shelf.texts(numbered.id);
        let cell = match part {
            Part::Whole => &texts.whole,
            Part::Anonymous => &texts.anonymous,
        };
        cell.get_or_try_init(|| render(portal, numbered, part)).await.cloned()
    }
}

impl Shelf {
    fn new() -> Shelf {
        Shelf((0..KEPT).map(|_| Mutex::new(None)).collect())
    }

    fn texts(&self, id: u64) -> Arc<Texts> {
        let slot = usize::try_from(id % KEPT as u64).unwrap_or_default();
        let mut entry = self.0[slot].lock().unwrap_or_else(PoisonError::into_inner);
        match &*entry {
            Some(known) if known.id == id => Arc::clone(&known.texts),
            // An older change is asked for by one who came back; it must not push out the newer.
            Some(known) if known.id > id => Arc::default(),
            _ => {
                let texts = Arc::<Texts>::default();
                *entry = Some(Entry { id, texts: Arc::clone(&texts) });
                texts
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_kept_until_a_newer_one_takes_its_place() {
        let shelf = Shelf::new();
        let first = shelf.texts(7);
        assert!(Arc::ptr_eq(&first, &shelf.texts(7)));
        let newer = shelf.texts(7 + KEPT as u64);
        assert!(!Arc::ptr_eq(&first, &shelf.texts(7)));
        assert!(Arc::ptr_eq(&newer, &shelf.texts(7 + KEPT as u64)));
    }
}
