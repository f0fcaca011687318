//! Starts that the portal asked for, so that the sessions they lead to are known as such.

use domain::UtcMillis;
use domain::session::Authentication;
use domain::tag::same_tag;

/// How long after a remote start the session that it leads to may begin, ms: the time to plug in.
const WAITED_MS: i64 = 10 * 60_000;

/// How many may wait at a station.
const KEPT: usize = 16;

/// The remote starts of a station that have not led to a session yet.
#[derive(Debug, Default)]
pub(crate) struct RemoteStarts {
    asked: Vec<Asked>,
}

#[derive(Debug)]
struct Asked {
    outlet: Option<u16>,
    tag: String,
    by: Authentication,
    at: UtcMillis,
}

impl RemoteStarts {
    /// Notes that the portal asked for a start.
    pub(crate) fn asked(&mut self, outlet: Option<u16>, tag: &str, by: Authentication, at: UtcMillis) {
        self.asked.retain(|asked| at.since(asked.at) < WAITED_MS);
        if self.asked.len() == KEPT {
            self.asked.remove(0);
        }
        self.asked.push(Asked { outlet, tag: tag.to_owned(), by, at });
    }

    /// How a start with this tag was asked for, if it was.
    pub(crate) fn asked_for(&self, outlet: u16, tag: &str, at: UtcMillis) -> Option<Authentication> {
        self.position(outlet, tag, at).map(|found| self.asked[found].by)
    }

    /// Uses up the request that a start with this tag answers, if there is one.
    pub(crate) fn take(&mut self, outlet: u16, tag: &str, at: UtcMillis) {
        if let Some(found) = self.position(outlet, tag, at) {
            self.asked.remove(found);
        }
    }

    fn position(&self, outlet: u16, tag: &str, at: UtcMillis) -> Option<usize> {
        self.asked.iter().position(|asked| {
            at.since(asked.at) < WAITED_MS
                && asked.outlet.is_none_or(|number| number == outlet)
                && same_tag(&asked.tag, tag)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remote_start_leads_to_one_session() {
        let mut starts = RemoteStarts::default();
        starts.asked(Some(2), "ABCD", Authentication::Remote, UtcMillis(0));
        assert_eq!(starts.asked_for(1, "ABCD", UtcMillis(1)), None);
        assert_eq!(starts.asked_for(2, "other", UtcMillis(1)), None);
        assert_eq!(starts.asked_for(2, "ab:cd", UtcMillis(1)), Some(Authentication::Remote));
        starts.take(2, "ab:cd", UtcMillis(1));
        assert_eq!(starts.asked_for(2, "ABCD", UtcMillis(1)), None);
    }

    #[test]
    fn an_old_remote_start_is_forgotten() {
        let mut starts = RemoteStarts::default();
        starts.asked(None, "ABCD", Authentication::App, UtcMillis(0));
        assert_eq!(starts.asked_for(1, "ABCD", UtcMillis(WAITED_MS)), None);
    }
}
