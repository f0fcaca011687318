//! Files on their way: what stations' words mean, when silence is too long, how a protocol is chosen.

use domain::UtcMillis;
use domain::transfer::{
    TransferKind, TransferProtocol, TransferState, after_report, choose_protocol, is_overdue, plain_name,
};

#[test]
fn words_take_a_transfer_on() {
    use TransferKind::{Diagnostics, Firmware, Log};
    use TransferState as S;
    let table = [
        (Firmware, S::Accepted, "Downloading", Some(S::Downloading)),
        (Firmware, S::Accepted, "downloading ", Some(S::Downloading)),
        (Firmware, S::Downloading, "Downloading", None),
        (Firmware, S::Downloading, "Downloaded", Some(S::Downloaded)),
        (Firmware, S::Downloaded, "SignatureVerified", None),
        (Firmware, S::Downloaded, "InstallScheduled", Some(S::Scheduled)),
        (Firmware, S::Installing, "InstallRebooting", Some(S::Rebooting)),
        (Firmware, S::Rebooting, "Installed", Some(S::Installed)),
        (Firmware, S::Downloading, "DownloadFailed", Some(S::Failed)),
        (Firmware, S::Downloaded, "InvalidSignature", Some(S::Failed)),
        (Firmware, S::Installing, "InstallVerificationFailed", Some(S::Failed)),
        // An answer to a trigger while nothing happens.
        (Firmware, S::Accepted, "Idle", None),
        (Firmware, S::Accepted, "Uploaded", None),
        // A failed try, then another one.
        (Firmware, S::Failed, "Downloading", Some(S::Downloading)),
        (Firmware, S::TimedOut, "Installed", Some(S::Installed)),
        // What has ended for good stays so.
        (Firmware, S::Installed, "InstallationFailed", None),
        (Firmware, S::Replaced, "Installed", None),
        (Firmware, S::Refused, "Downloading", None),
        (Diagnostics, S::Accepted, "Uploading", Some(S::Uploading)),
        (Diagnostics, S::Uploading, "Uploaded", Some(S::Uploaded)),
        (Diagnostics, S::Uploading, "UploadFailed", Some(S::Failed)),
        (Log, S::Accepted, "UploadFailure", Some(S::Failed)),
        (Log, S::Accepted, "BadMessage", Some(S::Failed)),
        (Log, S::Accepted, "Nonsense", None),
    ];
    for (kind, state, word, expected) in table {
        assert_eq!(after_report(kind, state, word), expected, "{kind} {state} {word}");
    }
}

#[test]
fn silence_is_counted_from_the_news_or_from_the_plan() {
    let table = [
        (TransferState::Downloading, 0, 0, 100, false),
        (TransferState::Downloading, 0, 0, 101, true),
        (TransferState::Downloading, 50, 0, 101, false),
        (TransferState::Accepted, 0, 500, 600, false),
        (TransferState::Accepted, 0, 500, 601, true),
        (TransferState::Requested, 0, 0, 9_999, false),
        (TransferState::Installed, 0, 0, 9_999, false),
    ];
    for (state, news, due, now, expected) in table {
        let overdue = is_overdue(state, UtcMillis(news), UtcMillis(due), 100, UtcMillis(now));
        assert_eq!(overdue, expected, "{state} {news} {due} {now}");
    }
}

#[test]
fn a_protocol_is_chosen_that_both_know() {
    use TransferProtocol as P;
    let all = [P::Ftp, P::Ftps, P::Http];
    let table: [(Option<&str>, &[P], Option<P>); 7] = [
        (None, &all, Some(P::Ftp)),
        (Some(""), &all, Some(P::Ftp)),
        (Some("HTTP, HTTPS"), &all, Some(P::Http)),
        (Some("FTPS,HTTP"), &all, Some(P::Ftps)),
        (Some("SFTP"), &all, Some(P::Ftp)),
        (Some("ftp,http"), &[P::Http, P::Ftp], Some(P::Http)),
        (Some("FTP"), &[], None),
    ];
    for (told, offered, expected) in table {
        assert_eq!(choose_protocol(told, offered), expected, "{told:?} {offered:?}");
    }
}

#[test]
fn names_of_files_lead_nowhere() {
    let table = [
        ("firmware-1.2.bin", Some("firmware-1.2.bin")),
        ("../../etc/passwd", Some("passwd")),
        ("..\\..\\boot.ini", Some("boot.ini")),
        ("..", None),
        (".", None),
        ("", None),
        ("/", None),
        (".bashrc", Some("bashrc")),
        ("logg æøå.txt", Some("logg æøå.txt")),
        ("a\u{0}b\nc\".zip", Some("a_b_c_.zip")),
    ];
    for (given, expected) in table {
        assert_eq!(plain_name(given).as_deref(), expected, "{given:?}");
    }
    assert_eq!(plain_name(&"å".repeat(200)).unwrap().len(), 120);
}
