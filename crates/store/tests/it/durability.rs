//! What was confirmed survives a process that is killed in the middle of writing.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use domain::SessionId;
use futures_util::future::join_all;
use store::testing::TestDatabase;
use store::{Store, StoreOptions};

use crate::garage::{Garage, T0, closing, new_session};

on_both!(what_was_confirmed_survives_kills);

/// Where the child process writes; without it the child has nothing to do.
const ADDRESS: &str = "STORE_WRITE_UNTIL_KILLED";
const STATION: &str = "STORE_WRITE_AT_STATION";

/// How often the writing process is killed.
const KILLS: usize = 5;

/// Confirmations that are waited for before each kill.
const CONFIRMATIONS: usize = 300;

async fn what_was_confirmed_survives_kills(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    store.close().await;
    let mut started = BTreeSet::new();
    let mut stopped = BTreeSet::new();
    for _ in 0..KILLS {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "durability::writes_until_it_is_killed", "--nocapture"])
            .env(ADDRESS, database.address())
            .env(STATION, garage.station.to_string())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut confirmations = 0;
        for line in &mut lines {
            confirmations += usize::from(take(&line.unwrap(), &mut started, &mut stopped));
            if confirmations == CONFIRMATIONS {
                child.kill().unwrap();
                break;
            }
        }
        // What it still said before it died counts, too; a line that was cut short does not.
        for line in lines.map_while(Result::ok) {
            take(&line, &mut started, &mut stopped);
        }
        assert!(!child.wait().unwrap().success(), "the child was killed");
    }
    assert!(started.len() + stopped.len() >= KILLS * CONFIRMATIONS);
    let store = database.open().await;
    for id in &started {
        let session = store.session(*id).await.unwrap().unwrap_or_else(|| panic!("session {id} was confirmed"));
        assert!(!(session.is_active() && stopped.contains(id)), "the stop of {id} was confirmed");
    }
    // Nothing is there in halves: each ended session has its reading and is in the sums.
    let sums = store.session_totals(&Default::default(), T0, &domain::access::Reach::All, None).await.unwrap();
    let mut ended = 0;
    for id in 1..=started.last().unwrap().0 + 200 {
        let Some(session) = store.session(SessionId(id)).await.unwrap() else { continue };
        let readings = store.register_points(session.id).await.unwrap();
        assert_eq!(readings.len(), usize::from(!session.is_active()), "session {id}");
        ended += i64::from(!session.is_active()) * session.energy_wh;
    }
    assert_eq!(sums.energy_wh, ended);
    store.close().await;
}

/// Takes a line like `started 17`.
fn take(line: &str, started: &mut BTreeSet<SessionId>, stopped: &mut BTreeSet<SessionId>) -> bool {
    let Some((word, id)) = line.split_once(' ') else { return false };
    let Ok(id) = id.trim_end_matches(';').parse() else { return false };
    // A line that was cut short lacks its end.
    if !line.ends_with(';') {
        return false;
    }
    match word {
        "started" => assert!(started.insert(SessionId(id)), "the id {id} was given twice"),
        "stopped" => drop(stopped.insert(SessionId(id))),
        _ => return false,
    }
    true
}

/// The child: starts and stops sessions and says what was confirmed. As a test of its own it has nothing to do.
#[tokio::test]
async fn writes_until_it_is_killed() {
    let Ok(address) = std::env::var(ADDRESS) else { return };
    let station = domain::NodeId(std::env::var(STATION).unwrap().parse().unwrap());
    let store = Store::open(&address, StoreOptions::default()).await.unwrap();
    loop {
        let store = &store;
        let sessions = (1..=20_u16).map(|outlet| async move {
            let id = store.start_session(new_session(station, outlet, 0)).await.unwrap().id;
            say("started", id);
            let mut closing = closing(id, 60, i64::from(outlet));
            closing.end.readings.push(crate::reading::new_reading(station, None, 60, 1_000.0));
            store.stop_session(closing).await.unwrap();
            say("stopped", id);
        });
        join_all(sessions).await;
    }
}

fn say(word: &str, id: SessionId) {
    use std::io::Write as _;
    // One write for the whole line, so that it is said before the next begins.
    std::io::stdout().write_all(format!("{word} {id};\n").as_bytes()).unwrap();
}
