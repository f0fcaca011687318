//! Who is asking and what they may: every route is declared here through [`Routes`] with what it [`Needs`].
//!
//! The guard before each handler finds the portal by host, makes out the viewer by cookie or token, checks the origin of
//! state-changing requests, asks the policy (`domain::access`), and hands [`Access`] to the handler.

mod guard;
mod identity;
mod origin;
mod routes;

pub use guard::{Access, Visit};
pub use identity::{Identity, Proof};
pub(crate) use identity::{still_holds, viewer_of};
pub use routes::{Declaration, Needs, Routes};
