//! The portal's own vocabulary and rules: nodes, sessions, tags, authorisation, meter readings, alarms, roles.
//!
//! Pure: no protocol, no SQL, no HTTP, no clock, no randomness. What happens is a value ([`report`], [`command`],
//! [`change`]); rules are functions and transitions on values. Protocol versions are translated into this vocabulary by
//! adapters in `csms`; rows become these values by checked conversions in `store`.

#![deny(missing_docs)]

pub mod access;
pub mod address_range;
pub mod alarm;
pub mod authorise;
pub mod callback;
pub mod campaign;
pub mod certificate;
pub mod change;
pub mod charging_profile;
pub mod clock;
pub mod command;
pub mod configuration;
pub mod contact;
pub mod email;
pub mod energy_period;
pub mod fault;
pub mod id;
pub mod local_list;
pub mod meter;
pub mod node;
pub mod outlet;
pub mod password;
pub mod policy;
pub mod quarter;
pub mod registration;
pub mod report;
pub mod reservation;
pub mod search;
pub mod security_upgrade;
pub mod session;
pub mod station;
pub mod status;
pub mod tag;
pub mod time;
pub mod transfer;
pub mod user;
mod word;

pub use id::{
    AlarmId, CampaignId, CertificateId, CertificateRequestId, ChargeBoxId, CommandId, EventId, ImageId, NodeId,
    SessionId, TagId, TemplateId, TokenId, TransferId, UploadId, UserId,
};
pub use time::UtcMillis;
pub use word::UnknownWord;
