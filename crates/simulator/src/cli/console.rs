//! `console`: one station by hand.

use std::io::BufRead as _;
use std::thread;
use std::time::Duration;

use clap::Args;
use ocpp::v16::ChargePointErrorCode;
use simulator::drive::{Handle, Snapshot};
use simulator::launch::Launched;
use simulator::scenario::ScenarioFile;
use simulator::station::{Act, Fault, OutletNumber, Resent, VehicleModel};
use tokio::sync::mpsc;

use super::interrupted;
use super::show::{Detail, line};
use super::stations::{One, Target};

const HELP: &str = "\
plug [outlet] [hybrid|city|family|van] [percent]   a vehicle is plugged in
tag <tag> [outlet]                                 a tag is presented
unplug [outlet]                                    the vehicle is unplugged
fault <outlet, 0 for the station> <code>           something breaks, such as GroundFailure
clear [outlet]                                     it is whole again
drop <seconds>                                     the line is down for a time
offline, online                                    the line is down until it is made again
reboot                                             the station restarts on its own
resend start|stop [same]                           the last one is sent again, with the same message id
heartbeat                                          a heartbeat is sent
security <type>                                    something that touches security is told
status                                             how the station is
quit                                               the end";

/// Runs one station by hand.
#[derive(Debug, Args)]
pub(crate) struct Console {
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    one: One,
}

/// What a line asks for.
#[derive(Debug, PartialEq)]
enum Line {
    Act(Act),
    Drop(Duration),
    Offline,
    Online,
    Status,
    Help,
    Quit,
    Empty,
}

impl Console {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let mut file = ScenarioFile::parse("console", "scenarios = {}").map_err(anyhow::Error::new)?;
        file.stations = vec![self.one.group(Vec::new())?];
        let surroundings = self.target.surroundings(Detail::Frames, false)?;
        let launched = Launched::new(file.fleet(), &surroundings);
        let Some((_, handle)) = launched.handles.first().cloned() else { return Ok(()) };
        line(HELP);
        let mut lines = lines();
        loop {
            let typed = tokio::select! {
                typed = lines.recv() => typed,
                () = interrupted() => None,
            };
            let Some(typed) = typed else { break };
            match parse(&typed) {
                Ok(Line::Quit) => break,
                Ok(asked) => follow(asked, &handle).await?,
                Err(why) => line(&format!("{why}; help tells what there is")),
            }
        }
        launched.stop().await;
        Ok(())
    }
}

/// Lines that are typed. The thread that reads them ends with the program, since nothing can wake it.
fn lines() -> mpsc::Receiver<String> {
    let (sender, lines) = mpsc::channel(1);
    thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            if sender.blocking_send(line).is_err() {
                return;
            }
        }
    });
    lines
}

async fn follow(asked: Line, handle: &Handle) -> anyhow::Result<()> {
    match asked {
        Line::Act(act) => {
            if let Err(error) = handle.act(act).await? {
                line(&format!("failed to {error}"));
            }
        }
        Line::Drop(away) => handle.drop_line(away).await?,
        Line::Offline => handle.disconnect().await?,
        Line::Online => handle.connect().await?,
        Line::Status => print_status(&handle.look().await?),
        Line::Help => line(HELP),
        Line::Quit | Line::Empty => {}
    }
    Ok(())
}

fn print_status(snapshot: &Snapshot) {
    let state = match (snapshot.online, snapshot.registered) {
        (true, true) => "online, accepted",
        (true, false) => "online, not accepted",
        _ => "offline",
    };
    line(&format!("{state}; {} messages on transactions not confirmed", snapshot.unconfirmed));
    for outlet in &snapshot.outlets {
        let session = outlet.tag.as_ref().map_or(String::new(), |tag| {
            let transaction = outlet.transaction.map_or("without an id".to_owned(), |id| id.to_string());
            format!(", transaction {transaction} of {tag}: {} Wh", outlet.session_energy_wh)
        });
        let vehicle = outlet.vehicle_share.map_or(String::new(), |share| format!(", vehicle {:.0} %", share * 100.0));
        line(&format!(
            "outlet {}: {}, {:.0} W, {} Wh{vehicle}{session}",
            outlet.number, outlet.status, outlet.power_w, outlet.register_wh
        ));
    }
}

