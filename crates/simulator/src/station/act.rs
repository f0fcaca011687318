//! What people, vehicles and misfortune do at a station.

use jiff::Timestamp;
use ocpp::Text;
use ocpp::v16::{DataTransferRequest, Reason, SecurityEventNotificationRequest};

use super::equipment::OutletNumber;
use super::outgoing::Outgoing;
use super::outlet::Fault;
use super::samples::wire_time;
use super::vehicle::Vehicle;
use super::{Restart, Station};

/// Something that happens at a station.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    /// A vehicle is plugged in.
    Plug(OutletNumber, Vehicle),
    /// The vehicle is unplugged; a session ends with it.
    Unplug(OutletNumber),
    /// A tag is presented: it begins a session, or ends its own.
    Tag(OutletNumber, String),
    /// Something breaks; with no outlet the station as a whole. A session ends with it.
    Fault(Option<OutletNumber>, Fault),
    /// It is whole again.
    Clear(Option<OutletNumber>),
    /// The station restarts on its own.
    Reboot,
    /// The last start or stop is sent again.
    Resend {
        /// Which.
        what: Resent,
        /// Whether with the message id that it had.
        same_id: bool,
    },
    /// A heartbeat is sent now.
    Heartbeat,
    /// Something of a vendor is sent.
    DataTransfer {
        /// The vendor.
        vendor: String,
        /// Which message.
        message: Option<String>,
        /// The content.
        data: Option<String>,
    },
    /// Something that touches security is told.
    SecurityEvent(String),
}

/// What is sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Resent {
    /// The last StartTransaction.
    Start,
    /// The last StopTransaction.
    Stop,
}

/// Why something cannot happen at a station.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ActError {
    /// There is no such outlet.
    #[error("find outlet {0}")]
    NoSuchOutlet(OutletNumber),
    /// A vehicle is there already.
    #[error("plug in at outlet {0}: a vehicle is there already")]
    Occupied(OutletNumber),
    /// No vehicle is there.
    #[error("unplug at outlet {0}: no vehicle is there")]
    Empty(OutletNumber),
    /// The outlet is broken or switched off.
    #[error("charge at outlet {0}: it is {1}")]
    OutOfUse(OutletNumber, String),
    /// Nothing was sent that could be sent again.
    #[error("send it again: it was never sent")]
    NeverSent,
}

impl Station {
    /// Lets something happen.
    ///
    /// # Errors
    ///
    /// Says why it cannot happen; then nothing has.
    pub fn act(&mut self, act: Act, now: Timestamp) -> Result<(), ActError> {
        self.live(now);
        self.note(act.to_string());
        let done = self.attempt(act, now);
        self.tick(now);
        done
    }

    fn attempt(&mut self, act: Act, now: Timestamp) -> Result<(), ActError> {
        match act {
            Act::Plug(number, vehicle) => self.plug(number, vehicle, now),
            Act::Unplug(number) => self.unplug(number, now),
            Act::Tag(number, tag) => self.present(number, &tag, now),
            Act::Fault(Some(number), fault) => {
                self.end(number, Reason::Other, None, now);
                let outlet = self.outlet_mut(number).ok_or(ActError::NoSuchOutlet(number))?;
                outlet.permit = None;
                outlet.fault = Some(fault);
                Ok(())
            }
            Act::Fault(None, fault) => {
                self.fault = Some(fault);
                Ok(())
            }
            Act::Clear(Some(number)) => {
                self.outlet_mut(number).ok_or(ActError::NoSuchOutlet(number))?.fault = None;
                Ok(())
            }
            Act::Clear(None) => {
                self.fault = None;
                Ok(())
            }
            Act::Reboot => {
                self.end_all(&Reason::Reboot, now);
                self.restart = Some(Restart { at: now, gentle: false });
                Ok(())
            }
            Act::Resend { what, same_id } => self.resend(what, same_id),
            Act::Heartbeat => {
                self.say(Outgoing::Heartbeat);
                Ok(())
            }
            Act::DataTransfer { vendor, message, data } => {
                let mut request = DataTransferRequest::new(Text::cut(&vendor));
                request.message_id = message.as_deref().map(Text::cut);
                request.data = data.map(Into::into);
                self.say(Outgoing::DataTransfer(request));
                Ok(())
            }
            Act::SecurityEvent(kind) => {
                self.tell_security(&kind, None, now);
                Ok(())
            }
        }
    }

    fn plug(&mut self, number: OutletNumber, vehicle: Vehicle, now: Timestamp) -> Result<(), ActError> {
        let outlet = self.outlet_mut(number).ok_or(ActError::NoSuchOutlet(number))?;
        if outlet.vehicle.is_some() {
            return Err(ActError::Occupied(number));
        }
        outlet.vehicle = Some(vehicle);
        outlet.finishing = false;
        if outlet.is_usable()
            && let Some(permit) = outlet.permit.take()
        {
            self.begin(number, permit, now);
        }
        Ok(())
    }

    fn unplug(&mut self, number: OutletNumber, now: Timestamp) -> Result<(), ActError> {
        let outlet = self.outlet_mut(number).ok_or(ActError::NoSuchOutlet(number))?;
        if outlet.vehicle.is_none() {
            return Err(ActError::Empty(number));
        }
        self.end(number, Reason::VehicleDisconnected, None, now);
        if let Some(outlet) = self.outlet_mut(number) {
            outlet.vehicle = None;
            outlet.finishing = false;
        }
        Ok(())
    }

    fn present(&mut self, number: OutletNumber, tag: &str, now: Timestamp) -> Result<(), ActError> {
        let outlet = self.outlet_mut(number).ok_or(ActError::NoSuchOutlet(number))?;
        if let Some(session) = &outlet.session {
            if session.tag.eq_ignore_ascii_case(tag) {
                self.end(number, Reason::Local, Some(tag), now);
            } else {
                // Another tag of the same group may end the session, which only the central system knows.
                self.authorise(number, tag, now);
            }
            return Ok(());
        }
        if !outlet.is_usable() {
            return Err(ActError::OutOfUse(number, outlet.status().to_string()));
        }
        self.authorise(number, tag, now);
        Ok(())
    }

    /// Tells of something that touches security (OCPP 1.6 security whitepaper, security events).
    pub(super) fn tell_security(&mut self, kind: &str, words: Option<&str>, now: Timestamp) {
        self.journal.note(now, true, format!("{kind} {}", words.unwrap_or_default()).trim_end().to_owned());
        let mut request = SecurityEventNotificationRequest::new(Text::cut(kind), wire_time(now));
        request.tech_info = words.map(Text::cut);
        self.say(Outgoing::Security(request));
    }

    fn resend(&mut self, what: Resent, same_id: bool) -> Result<(), ActError> {
        let last = match what {
            Resent::Start => &self.last_start,
            Resent::Stop => &self.last_stop,
        };
        let (mut id, outgoing) = last.clone().ok_or(ActError::NeverSent)?;
        if !same_id {
            id = self.new_message_id();
        }
        self.outbox.push(id, outgoing);
        Ok(())
    }
}
