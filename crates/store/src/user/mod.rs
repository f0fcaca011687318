//! Users: accounts, sign-ins, preferences.

mod create;
mod delete;
mod list;
mod password;
mod preference;
mod read;
mod sign_in;
mod update;

pub use create::NewUser;
pub use list::{UserQuery, UserSort};
pub use password::UserCredential;
pub use read::User;
pub(crate) use read::push_reach;
pub use sign_in::{NewSignIn, SignIn, SignedIn};
pub use update::{OwnAccount, UserUpdate};
