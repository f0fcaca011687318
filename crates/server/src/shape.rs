//! The shapes of the API's JSON, with their part of the OpenAPI document.
//!
//! Values of `domain` and `store` become these; nothing else leaves the server. Times, ids and words are written by `domain`'s own
//! types; [`word`] says in the document which words there are.

mod alarm;
mod batch;
mod campaign;
pub mod certificate;
pub mod change;
mod charging_profile;
mod command;
mod configuration;
mod dashboard;
pub mod delta;
mod deviation;
mod event;
mod file;
mod local_list;
mod me;
mod message;
mod navigator;
mod node;
mod page;
mod reachability;
mod reservation;
mod search;
mod session;
mod session_detail;
mod tag;
mod token;
mod user;
pub mod word;

pub use alarm::Alarm;
pub use batch::{BatchCount, BatchResult, CommandBatch};
pub use campaign::{Campaign, CampaignCounts, CampaignDetail, CampaignTarget, HaltAfter};
pub use charging_profile::{ChargingPeriod, ChargingProfile, ChargingProfileInstalled};
pub use command::{Command, CommandRequest};
pub use configuration::{
    ApplicationOutcome, ConfigurationDifference, ConfigurationDifferences, ConfigurationTemplate, StationConfiguration,
    TemplateApplication, WantedKey,
};
pub use dashboard::{DashboardEnergy, HourEnergy, Period};
pub use deviation::CountedDeviation;
pub use event::Event;
pub use file::{Image, Transfer, Upload, Uploads};
pub use local_list::{LocalList, LocalListTag};
pub use me::Me;
pub use message::{Direction, FrameKind, LoggedMessage, MessageId};
pub use navigator::{Navigator, NavigatorNode};
pub use node::{Node, Outlet, PathStep, Sight, Site, Station};
pub use page::{Page, Total};
pub use reachability::Reachability;
pub use reservation::Reservation;
pub use search::{SearchHit, SearchHitKind};
pub use session::Session;
pub use session_detail::{Curve, CurvePoint, Items, Reading, Sample, SessionDetail, SessionTotals, StatusChange};
pub use tag::Tag;
pub use token::ApiToken;
pub use user::User;
