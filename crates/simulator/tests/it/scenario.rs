//! Scenarios: read, refused, played.

use std::time::Duration;

use proptest::prelude::*;
use simulator::scenario::{BUILT_IN, ScenarioFile};
use simulator::station::{Equipment, Supply};

use crate::central_system::{CentralSystem, Driven};

fn refused(text: &str) -> String {
    ScenarioFile::parse("test.toml", text).expect_err("it is wrong").to_string()
}

#[test]
fn built_in_scenarios_are_understood() {
    for (name, _) in BUILT_IN {
        let file = ScenarioFile::load(name).unwrap_or_else(|error| panic!("failed to {error}"));
        assert!(!file.scenarios.is_empty(), "{name}");
    }
}

#[test]
fn the_demo_has_its_twenty_stations() {
    let fleet = ScenarioFile::load("demo").unwrap().fleet();
    let ids: Vec<_> = fleet.iter().map(|station| station.id.as_str()).collect();
    let expected: Vec<_> = (1001..=1020).map(|number| format!("CP-{number}")).collect();
    assert_eq!(ids, expected);
    let direct =
        |station: &simulator::scenario::fleet::FleetStation| matches!(station.equipment.supply, Supply::Dc { .. });
    let fast: Vec<_> = fleet.iter().filter(|station| direct(station)).map(|station| station.id.as_str()).collect();
    assert_eq!(fast, ["CP-1015", "CP-1016"]);
    assert!(fleet.iter().all(|station| !station.players.is_empty()));
}

#[test]
fn what_is_wrong_is_told_with_line_and_column() {
    let table = [
        ("scenarios = {}\nseeds = 1\n", "line 2, column 1: unknown field `seeds`"),
        ("[scenarios.a]\nsteps = [\n  { wait = \"5 parsecs\" },\n]\n", "line 3, column 12: \"5 parsecs\" is no time"),
        ("[scenarios.a]\nsteps = [\n  \"plugg\",\n]\n", "line 3, column 3: unknown variant `plugg`"),
        (
            "[scenarios.a]\nsteps = [\n  { repeat = { steps = [\n    { fault = { code = \"Tired\", for = \"1s\" } },\n  ] } },\n]\n",
            "line 4, column 24: \"Tired\" is no error code",
        ),
        ("[scenarios.a]\nsteps = [{ tag = \"nobody\" }]\n", "line 2, column 18: there is no tag \"nobody\""),
        (
            "[scenarios.a]\nsteps = []\n[[stations]]\nids = \"A\"\nscenarios = [\"b\"]\n",
            "line 5, column 14: there is no scenario \"b\", only a",
        ),
        (
            "[scenarios.a]\nsteps = []\n[[stations]]\nids = \"A\"\ncount = 2\nscenarios = [\"a\"]\n",
            "line 4, column 7: ids of several stations need a number",
        ),
        (
            "[scenarios.a]\nsteps = [{ plug = { outlet = 2 } }]\n[[stations]]\nids = \"A\"\nscenarios = [\"a\"]\n",
            "line 2, column 30: there is no outlet 2, only 1",
        ),
        ("[scenarios.a\nsteps = []\n", "line 1, column 13"),
    ];
    for (text, expected) in table {
        let error = refused(text);
        assert!(error.starts_with("understand test.toml, ") && error.contains(expected), "{error}\nnot {expected}");
    }
}

#[test]
fn files_that_are_not_there_are_told() {
    let error = ScenarioFile::load("nowhere").unwrap_err().to_string();
    assert!(error.contains("charge-once, driver, flaky-line, demo"), "{error}");
    let error = ScenarioFile::load("/nowhere/x.toml").unwrap_err().to_string();
    assert!(error.starts_with("read /nowhere/x.toml: "), "{error}");
}

/// Plays a file's only station to its end, or for six hours, and gives everything that it said.
async fn play(text: &str, seed: u64) -> (CentralSystem, bool) {
    let mut file = ScenarioFile::parse("test.toml", text).unwrap();
    file.seed = seed;
    let member = file.fleet().remove(0);
    let (mut central_system, network) = CentralSystem::new();
    let mut driven = Driven::start(&network, member.equipment, None, member.players);
    let ended = tokio::select! {
        () = serve_for_ever(&mut central_system) => false,
        ended = &mut driven.task => { ended.unwrap(); true }
        () = tokio::time::sleep(Duration::from_secs(6 * 3600)) => false,
    };
    (central_system, ended)
}

async fn serve_for_ever(central_system: &mut CentralSystem) {
    loop {
        central_system.accept().await;
        central_system.serve().await;
    }
}

fn with_station(name: &str) -> String {
    let text = BUILT_IN.iter().find(|(known, _)| *known == name).unwrap().1;
    format!("{text}\n[[stations]]\nids = \"A\"\noutlets = 2\nscenarios = [\"{name}\"]\n")
}