/// Reads a line.
fn parse(line: &str) -> Result<Line, String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let [command, rest @ ..] = words.as_slice() else { return Ok(Line::Empty) };
    Ok(match *command {
        "plug" => {
            let model = rest.get(1).map_or(Ok(VehicleModel::Family), |word| model(word))?;
            let percent = rest.get(2).map_or(Ok(40.0), |word| number(word))?;
            Line::Act(Act::Plug(outlet(rest.first())?, model.vehicle(percent / 100.0)))
        }
        "tag" => {
            let tag = rest.first().ok_or("which tag?")?;
            Line::Act(Act::Tag(outlet(rest.get(1))?, (*tag).to_owned()))
        }
        "unplug" => Line::Act(Act::Unplug(outlet(rest.first())?)),
        "fault" => {
            let word = rest.get(1).ok_or("which outlet, and which code?")?;
            let code = ChargePointErrorCode::read(word).ok_or_else(|| format!("{word} is no error code"))?;
            let fault = Fault { code, info: None, vendor_code: None };
            Line::Act(Act::Fault(outlet_or_station(rest.first())?, fault))
        }
        "clear" => Line::Act(Act::Clear(outlet_or_station(rest.first())?)),
        "drop" => {
            let seconds = number(rest.first().ok_or("for how many seconds?")?)?;
            Line::Drop(Duration::try_from_secs_f64(seconds).map_err(|error| error.to_string())?)
        }
        "offline" => Line::Offline,
        "online" => Line::Online,
        "reboot" => Line::Act(Act::Reboot),
        "resend" => {
            let what = match rest.first().copied() {
                Some("start") => Resent::Start,
                Some("stop") => Resent::Stop,
                _ => return Err("start or stop?".to_owned()),
            };
            Line::Act(Act::Resend { what, same_id: rest.get(1) == Some(&"same") })
        }
        "heartbeat" => Line::Act(Act::Heartbeat),
        "security" => Line::Act(Act::SecurityEvent((*rest.first().ok_or("of which type?")?).to_owned())),
        "status" => Line::Status,
        "help" | "?" => Line::Help,
        "quit" | "exit" => Line::Quit,
        other => return Err(format!("{other} is not known")),
    })
}

fn outlet(word: Option<&&str>) -> Result<OutletNumber, String> {
    match word {
        None => Ok(OutletNumber::FIRST),
        Some(word) => word.parse().map(OutletNumber::new).map_err(|_| format!("{word} is no outlet")),
    }
}

fn outlet_or_station(word: Option<&&str>) -> Result<Option<OutletNumber>, String> {
    outlet(word).map(|number| Some(number).filter(|number| number.get() > 0))
}

fn number(word: &str) -> Result<f64, String> {
    word.parse().map_err(|_| format!("{word} is no number"))
}

fn model(word: &str) -> Result<VehicleModel, String> {
    match word {
        "hybrid" => Ok(VehicleModel::Hybrid),
        "city" => Ok(VehicleModel::City),
        "family" => Ok(VehicleModel::Family),
        "van" => Ok(VehicleModel::Van),
        other => Err(format!("{other} is no vehicle")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read() {
        let table = [
            ("tag 04A1", Line::Act(Act::Tag(OutletNumber::FIRST, "04A1".to_owned()))),
            ("tag 04A1 2", Line::Act(Act::Tag(OutletNumber::new(2), "04A1".to_owned()))),
            ("unplug 2", Line::Act(Act::Unplug(OutletNumber::new(2)))),
            ("clear 0", Line::Act(Act::Clear(None))),
            ("drop 30", Line::Drop(Duration::from_secs(30))),
            ("security Tamper", Line::Act(Act::SecurityEvent("Tamper".to_owned()))),
            ("resend stop same", Line::Act(Act::Resend { what: Resent::Stop, same_id: true })),
            ("  ", Line::Empty),
            ("quit", Line::Quit),
        ];
        for (line, asked) in table {
            assert_eq!(parse(line), Ok(asked), "{line}");
        }
        for line in ["tag", "plug x", "plug 1 lorry", "fault 1", "fault 1 Nonsense", "drop", "drop -1", "dance"] {
            assert!(parse(line).is_err(), "{line}");
        }
    }
}
