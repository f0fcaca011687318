//! How people prove who they are: passwords, throttling, the cookie of a signed-in browser, and the first administrator.

mod cookie;
mod first_administrator;
mod hashing;
mod password;
mod secret;
mod throttle;

pub use cookie::{COOKIE, clear_cookie, cookie_of, set_cookie};
pub use first_administrator::{FirstAdministrator, LINK_HOURS};
pub use hashing::{Hasher, HashingError};
pub use password::{WeakPassword, check_password};
pub use secret::{Secret, SecretHash};
pub use throttle::{Key, Throttle};
