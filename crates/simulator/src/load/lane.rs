//! One thread of load: its stations, and what they share.

use std::cell::RefCell;
use std::net::SocketAddr;
use std::ops::Range;
use std::time::{Duration, Instant};

use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use tokio::sync::{Semaphore, watch};
use tokio::time::error::Elapsed;
use tokio::time::{sleep, timeout};

use super::clock::Clock;
use super::frames::Frames;
use super::plan::{Mode, Plan};
use super::socket::SocketError;
use super::stage::{Phase, Stage};
use super::station::LoadStation;
use super::tally::Tally;

/// How many stations of a thread connect at the same time before load begins.
const CONNECTING: usize = 64;
/// How long a connection, with all that prepares it, may take.
const CONNECT_TIME: Duration = Duration::from_secs(30);
/// How long answers are waited for when load has ended.
const GRACE: Duration = Duration::from_secs(30);
/// How often an idle station sends a heartbeat.
const IDLE_HEARTBEAT: Duration = Duration::from_secs(240);
/// How often a bystander of a storm sends a heartbeat.
const BYSTANDER_HEARTBEAT: Duration = Duration::from_millis(200);
/// How long a station of a storm waits before it tries again.
const STORM_RETRY: Duration = Duration::from_millis(100);

/// What the stations of one thread share.
pub(crate) struct Lane<'a> {
    pub plan: &'a Plan,
    pub target: SocketAddr,
    pub frames: Frames,
    pub clock: RefCell<Clock>,
    pub tally: RefCell<Tally>,
    stage: &'a Stage,
    phase: watch::Receiver<Phase>,
    connecting: Semaphore,
}

impl<'a> Lane<'a> {
    /// A thread of `plan`, following `stage`.
    pub(crate) fn new(plan: &'a Plan, target: SocketAddr, stage: &'a Stage) -> Self {
        Self {
            plan,
            target,
            frames: Frames::new(),
            clock: RefCell::new(Clock::new()),
            tally: RefCell::new(Tally::default()),
            stage,
            phase: stage.follow(),
            connecting: Semaphore::new(CONNECTING),
        }
    }

    /// Runs the stations with these indexes until the stage has ended.
    pub(crate) async fn run(self, stations: Range<usize>) -> Tally {
        let mut running: FuturesUnordered<_> = stations.map(|index| self.station(index)).collect();
        let mut phase = self.phase.clone();
        let ended = async {
            // The sender lives as long as the stage, which outlives every lane.
            let _ = phase.wait_for(|phase| *phase == Phase::Ended).await;
            sleep(GRACE).await;
        };
        tokio::select! {
            () = async { while running.next().await.is_some() {} } => {}
            () = ended => self.tally.borrow_mut().unanswered += running.len() as u64,
        }
        drop(running);
        self.tally.into_inner()
    }

    /// Counts an answer.
    pub(crate) fn answered(&self, latency: Duration) {
        if matches!(*self.phase.borrow(), Phase::Measuring(_)) {
            self.tally.borrow_mut().latencies.record(latency);
        }
    }

    async fn station(&self, index: usize) {
        let ready = {
            let _permit = self.connecting.acquire().await;
            timeout(CONNECT_TIME, self.prepare(index)).await
        };
        let mut station = match ready {
            Ok(Ok(station)) => station,
            failed => {
                self.connect_failed(failed.map(|outcome| outcome.map(drop)));
                self.stage.station_is_gone();
                return;
            }
        };
        self.stage.station_is_ready();
        if let Err(error) = self.work(index, &mut station).await {
            let mut tally = self.tally.borrow_mut();
            tally.disconnects += 1;
            tally.note(format!("failed to {error}"));
        }
    }

