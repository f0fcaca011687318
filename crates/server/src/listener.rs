//! How connections come in: our own accept loop, for limits at the handshake and a shutdown that drains.
//!
//! A connection is a task of its own. TLS ends here; behind it everything is the same. A request carries its [`Line`] as
//! an extension.

mod accept;
mod connection;
mod impatience;
mod line;
mod places;
mod tls;

pub use accept::Listener;
pub use connection::Reception;
pub use domain::address_range::AddressRange;
pub use line::Line;
pub use places::{Place, Places};
pub use tls::{TlsError, acceptor};
