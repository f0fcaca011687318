//! Firmware campaigns: who takes part, when a wave goes out, when it halts.

use domain::campaign::{
    CampaignState, Fit, HaltAfter, Plan, SkipReason, Step, Target, TargetState, by_transfer, fits, next,
};
use domain::transfer::TransferState;
use domain::{NodeId, UtcMillis};

const PLAN: Plan = Plan { wave_size: 2, halt_after: None, starts_at: UtcMillis(100), forgiven: 0 };

/// One letter for each station: w waiting, o waiting and offline, u updating, i installed, f failed, s skipped.
fn targets(letters: &str) -> Vec<Target> {
    (1..)
        .zip(letters.chars())
        .map(|(id, letter)| Target {
            station_id: NodeId(id),
            online: letter != 'o',
            state: match letter {
                'w' | 'o' => TargetState::Waiting,
                'u' => TargetState::Updating,
                'i' => TargetState::Installed,
                'f' => TargetState::Failed,
                _ => TargetState::Skipped,
            },
        })
        .collect()
}

fn start(ids: &[i64]) -> Step {
    Step::Start(ids.iter().copied().map(NodeId).collect())
}

#[test]
fn waves_go_out_one_after_the_other() {
    let table = [
        ("wwww", start(&[1, 2])),
        ("uwww", Step::Wait),
        ("iuww", Step::Wait),
        ("ifww", start(&[3, 4])),
        ("siww", start(&[3, 4])),
        ("oiww", start(&[3, 4])),
        ("owiw", start(&[2, 4])),
        ("iiio", Step::Wait),
        ("iifi", Step::Finish),
        ("ssss", Step::Finish),
        ("", Step::Finish),
    ];
    for (letters, expected) in table {
        assert_eq!(next(CampaignState::Running, &PLAN, &targets(letters), UtcMillis(200)), expected, "{letters}");
    }
}

#[test]
fn only_a_running_campaign_acts() {
    let waiting = targets("ww");
    let table = [
        (CampaignState::Waiting, 99, Step::Wait),
        (CampaignState::Waiting, 100, Step::Begin),
        (CampaignState::Paused, 200, Step::Wait),
        (CampaignState::Halted, 200, Step::Wait),
        (CampaignState::Done, 200, Step::Wait),
        (CampaignState::Cancelled, 200, Step::Wait),
    ];
    for (state, now, expected) in table {
        assert_eq!(next(state, &PLAN, &waiting, UtcMillis(now)), expected, "{state} at {now}");
    }
}

#[test]
fn it_halts_when_too_many_fail() {
    let table = [
        (Some(HaltAfter::Count(1)), 0, "iiww", false),
        (Some(HaltAfter::Count(1)), 0, "fuww", true),
        (Some(HaltAfter::Count(2)), 0, "fiww", false),
        (Some(HaltAfter::Count(2)), 0, "ffww", true),
        (Some(HaltAfter::Count(2)), 1, "ffww", false),
        (Some(HaltAfter::Count(2)), 1, "fffw", true),
        (Some(HaltAfter::Percent(50)), 0, "fwww", false),
        (Some(HaltAfter::Percent(50)), 0, "ffww", true),
        // Those who take no part are not counted.
        (Some(HaltAfter::Percent(50)), 0, "fwss", true),
        (Some(HaltAfter::Percent(0)), 0, "wwww", false),
        (None, 0, "fffw", false),
    ];
    for (halt_after, forgiven, letters, halts) in table {
        let plan = Plan { halt_after, forgiven, ..PLAN };
        let step = next(CampaignState::Running, &plan, &targets(letters), UtcMillis(200));
        assert_eq!(step == Step::Halt, halts, "{halt_after:?} {forgiven} {letters}: {step:?}");
    }
}

#[test]
fn only_stations_that_fit_take_part() {
    let image = Fit { vendor: "Alfa", model: "One", version: "2.0" };
    let table = [
        (Some("Alfa"), Some("One"), Some("1.0"), Ok(())),
        (Some(" alfa "), Some("ONE"), None, Ok(())),
        (Some("Beta"), Some("One"), Some("1.0"), Err(SkipReason::OtherVendor)),
        (Some("Alfa"), Some("Two"), Some("1.0"), Err(SkipReason::OtherModel)),
        (Some("Alfa"), Some("One"), Some("2.0"), Err(SkipReason::HasVersion)),
        (None, None, None, Err(SkipReason::Unknown)),
    ];
    for (vendor, model, version, expected) in table {
        assert_eq!(fits(image, vendor, model, version), expected, "{vendor:?} {model:?} {version:?}");
    }
    let any = Fit { vendor: "", model: "", version: "2.0" };
    assert_eq!(fits(any, Some("Beta"), Some("Two"), Some("1.0")), Ok(()));
}

#[test]
fn a_station_stands_as_its_transfer_does() {
    use TransferState as S;
    let table = [
        (S::Requested, TargetState::Updating),
        (S::Scheduled, TargetState::Updating),
        (S::Rebooting, TargetState::Updating),
        (S::Installed, TargetState::Installed),
        (S::Failed, TargetState::Failed),
        (S::Refused, TargetState::Failed),
        (S::TimedOut, TargetState::Failed),
        (S::Replaced, TargetState::Failed),
    ];
    for (state, expected) in table {
        assert_eq!(by_transfer(state), expected, "{state}");
    }
}
