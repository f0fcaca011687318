//! The alarm before a certificate ends: of a station, of a root on a station, of the portal itself. It ends when the certificate was
//! replaced or removed.

use std::sync::Arc;

use domain::alarm::{AlarmKey, AlarmType};
use domain::certificate::is_expiring;
use domain::change::AlarmChange;
use store::EditError;
use store::certificate::ExpiringCertificate;

use crate::alarms::{self, Condition};
use crate::central_system::CentralSystem;

/// How the subject of these alarms begins, which tells them from other alarms of the type *Security*.
const SUBJECT: &str = "certificate expiring";

const DAY_MS: i64 = 86_400_000;

/// Raises what is new and clears what is over.
pub(crate) async fn look_for_ends(system: Arc<CentralSystem>) {
    if let Err(error) = look(&system).await {
        tracing::warn!(error = %error, "failed to look for certificates that end; it is tried again");
    }
}

async fn look(system: &CentralSystem) -> Result<(), EditError> {
    let now = system.now();
    let warning_days = system.policies().certificate_warning_days;
    let mut ending = system.store.certificates_ending(now.plus_ms(i64::from(warning_days) * DAY_MS)).await?;
    let of_portal = system.tls_chain().into_iter().next();
    ending.extend(of_portal.filter(|facts| is_expiring(facts.not_after, now, warning_days)).map(|facts| {
        ExpiringCertificate {
            station_id: None,
            subject: facts.subject.clone(),
            serial: facts.serial.clone(),
            not_after: facts.not_after,
        }
    }));
    let active: Vec<_> = system
        .store
        .active_alarms()
        .await?
        .into_iter()
        .filter(|alarm| alarm.key.kind == AlarmType::Security && alarm.key.subject.starts_with(SUBJECT))
        .collect();
    let key_of = |certificate: &ExpiringCertificate| AlarmKey {
        kind: AlarmType::Security,
        node_id: certificate.station_id,
        subject: format!("{SUBJECT}: {}", certificate.serial),
    };
    for certificate in &ending {
        let AlarmKey { kind, node_id, subject } = key_of(certificate);
        if active.iter().any(|alarm| alarm.key.node_id == node_id && alarm.key.subject == subject) {
            continue;
        }
        let station = node_id.and_then(|id| system.stations.get(id));
        let text = Some(format!("{} ends {}", certificate.subject, certificate.not_after));
        alarms::raise(system, station.as_ref(), Condition { kind, node_id, subject, outlet: None, text }, now).await?;
    }
    for alarm in active {
        if ending.iter().any(|certificate| key_of(certificate) == alarm.key) {
            continue;
        }
        let station = alarm.key.node_id.and_then(|id| system.stations.get(id));
        if let Some(cleared) = system.store.clear_alarm(alarm.key, now).await? {
            alarms::tell(system, station.as_ref(), AlarmChange::Cleared, cleared, now);
        }
    }
    Ok(())
}
