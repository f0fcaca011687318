//! The event stream of open browsers: changes from the bus, each rendered once, given to whom they concern.
//!
//! A client's stream is pulled by its connection: nothing is queued for one that does not read. It then falls behind the bus
//! and hears `reset`, or its connection gives up on it (`limits.write_s`).

mod audience;
mod newsroom;
mod reader;
mod render;

pub use audience::Audience;
pub use newsroom::Newsroom;
pub use reader::Reader;
