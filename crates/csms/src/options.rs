//! What can be set from outside, all of it with working defaults.

use std::sync::Arc;
use std::time::Duration;

use ocpp::soap::Version;

use crate::certificate::SealingKey;
use crate::credential::CredentialKey;
use crate::file_server::FileServer;
use crate::soap::Courier;

/// Limits, intervals and keys of a central system.
#[derive(Debug, Clone)]
pub struct Options {
    /// The key under which stations' Basic passwords are hashed.
    pub credential_key: CredentialKey,
    /// The key under which the private key of the portal's certificate authority is sealed in the database.
    pub sealing_key: SealingKey,
    /// Time between our pings; a station that lets nothing be heard for two of them is dropped.
    pub ping_interval: Duration,
    /// How long a station may take to answer a call of ours.
    pub call_timeout: Duration,
    /// How long a station may take to read what we write.
    pub write_timeout: Duration,
    /// How long a command waits for its turn and for a station that is just reconnecting.
    pub command_deadline: Duration,
    /// How long after its socket closed a station counts as *just reconnecting*.
    pub reconnect_grace: Duration,
    /// How long a station that has come back may take to boot before it is asked for its status.
    pub status_request_delay: Duration,
    /// How long a station that has come back may take to boot before it is given the commands that waited for it.
    pub boot_patience: Duration,
    /// How often commands and reservations are looked for whose time is over.
    pub expiry_interval: Duration,
    /// How many calls of ours may wait for one station.
    pub call_queue: usize,
    /// How long a report is held back while the database cannot be reached, before the station is asked to send it again.
    pub storage_patience: Duration,
    /// How many changes the bus keeps for those who come back.
    pub bus_capacity: usize,
    /// Shortest time between two changes *progress* of one session, ms.
    pub progress_publish_ms: i64,
    /// How often energy so far is written to the database.
    pub progress_interval: Duration,
    /// How often *last seen* and deviations are written to the database.
    pub seen_interval: Duration,
    /// How often silent stations are looked for.
    pub contact_interval: Duration,
    /// How often certificates that end soon, and security profiles whose raising is stuck, are looked for.
    pub certificate_interval: Duration,
    /// How often the message log is written to the database.
    pub message_log_interval: Duration,
    /// How many bytes of the message log may wait to be written; what comes beyond is counted and dropped.
    pub message_log_bytes: usize,
    /// Who carries calls to stations that speak SOAP; without one they cannot be called.
    pub courier: Option<Arc<dyn Courier>>,
    /// The address of the portal as stations know it, without a path; what calls over SOAP say they are from.
    pub public_address: String,
    /// Where stations find files, and how long they may take for them.
    pub file_server: FileServer,
}

impl Options {
    /// The defaults with a key for credentials and one to seal with.
    pub fn new(credential_key: CredentialKey, sealing_key: SealingKey) -> Self {
        Self {
            credential_key,
            sealing_key,
            ping_interval: Duration::from_secs(60),
            call_timeout: Duration::from_secs(30),
            write_timeout: Duration::from_secs(20),
            command_deadline: Duration::from_secs(60),
            reconnect_grace: Duration::from_secs(300),
            status_request_delay: Duration::from_secs(10),
            boot_patience: Duration::from_secs(10),
            expiry_interval: Duration::from_secs(5),
            call_queue: 64,
            storage_patience: Duration::from_secs(15),
            bus_capacity: 16_384,
            progress_publish_ms: 5_000,
            progress_interval: Duration::from_secs(15),
            seen_interval: Duration::from_secs(30),
            contact_interval: Duration::from_secs(10),
            certificate_interval: Duration::from_secs(600),
            message_log_interval: Duration::from_secs(3),
            message_log_bytes: 64 << 20,
            courier: None,
            public_address: "http://localhost".to_owned(),
            file_server: FileServer::default(),
        }
    }

    /// Where stations of a version post.
    pub(crate) fn soap_address(&self, version: Version) -> String {
        let version = match version {
            Version::V15 => 15,
            Version::V16 => 16,
        };
        format!("{}/Ocpp/CentralSystemService{version}", self.public_address.trim_end_matches('/'))
    }
}
