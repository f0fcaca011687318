//! How people prove who they are: passwords, throttling, the cookie of a signed-in browser, and the first administrator.

mod cookie;
mod first_administrator;
mod hashing;
mod password;
mod proof;
mod secret;
mod sweep;
mod throttle;

pub use cookie::{COOKIE, clear_cookie, cookie_of, set_cookie};
pub use first_administrator::{FirstAdministrator, LINK_HOURS};
pub use hashing::{Hasher, HashingError};
pub use password::{WeakPassword, check_password};
pub(crate) use proof::{begin, prove};
pub(crate) use secret::random_bytes;
pub use secret::{Secret, SecretHash};
pub(crate) use sweep::sweep;
pub use throttle::{Key, Throttle, TooSoon};

/// How long a sign-in lasts since it was last used, ms.
pub const LIFETIME_MS: i64 = 30 * 24 * 3_600_000;
