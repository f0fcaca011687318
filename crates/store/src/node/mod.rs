//! The navigator's tree: sites, floors, stations, grid controllers and outlets.

mod adopt;
mod create;
mod credential;
mod delete;
mod edit;
mod navigator;
mod read;
mod relocate;
mod settings;
mod soap;
mod update;

pub use create::NewNode;
pub use navigator::NavigatorNode;
pub use read::{Node, PathStep, StationReported};
pub use settings::{NodeSettings, OutletSettings, SiteSettings, StationSettings};
pub use soap::SoapSettings;
pub(crate) use soap::binding_from;
pub use update::NodeUpdate;
