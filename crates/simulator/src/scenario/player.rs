//! Plays a scenario: one step after the other, each when the one before is over.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use ocpp::v16::ChargePointErrorCode;
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt as _, SeedableRng as _};
use toml::Spanned;

use super::range::Span;
use super::step::{Charge, Choice, FaultStep, Plug, Step};
use super::tag_pool::TagPool;
use crate::station::{Act, Fault, OutletNumber, Station, VehicleModel};

/// How long a station may take to be accepted before a scenario goes on without.
const REGISTRATION_TIME: SignedDuration = SignedDuration::from_secs(120);
/// A round of a loop takes at least so long, so that a loop without a wait does no harm.
const LEAST_ROUND: SignedDuration = SignedDuration::from_millis(200);
/// How often it is looked whether a tag is free.
const LOOK_FOR_TAG: SignedDuration = SignedDuration::from_secs(3);
/// How full vehicles come where a scenario does not say it, in percent.
const USUAL_PERCENT: std::ops::Range<f64> = 20.0..70.0;

/// What a player wants to happen.
#[derive(Debug, Clone, PartialEq)]
pub enum Move {
    /// Something at the station.
    Act(Act),
    /// The line drops for a time.
    Drop(Duration),
    /// The line is down until it is made again.
    Disconnect,
    /// The line is made, if it is down.
    Connect,
}

/// What a player plays, and with what.
#[derive(Debug, Clone)]
pub struct Part {
    /// The steps.
    pub steps: Arc<[Spanned<Step>]>,
    /// The outlet where things happen that name none.
    pub outlet: OutletNumber,
    /// The tags from which `any` is drawn.
    pub tags: Arc<[String]>,
    /// All tags by name.
    pub named_tags: Arc<BTreeMap<String, String>>,
    /// Which of them are in use.
    pub tag_pool: Arc<TagPool>,
    /// How much faster than the clock the simulated world runs.
    pub time_scale: f64,
    /// From what every choice follows.
    pub seed: u64,
    /// How long it waits before it begins.
    pub delay: Duration,
}

/// Plays a scenario.
#[derive(Debug)]
pub struct Player {
    part: Part,
    dice: Xoshiro256PlusPlus,
    /// Lists of steps within each other, the innermost last.
    lists: Vec<List>,
    waiting: Waiting,
    last_tag: Option<String>,
    /// The tag that was drawn from the pool and not given back.
    drawn_tag: Option<String>,
}

#[derive(Debug)]
struct List {
    steps: Arc<[Spanned<Step>]>,
    next: usize,
    /// How many further rounds there are; `None` for ever.
    rounds_left: Option<u32>,
    round_began: Option<Timestamp>,
}

/// What a player waits for.
#[derive(Debug)]
enum Waiting {
    Nothing,
    /// The delay before it begins.
    Begin,
    Until(Timestamp),
    /// Until the station is accepted, but not for ever. `left` is whether a restart has begun.
    Registered {
        until: Timestamp,
        left: bool,
    },
    /// Until a session begins.
    Session {
        until: Timestamp,
    },
    /// Until charging has reached something.
    Charging {
        goal_wh: Option<i64>,
        time: Option<Duration>,
        begun: Option<Timestamp>,
    },
    /// Until a tag is in use nowhere.
    FreeTag {
        next_look: Timestamp,
    },
    /// Until something is whole again.
    Whole {
        at: Timestamp,
        outlet: Option<OutletNumber>,
    },
}

impl Player {
    /// A player at the beginning.
    #[must_use]
    pub fn new(part: Part) -> Self {
        let list = List { steps: Arc::clone(&part.steps), next: 0, rounds_left: Some(0), round_began: None };
        let dice = Xoshiro256PlusPlus::seed_from_u64(part.seed);
        Self { part, dice, lists: vec![list], waiting: Waiting::Begin, last_tag: None, drawn_tag: None }
    }

    /// What is to happen now; nothing while the player waits. To be asked again until there is nothing.
    pub fn next(&mut self, station: &Station, now: Timestamp) -> Option<Move> {
        loop {
            if let Some(clearing) = self.waited(station, now)? {
                return Some(clearing);
            }
            let step = self.next_step(now)?;
            if let Some(next) = self.take(step.get_ref(), station, now) {
                return Some(next);
            }
        }
    }

