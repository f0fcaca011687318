-- Certificates: the portal's own authority, what it signed for stations, what stations have installed, and the raising of security
-- profiles. Times are milliseconds since 1970 (UTC), serial numbers and fingerprints hexadecimal digits in lower case.

-- Every authority that the portal ever made, the newest in use. The private key is sealed (docs/adr/0006).
CREATE TABLE authority (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    certificate TEXT NOT NULL,
    sealed_key BLOB NOT NULL,
    subject TEXT NOT NULL,
    serial TEXT NOT NULL,
    not_before BIGINT NOT NULL,
    not_after BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);

-- Roots of others, by which stations may prove themselves too.
CREATE TABLE trusted_root (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    certificate TEXT NOT NULL,
    subject TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    not_after BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    created_by TEXT NOT NULL
);
CREATE UNIQUE INDEX trusted_root_fingerprint ON trusted_root (fingerprint);

CREATE TABLE certificate_request (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    station_id BIGINT NOT NULL REFERENCES station (node_id) ON DELETE CASCADE,
    csr TEXT NOT NULL,
    state TEXT NOT NULL,
    subject TEXT NOT NULL,
    key_kind TEXT NOT NULL,
    fault TEXT,
    received_at BIGINT NOT NULL,
    decided_at BIGINT,
    decided_by TEXT
);
CREATE INDEX certificate_request_station ON certificate_request (station_id, id);
CREATE INDEX certificate_request_pending ON certificate_request (id) WHERE state = 'pending';

CREATE TABLE station_certificate (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    station_id BIGINT NOT NULL REFERENCES station (node_id) ON DELETE CASCADE,
    authority_id BIGINT NOT NULL,
    certificate TEXT NOT NULL,
    subject TEXT NOT NULL,
    serial TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    not_before BIGINT NOT NULL,
    not_after BIGINT NOT NULL,
    state TEXT NOT NULL,
    issued_at BIGINT NOT NULL,
    issued_by TEXT NOT NULL,
    answered_at BIGINT,
    used_at BIGINT
);
CREATE INDEX station_certificate_station ON station_certificate (station_id, id);
CREATE UNIQUE INDEX station_certificate_fingerprint ON station_certificate (fingerprint);
CREATE INDEX station_certificate_end ON station_certificate (not_after);

-- Root certificates as stations last listed them; the name and the end where the portal knows them.
CREATE TABLE installed_certificate (
    station_id BIGINT NOT NULL REFERENCES station (node_id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    algorithm TEXT NOT NULL,
    issuer_name_hash TEXT NOT NULL,
    issuer_key_hash TEXT NOT NULL,
    serial TEXT NOT NULL,
    subject TEXT,
    not_after BIGINT,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (station_id, kind, issuer_key_hash, serial)
) WITHOUT ROWID;
CREATE INDEX installed_certificate_end ON installed_certificate (not_after) WHERE not_after IS NOT NULL;

-- Each raising of a security profile; the steps are JSON. The last one of a station counts.
CREATE TABLE security_upgrade (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    station_id BIGINT NOT NULL REFERENCES station (node_id) ON DELETE CASCADE,
    from_profile BIGINT NOT NULL,
    to_profile BIGINT NOT NULL,
    state TEXT NOT NULL,
    steps TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    ended_at BIGINT,
    by_name TEXT NOT NULL
);
CREATE INDEX security_upgrade_station ON security_upgrade (station_id, id);