    /// Connects, boots, and opens the transaction that the mode needs.
    async fn prepare(&self, index: usize) -> Result<LoadStation<'_>, SocketError> {
        let mut station = LoadStation::connect(self, index).await?;
        if !self.plan.mode.is_echo() {
            station.call(&self.frames.boot).await?;
            self.expect_accepted(&station);
        }
        if self.plan.mode == Mode::Meter {
            self.start(&mut station).await?;
        }
        Ok(station)
    }

    async fn work<'s>(&'s self, index: usize, station: &mut LoadStation<'s>) -> Result<(), SocketError> {
        if self.phase_after(Phase::Connecting, station).await? == Phase::Ended {
            return Ok(());
        }
        match self.plan.mode {
            Mode::Heartbeat | Mode::EchoHeartbeat => self.repeat(station, &self.frames.heartbeat).await,
            Mode::Meter | Mode::EchoMeter => self.repeat(station, &self.frames.meter).await,
            Mode::Sessions => {
                while !self.has_ended() {
                    self.session(station).await?;
                }
                Ok(())
            }
            Mode::Idle => self.pulse(station, IDLE_HEARTBEAT, index).await,
            Mode::Storm if index < self.plan.stations => self.reconnect(index, station).await,
            Mode::Storm => self.pulse(station, BYSTANDER_HEARTBEAT, index).await,
        }
    }

    /// The same message over and over.
    async fn repeat(
        &self,
        station: &mut LoadStation<'_>,
        template: &super::template::Template,
    ) -> Result<(), SocketError> {
        while !self.has_ended() {
            station.energy_wh += 10;
            station.call(template).await?;
        }
        Ok(())
    }

    /// One session.
    async fn session(&self, station: &mut LoadStation<'_>) -> Result<(), SocketError> {
        station.call(&self.frames.authorize).await?;
        self.expect_accepted(station);
        self.start(station).await?;
        for _ in 0..3 {
            station.energy_wh += 10;
            station.call(&self.frames.meter).await?;
        }
        station.call(&self.frames.stop).await
    }

    async fn start(&self, station: &mut LoadStation<'_>) -> Result<(), SocketError> {
        station.call(&self.frames.start).await?;
        self.expect_accepted(station);
        station.transaction = station.answer().transaction.unwrap_or(0);
        Ok(())
    }

    /// A heartbeat now and then, beginning at a time of each station's own.
    async fn pulse(&self, station: &mut LoadStation<'_>, interval: Duration, index: usize) -> Result<(), SocketError> {
        // Multiples of the golden ratio spread evenly however many there are.
        let share = (index as f64 * 0.618_033_988_749_894_9).fract();
        let mut pause = interval.mul_f64(share);
        let mut phase = self.phase.clone();
        loop {
            tokio::select! {
                () = sleep(pause) => station.call(&self.frames.heartbeat).await?,
                error = station.listen() => return Err(error),
                _ = phase.wait_for(|phase| *phase == Phase::Ended) => return Ok(()),
            }
            pause = interval;
        }
    }

    /// Drops the line when the storm begins, and comes back as soon as the server lets it.
    async fn reconnect<'s>(&'s self, index: usize, station: &mut LoadStation<'s>) -> Result<(), SocketError> {
        let Phase::Measuring(began) = self.phase_after(Phase::WarmUp, station).await? else { return Ok(()) };
        loop {
            match timeout(CONNECT_TIME, self.come_back(index, station)).await {
                Ok(Ok(true)) => break,
                Ok(Ok(false)) => self.tally.borrow_mut().not_accepted += 1,
                failed => self.connect_failed(failed.map(|outcome| outcome.map(drop))),
            }
            if self.has_ended() {
                return Ok(());
            }
            sleep(STORM_RETRY).await;
        }
        self.tally.borrow_mut().recoveries.record(Instant::now() - began);
        self.stage.station_is_done();
        self.phase_after(Phase::Measuring(began), station).await?;
        Ok(())
    }

    async fn come_back<'s>(&'s self, index: usize, station: &mut LoadStation<'s>) -> Result<bool, SocketError> {
        *station = LoadStation::connect(self, index).await?;
        station.call(&self.frames.boot).await?;
        Ok(station.answer().accepted)
    }

    fn connect_failed(&self, outcome: Result<Result<(), SocketError>, Elapsed>) {
        let mut tally = self.tally.borrow_mut();
        tally.connect_failures += 1;
        tally.note(match outcome {
            Ok(Err(error)) => format!("failed to {error}"),
            _ => format!("failed to connect within {} s", CONNECT_TIME.as_secs()),
        });
    }

    fn has_ended(&self) -> bool {
        *self.phase.borrow() == Phase::Ended
    }

    fn expect_accepted(&self, station: &LoadStation<'_>) {
        if !station.answer().accepted {
            self.tally.borrow_mut().not_accepted += 1;
        }
    }

    /// Waits for the phase after `current`, while the server is listened to.
    async fn phase_after(&self, current: Phase, station: &mut LoadStation<'_>) -> Result<Phase, SocketError> {
        let mut phase = self.phase.clone();
        tokio::select! {
            error = station.listen() => Err(error),
            next = phase.wait_for(|phase| *phase != current) => Ok(next.map_or(Phase::Ended, |next| *next)),
        }
    }
}
