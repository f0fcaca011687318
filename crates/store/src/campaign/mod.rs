//! Firmware campaigns and how each of their stations stands.

mod read;
mod write;

pub use read::{Campaign, CampaignTarget, Candidate, TargetCounts};
pub use write::{NewCampaign, NewTarget, TargetStep};
