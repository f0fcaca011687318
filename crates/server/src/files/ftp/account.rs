//! An FTP account for each transfer: its user is `t` and the transfer's id, its password the transfer's secret.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use domain::TransferId;
use unftp_core::auth::{
    AuthenticationError, Authenticator, Credentials, Principal, UserDetail, UserDetailError, UserDetailProvider,
};

use crate::files::{FileRefused, Visitor};
use crate::portal::Portal;

/// How many wrong passwords a session may try.
const TRIES: u8 = 5;

/// The accounts as one session knows them.
pub(super) struct Accounts {
    portal: Arc<Portal>,
    session: Mutex<Session>,
}

#[derive(Default)]
struct Session {
    /// Who has proved to be whom.
    admitted: Option<Visitor>,
    failures: u8,
}

impl Accounts {
    pub(super) fn new(portal: Arc<Portal>) -> Self {
        Self { portal, session: Mutex::default() }
    }

    fn with<T>(&self, look: impl FnOnce(&mut Session) -> T) -> T {
        look(&mut self.session.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl fmt::Debug for Accounts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Accounts")
    }
}

/// The transfer that a user's name tells.
fn transfer_of(username: &str) -> Option<TransferId> {
    username.strip_prefix('t')?.parse().ok().map(TransferId)
}

#[async_trait]
impl Authenticator for Accounts {
    async fn authenticate(&self, username: &str, credentials: &Credentials) -> Result<Principal, AuthenticationError> {
        if self.with(|session| session.failures) >= TRIES {
            return Err(AuthenticationError::BadUser);
        }
        let admitted = match (transfer_of(username), credentials.password.as_deref()) {
            (Some(id), Some(secret)) => Visitor::admit(&self.portal, id, secret).await,
            _ => Err(FileRefused::Closed),
        };
        match admitted {
            Ok(visitor) => {
                self.with(|session| session.admitted = Some(visitor));
                Ok(Principal { username: username.to_owned() })
            }
            Err(refused) => {
                self.with(|session| session.failures += 1);
                tracing::info!(address = %credentials.source_ip, error = %refused, "refused an FTP account");
                Err(AuthenticationError::BadPassword)
            }
        }
    }
}

#[async_trait]
impl UserDetailProvider for Accounts {
    type User = Visitor;

    async fn provide_user_detail(&self, principal: &Principal) -> Result<Visitor, UserDetailError> {
        let named = transfer_of(&principal.username);
        let admitted = self.with(|session| session.admitted.clone());
        admitted
            .filter(|visitor| Some(visitor.id()) == named)
            .ok_or_else(|| UserDetailError::UserNotFound { username: principal.username.clone() })
    }
}

impl UserDetail for Visitor {}