    /// When it wants to be asked again at the latest, given that nothing else happens.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Timestamp> {
        match self.waiting {
            Waiting::Until(at) | Waiting::Whole { at, .. } | Waiting::FreeTag { next_look: at } => Some(at),
            Waiting::Registered { until, .. } | Waiting::Session { until } => Some(until),
            Waiting::Charging { time, begun, .. } => Some(begun? + signed(time?)),
            Waiting::Nothing | Waiting::Begin => None,
        }
    }

    /// Whether all steps are over.
    #[must_use]
    pub fn is_at_an_end(&self) -> bool {
        self.lists.is_empty() && matches!(self.waiting, Waiting::Nothing)
    }

    /// Looks whether what was waited for has come: nothing while it has not, else what follows from it, if anything.
    fn waited(&mut self, station: &Station, now: Timestamp) -> Option<Option<Move>> {
        let outlet = station.outlet(self.part.outlet);
        let has_session = outlet.is_some_and(|outlet| outlet.session.is_some());
        let over = match &mut self.waiting {
            Waiting::Nothing => true,
            Waiting::Begin => {
                self.waiting = Waiting::Until(now + signed(self.part.delay));
                return self.waited(station, now);
            }
            Waiting::Until(at) => *at <= now,
            Waiting::Registered { until, left } => {
                *left |= !station.is_registered();
                (*left && station.is_registered()) || *until <= now
            }
            Waiting::Session { until } => has_session || *until <= now,
            Waiting::Charging { goal_wh, time, begun } => match outlet {
                Some(outlet) if has_session => {
                    let begun = *begun.get_or_insert(now);
                    let full = outlet.vehicle.as_ref().is_none_or(|vehicle| vehicle.is_full());
                    let enough = goal_wh.is_some_and(|goal_wh| outlet.session_energy_wh() >= goal_wh);
                    let late = time.is_some_and(|time| begun + signed(time) <= now);
                    enough || late || (full && time.is_none())
                }
                Some(outlet) => begun.is_some() || !outlet.is_awaiting(),
                None => true,
            },
            Waiting::FreeTag { next_look } => {
                if *next_look > now {
                    return None;
                }
                *next_look = now + LOOK_FOR_TAG;
                self.drawn_tag = self.part.tag_pool.take_free(&self.part.tags, &mut self.dice);
                self.drawn_tag.is_some()
            }
            Waiting::Whole { at, outlet } => {
                if *at > now {
                    return None;
                }
                let clear = Move::Act(Act::Clear(*outlet));
                self.waiting = Waiting::Nothing;
                return Some(Some(clear));
            }
        };
        if !over {
            return None;
        }
        self.waiting = Waiting::Nothing;
        Some(None)
    }

    /// The next step; nothing at the end, or while a loop that is too quick is held back.
    fn next_step(&mut self, now: Timestamp) -> Option<Spanned<Step>> {
        loop {
            let list = self.lists.last_mut()?;
            let began = *list.round_began.get_or_insert(now);
            if let Some(step) = list.steps.get(list.next) {
                list.next += 1;
                return Some(step.clone());
            }
            match &mut list.rounds_left {
                Some(0) => {
                    self.lists.pop();
                    continue;
                }
                Some(rounds) => *rounds -= 1,
                None => {}
            }
            list.next = 0;
            list.round_began = None;
            if now < began + LEAST_ROUND {
                self.waiting = Waiting::Until(began + LEAST_ROUND);
                return None;
            }
        }
    }

    /// Begins a step.
    fn take(&mut self, step: &Step, station: &Station, now: Timestamp) -> Option<Move> {
        let outlet = self.part.outlet;
        match step {
            Step::Wait(span) => {
                let time = self.drawn(*span);
                self.waiting = Waiting::Until(now + time);
                None
            }
            Step::Connect => {
                self.waiting = Waiting::Registered { until: now + REGISTRATION_TIME, left: true };
                Some(Move::Connect)
            }
            Step::Disconnect => Some(Move::Disconnect),
            Step::Drop(span) => {
                let time = self.drawn(*span);
                self.waiting = Waiting::Until(now + time);
                Some(Move::Drop(time.unsigned_abs()))
            }
            Step::Reboot => {
                self.waiting = Waiting::Registered { until: now + REGISTRATION_TIME, left: false };
                Some(Move::Act(Act::Reboot))
            }
            Step::Plug(plug) => Some(self.plug(plug)),
            Step::AwaitTag => {
                self.give_tag_back();
                self.waiting = Waiting::FreeTag { next_look: now };
                None
            }
            Step::Tag(tag) => {
                let tag = self.tag(tag.get_ref());
                self.last_tag = Some(tag.clone());
                Some(Move::Act(Act::Tag(outlet, tag)))
            }
            Step::Stop => {
                let runs = station.outlet(outlet).is_some_and(|outlet| outlet.session.is_some());
                self.last_tag.clone().filter(|_| runs).map(|tag| Move::Act(Act::Tag(outlet, tag)))
            }
            Step::Charge(charge) => {
                self.charge(charge);
                None
            }
            Step::AwaitSession(span) => {
                let time = self.drawn(*span);
                self.waiting = Waiting::Session { until: now + time };
                None
            }
            Step::Unplug => {
                self.give_tag_back();
                Some(Move::Act(Act::Unplug(outlet)))
            }
            Step::Fault(fault) => Some(self.fault(fault, now)),
            Step::Resend(resend) => Some(Move::Act(Act::Resend { what: resend.what, same_id: resend.same_id })),
            Step::Heartbeat => Some(Move::Act(Act::Heartbeat)),
            Step::DataTransfer(transfer) => Some(Move::Act(Act::DataTransfer {
                vendor: transfer.vendor.clone(),
                message: transfer.message.clone(),
                data: transfer.data.clone(),
            })),
            Step::SecurityEvent(kind) => Some(Move::Act(Act::SecurityEvent(kind.clone()))),
            Step::Choose(choices) => {
                let steps = Arc::clone(&self.choose(choices)?.steps);
                self.lists.push(List { steps, next: 0, rounds_left: Some(0), round_began: None });
                None
            }
            Step::Repeat(repeat) => {
                if repeat.times != Some(0) {
                    let rounds_left = repeat.times.map(|times| times - 1);
                    let steps = Arc::clone(&repeat.steps);
                    self.lists.push(List { steps, next: 0, rounds_left, round_began: None });
                }
                None
            }
        }
    }

    fn plug(&mut self, plug: &Plug) -> Move {
        let models = VehicleModel::ALL;
        let drawn = models[self.dice.random_range(0..models.len())];
        let percent = match plug.percent {
            Some(percent) => percent.draw(&mut self.dice),
            None => self.dice.random_range(USUAL_PERCENT),
        };
        let vehicle = plug.vehicle.unwrap_or(drawn).vehicle(percent / 100.0);
        let outlet = plug.outlet.as_ref().map_or(self.part.outlet, |outlet| *outlet.get_ref());
        // What follows happens where the vehicle is.
        self.part.outlet = outlet;
        Move::Act(Act::Plug(outlet, vehicle))
    }

    fn tag(&mut self, name: &str) -> String {
        if let Some(literal) = name.strip_prefix('#') {
            return literal.to_owned();
        }
        if name == "any" {
            if self.drawn_tag.is_none() {
                self.drawn_tag = self.part.tag_pool.take(&self.part.tags, &mut self.dice);
            }
            if let Some(tag) = &self.drawn_tag {
                return tag.clone();
            }
        }
        self.part.named_tags.get(name).cloned().unwrap_or_else(|| name.to_owned())
    }

    fn give_tag_back(&mut self) {
        if let Some(tag) = self.drawn_tag.take() {
            self.part.tag_pool.give_back(&tag);
        }
    }

    fn charge(&mut self, charge: &Charge) {
        let goal_wh = charge.kwh.map(|kwh| (kwh.draw(&mut self.dice) * 1000.0) as i64);
        let time = charge.time.map(|span| self.drawn(span).unsigned_abs());
        self.waiting = Waiting::Charging { goal_wh, time, begun: None };
    }

    fn fault(&mut self, fault: &FaultStep, now: Timestamp) -> Move {
        let outlet = match &fault.outlet {
            Some(number) => Some(*number.get_ref()).filter(|number| number.get() > 0),
            None => Some(self.part.outlet),
        };
        let time = self.drawn(fault.duration);
        self.waiting = Waiting::Whole { at: now + time, outlet };
        // The file was checked to have codes that exist.
        let code = ChargePointErrorCode::read(fault.code.get_ref()).unwrap_or(ChargePointErrorCode::OtherError);
        let fault = Fault { code, info: fault.info.clone(), vendor_code: fault.vendor_code.clone() };
        Move::Act(Act::Fault(outlet, fault))
    }

    fn choose<'a>(&mut self, choices: &'a [Choice]) -> Option<&'a Choice> {
        let total: u32 = choices.iter().map(|choice| choice.weight).sum();
        let mut drawn = if total == 0 { 0 } else { self.dice.random_range(0..total) };
        choices.iter().find(|choice| match drawn.checked_sub(choice.weight) {
            Some(rest) => {
                drawn = rest;
                false
            }
            None => true,
        })
    }

    /// Draws a time of the simulated world, as one of the clock.
    fn drawn(&mut self, span: Span) -> SignedDuration {
        signed(span.draw(&mut self.dice).div_f64(self.part.time_scale))
    }
}

fn signed(time: Duration) -> SignedDuration {
    // Some 30,000 years are as good as for ever, and can still be added to any time.
    const LONGEST: SignedDuration = SignedDuration::from_hours(24 * 365 * 1000);
    SignedDuration::try_from(time).unwrap_or(LONGEST).min(LONGEST)
}