#[tokio::test(start_paused = true)]
async fn charging_once_comes_to_an_end() {
    let (central_system, ended) = play(&with_station("charge-once"), 1).await;
    assert!(ended);
    let start = central_system.payloads("StartTransaction")[0];
    let stop = central_system.payloads("StopTransaction")[0];
    let energy_wh = stop["meterStop"].as_i64().unwrap() - start["meterStart"].as_i64().unwrap();
    assert!((1500..=2010).contains(&energy_wh), "2 kWh, or ten minutes of 11 kW: {energy_wh}");
    let states: Vec<_> = central_system
        .payloads("StatusNotification")
        .iter()
        .filter(|status| status["connectorId"] == 1)
        .map(|status| status["status"].as_str().unwrap())
        .collect();
    assert_eq!(states, ["Available", "Preparing", "Charging", "Finishing", "Available"]);
}

#[tokio::test(start_paused = true)]
async fn a_session_that_was_refused_is_not_stopped_by_its_tag() {
    let text = with_station("charge-once");
    let member = ScenarioFile::parse("test.toml", &text).unwrap().fleet().remove(0);
    let (mut central_system, network) = CentralSystem::new();
    let refused = serde_json::json!({"idTagInfo": {"status": "Blocked"}, "transactionId": 1});
    central_system.answers.insert("StartTransaction".to_owned(), refused);
    let mut driven = Driven::start(&network, member.equipment, None, member.players);
    tokio::select! {
        () = serve_for_ever(&mut central_system) => {}
        ended = &mut driven.task => ended.unwrap(),
    }
    assert_eq!(central_system.payloads("StartTransaction").len(), 1);
    assert_eq!(central_system.payloads("StopTransaction").len(), 1);
}

#[tokio::test(start_paused = true)]
async fn drivers_come_and_go_for_ever() {
    let (central_system, ended) = play(&with_station("driver"), 1).await;
    assert!(!ended);
    for connector in [1, 2] {
        let starts = central_system.payloads("StartTransaction");
        let here = starts.iter().filter(|start| start["connectorId"] == connector).count();
        assert!((6..60).contains(&here), "in six hours at outlet {connector}: {here}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_flaky_line_loses_no_session() {
    let (central_system, _) = play(&with_station("flaky-line"), 5).await;
    let mut starts: Vec<_> =
        central_system.payloads("StartTransaction").iter().map(|start| start["timestamp"].to_string()).collect();
    let mut stops: Vec<_> =
        central_system.payloads("StopTransaction").iter().map(|stop| stop["timestamp"].to_string()).collect();
    starts.sort();
    starts.dedup();
    stops.sort();
    stops.dedup();
    assert!(starts.len() > 20, "{}", starts.len());
    assert!(starts.len() - stops.len() <= 1, "{} starts, {} stops", starts.len(), stops.len());
}

#[tokio::test(start_paused = true)]
async fn the_same_seed_gives_the_same_messages() {
    let text = with_station("driver");
    let (one, _) = play(&text, 3).await;
    let (same, _) = play(&text, 3).await;
    let (other, _) = play(&text, 4).await;
    assert_eq!(one.calls, same.calls);
    assert_ne!(one.calls, other.calls);
}

#[tokio::test(start_paused = true)]
async fn a_loop_without_a_wait_does_no_harm() {
    let text = "[scenarios.a]\nsteps = [{ repeat = { steps = [\"heartbeat\"] } }]\n[[stations]]\nids = \"A\"\nscenarios = [\"a\"]\n";
    let (mut central_system, network) = CentralSystem::new();
    let member = ScenarioFile::parse("test.toml", text).unwrap().fleet().remove(0);
    let _driven = Driven::start(&network, member.equipment, None, member.players);
    central_system.accept().await;
    central_system.serve_for(Duration::from_secs(10)).await;
    assert!(central_system.payloads("Heartbeat").len() <= 51);
}

#[tokio::test(start_paused = true)]
async fn time_can_run_faster_than_the_clock() {
    let text = format!("time-scale = 60\n{}", with_station("charge-once"));
    let began = tokio::time::Instant::now();
    let (central_system, ended) = play(&text, 1).await;
    assert!(ended && began.elapsed() < Duration::from_secs(60));
    let start = central_system.payloads("StartTransaction")[0]["meterStart"].as_i64().unwrap();
    let stop = central_system.payloads("StopTransaction")[0]["meterStop"].as_i64().unwrap();
    assert!(stop - start > 1000, "{}", stop - start);
}

proptest! {
    #[test]
    fn no_text_brings_the_reader_down(text in "\\PC*") {
        let _ = ScenarioFile::parse("test.toml", &text);
    }

    #[test]
    fn a_station_bears_whatever_is_sent_to_it(frames in prop::collection::vec("\\PC{0,80}", 1..20)) {
        let now = crate::central_system::noon();
        let mut station = simulator::station::Station::new("A", Equipment::default(), 1, now);
        station.connected(now);
        for frame in frames {
            station.receive(&frame, now);
        }
        while station.next_effect().is_some() {}
    }
}
