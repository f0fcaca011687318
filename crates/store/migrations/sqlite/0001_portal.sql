-- The portal's first schema. Times are milliseconds since 1970 (UTC), energy is Wh, durations are seconds.
-- History (sessions, readings, statuses, messages) has no foreign keys: it outlives the nodes it tells of.

CREATE TABLE node (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    kind TEXT NOT NULL,
    parent_id BIGINT REFERENCES node (id),
    name TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    -- The node itself or what it stands below, so that "below node N" is a look-up in an index.
    site_id BIGINT,
    floor_id BIGINT,
    station_id BIGINT,
    search TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX node_uuid ON node (uuid);
CREATE INDEX node_parent ON node (parent_id);
CREATE INDEX node_site ON node (site_id);
CREATE INDEX node_floor ON node (floor_id);
CREATE INDEX node_station ON node (station_id);

CREATE TABLE site (
    node_id BIGINT NOT NULL PRIMARY KEY REFERENCES node (id) ON DELETE CASCADE,
    address TEXT NOT NULL DEFAULT '',
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    time_zone TEXT NOT NULL DEFAULT '',
    contact TEXT NOT NULL DEFAULT '',
    opening_hours TEXT NOT NULL DEFAULT ''
);

CREATE TABLE station (
    node_id INTEGER PRIMARY KEY REFERENCES node (id) ON DELETE CASCADE,
    charge_box_id TEXT NOT NULL,
    charge_box_search TEXT NOT NULL,
    public BOOLEAN NOT NULL DEFAULT FALSE,
    security_profile BIGINT NOT NULL DEFAULT 0,
    credential_hash TEXT,
    accept_missing_subprotocol BOOLEAN NOT NULL DEFAULT FALSE,
    protocol TEXT,
    heartbeat_interval_s BIGINT,
    vendor TEXT,
    model TEXT,
    serial_number TEXT,
    charge_box_serial_number TEXT,
    firmware_version TEXT,
    iccid TEXT,
    imsi TEXT,
    meter_type TEXT,
    meter_serial_number TEXT,
    registered_at BIGINT,
    last_boot_at BIGINT,
    connected_at BIGINT,
    last_seen_at BIGINT,
    remote_address TEXT,
    clock_skew_ms BIGINT,
    deviations BIGINT NOT NULL DEFAULT 0,
    reboot_required BOOLEAN NOT NULL DEFAULT FALSE,
    boots_after_write BIGINT NOT NULL DEFAULT 0,
    configuration_read_at BIGINT,
    status TEXT NOT NULL DEFAULT 'unknown',
    error_code TEXT,
    error_text TEXT,
    status_at BIGINT
);
CREATE UNIQUE INDEX station_charge_box_id ON station (charge_box_id);

CREATE TABLE outlet (
    node_id INTEGER PRIMARY KEY REFERENCES node (id) ON DELETE CASCADE,
    station_id BIGINT NOT NULL,
    number BIGINT NOT NULL,
    connector_type TEXT NOT NULL,
    mode TEXT NOT NULL,
    parking TEXT NOT NULL DEFAULT '',
    rated_current_a BIGINT NOT NULL,
    phases BIGINT NOT NULL,
    status TEXT NOT NULL DEFAULT 'unknown',
    error_code TEXT,
    error_text TEXT,
    status_at BIGINT
);
CREATE UNIQUE INDEX outlet_number ON outlet (station_id, number);

CREATE TABLE station_key (
    station_id BIGINT NOT NULL REFERENCES station (node_id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    value TEXT,
    read_only BOOLEAN NOT NULL,
    PRIMARY KEY (station_id, key)
) WITHOUT ROWID;

CREATE TABLE unknown_station (
    charge_box_id TEXT NOT NULL PRIMARY KEY,
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    address TEXT,
    reason TEXT NOT NULL
);

CREATE TABLE app_user (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    email TEXT NOT NULL,
    email_folded TEXT NOT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    role TEXT NOT NULL,
    password_hash TEXT,
    language TEXT,
    time_zone TEXT,
    theme TEXT,
    parking TEXT NOT NULL DEFAULT '',
    email_at_alarm BOOLEAN NOT NULL DEFAULT FALSE,
    created_at BIGINT NOT NULL,
    last_sign_in_at BIGINT,
    search TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX app_user_email ON app_user (email_folded);

CREATE TABLE user_site (
    user_id BIGINT NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    site_id BIGINT NOT NULL REFERENCES node (id) ON DELETE CASCADE,
    PRIMARY KEY (user_id, site_id)
) WITHOUT ROWID;
CREATE INDEX user_site_site ON user_site (site_id);

CREATE TABLE preference (
    user_id BIGINT NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (user_id, name)
) WITHOUT ROWID;

CREATE TABLE sign_in (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    token_hash TEXT NOT NULL,
    user_id BIGINT NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    address TEXT,
    agent TEXT
);
CREATE UNIQUE INDEX sign_in_token ON sign_in (token_hash);
CREATE INDEX sign_in_user ON sign_in (user_id);
CREATE INDEX sign_in_expiry ON sign_in (expires_at);

CREATE TABLE api_token (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    token_hash TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    may_write BOOLEAN NOT NULL,
    expires_at BIGINT,
    created_at BIGINT NOT NULL,
    created_by TEXT NOT NULL
);
CREATE UNIQUE INDEX api_token_hash ON api_token (token_hash);

CREATE TABLE api_token_site (
    token_id BIGINT NOT NULL REFERENCES api_token (id) ON DELETE CASCADE,
    site_id BIGINT NOT NULL REFERENCES node (id) ON DELETE CASCADE,
    PRIMARY KEY (token_id, site_id)
) WITHOUT ROWID;
CREATE INDEX api_token_site_site ON api_token_site (site_id);

CREATE TABLE tag (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    normal TEXT NOT NULL,
    id_tag TEXT NOT NULL,
    label TEXT NOT NULL DEFAULT '',
    user_id BIGINT REFERENCES app_user (id) ON DELETE SET NULL,
    expires_at BIGINT,
    blocked BOOLEAN NOT NULL DEFAULT FALSE,
    parent_tag TEXT,
    search TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX tag_normal ON tag (normal);
CREATE INDEX tag_user ON tag (user_id);

-- Every distinct place that an outlet ever had, with the names as they were. Sessions point to it.
CREATE TABLE placement (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    site_id BIGINT NOT NULL,
    site_name TEXT NOT NULL,
    site_search TEXT NOT NULL,
    floor_id BIGINT,
    floor_name TEXT,
    floor_search TEXT,
    station_id BIGINT NOT NULL,
    station_name TEXT NOT NULL,
    station_search TEXT NOT NULL,
    charge_box_id TEXT NOT NULL,
    charge_box_search TEXT NOT NULL,
    outlet_id BIGINT,
    outlet BIGINT NOT NULL,
    -- Whether the outlet still stands there under these names.
    present BOOLEAN NOT NULL
);
CREATE UNIQUE INDEX placement_present ON placement (station_id, outlet) WHERE present;
CREATE INDEX placement_site ON placement (site_id);
CREATE INDEX placement_floor ON placement (floor_id);

CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    placement_id BIGINT NOT NULL,
    site_id BIGINT NOT NULL,
    floor_id BIGINT,
    station_id BIGINT NOT NULL,
    outlet BIGINT NOT NULL,
    user_id BIGINT,
    tag_id BIGINT,
    id_tag TEXT,
    tag_normal TEXT,
    started_at BIGINT NOT NULL,
    ended_at BIGINT,
    received_at BIGINT NOT NULL,
    meter_start_wh BIGINT,
    meter_end_wh BIGINT,
    energy_wh BIGINT NOT NULL DEFAULT 0,
    duration_s BIGINT,
    power_w DOUBLE PRECISION,
    -- Number of the way, as in external lists.
    authentication BIGINT NOT NULL,
    start_status TEXT NOT NULL,
    stop_reason TEXT,
    flags BIGINT NOT NULL DEFAULT 0,
    started_at_text TEXT,
    ended_at_text TEXT
);
-- Every column that people sort and filter by: a page is a walk along one of these, never a sort of all.
CREATE INDEX session_start ON session (started_at, id);
CREATE INDEX session_site_start ON session (site_id, started_at, id, energy_wh);
CREATE INDEX session_floor_start ON session (floor_id, started_at, id);
CREATE INDEX session_station_start ON session (station_id, started_at, id);
CREATE INDEX session_user_start ON session (user_id, started_at, id);
CREATE INDEX session_tag_start ON session (tag_normal, started_at, id);
CREATE INDEX session_authentication_start ON session (authentication, started_at, id);
CREATE INDEX session_reason_start ON session (stop_reason, started_at, id);
CREATE INDEX session_energy ON session (energy_wh, id);
CREATE INDEX session_end ON session (ended_at, id);
CREATE INDEX session_receipt ON session (received_at, id);
CREATE INDEX session_duration ON session (duration_s, id);
CREATE INDEX session_meter_end ON session (meter_end_wh, id);
CREATE INDEX session_open_outlet ON session (station_id, outlet) WHERE ended_at IS NULL;
CREATE INDEX session_open_tag ON session (tag_normal) WHERE ended_at IS NULL;
-- The few sessions whose times are far apart. Of all others a bound on one time bounds the other times, too.
CREATE INDEX session_odd_times ON session (id)
WHERE CASE WHEN COALESCE(ended_at, started_at) < started_at
    OR COALESCE(ended_at, started_at) > started_at + 604800000
    OR received_at < started_at - 86400000
    OR received_at > started_at + 604800000 THEN 1 ELSE 0 END = 1;

-- Every tag that ever began a session, in its normal form: what a search in tags looks through.
CREATE TABLE session_tag (
    normal TEXT NOT NULL PRIMARY KEY
) WITHOUT ROWID;

-- One row for each moment at which a station read its meters; the samples are packed as JSON. The hottest table: the
-- row goes to the end, its only index is narrow.
CREATE TABLE reading (
    session_id BIGINT,
    station_id BIGINT NOT NULL,
    outlet BIGINT NOT NULL,
    at BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    energy_wh DOUBLE PRECISION,
    power_w DOUBLE PRECISION,
    samples TEXT NOT NULL
);
CREATE INDEX reading_session ON reading (session_id) WHERE session_id IS NOT NULL;
CREATE INDEX reading_station ON reading (station_id, at) WHERE session_id IS NULL;

-- Energy by quarter of an hour, absolute; and summed by site and hour.
CREATE TABLE energy_quarter (
    session_id BIGINT NOT NULL,
    quarter_at BIGINT NOT NULL,
    station_id BIGINT NOT NULL,
    site_id BIGINT NOT NULL,
    energy_wh BIGINT NOT NULL,
    PRIMARY KEY (session_id, quarter_at)
) WITHOUT ROWID;
CREATE INDEX energy_quarter_site ON energy_quarter (site_id, quarter_at, energy_wh);
CREATE INDEX energy_quarter_station ON energy_quarter (station_id, quarter_at, energy_wh);
CREATE INDEX energy_quarter_at ON energy_quarter (quarter_at, energy_wh);

CREATE TABLE energy_hour (
    hour_at BIGINT NOT NULL,
    site_id BIGINT NOT NULL,
    energy_wh BIGINT NOT NULL,
    PRIMARY KEY (hour_at, site_id)
) WITHOUT ROWID;
CREATE INDEX energy_hour_site ON energy_hour (site_id, hour_at, energy_wh);

-- Ended sessions by the UTC day (number since 1970) on which they began, kept in the stop's own transaction.
CREATE TABLE session_day (
    day BIGINT NOT NULL,
    site_id BIGINT NOT NULL,
    sessions BIGINT NOT NULL,
    energy_wh BIGINT NOT NULL,
    duration_s BIGINT NOT NULL,
    PRIMARY KEY (day, site_id)
) WITHOUT ROWID;
CREATE INDEX session_day_site ON session_day (site_id, day);

CREATE TABLE status_change (
    id INTEGER PRIMARY KEY,
    station_id BIGINT NOT NULL,
    outlet BIGINT NOT NULL,
    status TEXT NOT NULL,
    error_code TEXT,
    error_text TEXT,
    at BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    late BOOLEAN NOT NULL
);
CREATE INDEX status_change_station ON status_change (station_id, outlet, at);

CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    station_id BIGINT,
    site_id BIGINT,
    outlet BIGINT,
    text TEXT NOT NULL,
    by_name TEXT,
    detail TEXT,
    search TEXT NOT NULL
);
CREATE INDEX event_at ON event (at, id);
CREATE INDEX event_site ON event (site_id, at, id);
CREATE INDEX event_station ON event (station_id, at, id);

CREATE TABLE command (
    id INTEGER PRIMARY KEY,
    station_id BIGINT NOT NULL,
    site_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    parameters TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    sent_at BIGINT,
    answered_at BIGINT,
    expires_at BIGINT NOT NULL,
    by_user_id BIGINT,
    by_name TEXT NOT NULL,
    action TEXT,
    sent TEXT,
    answer TEXT,
    outcome TEXT
);
CREATE INDEX command_station ON command (station_id, id);
CREATE INDEX command_unfinished ON command (station_id) WHERE answered_at IS NULL;

CREATE TABLE alarm (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    node_id BIGINT,
    subject TEXT NOT NULL,
    site_id BIGINT,
    station_id BIGINT,
    node_name TEXT NOT NULL,
    outlet BIGINT,
    text TEXT,
    created_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    count BIGINT NOT NULL,
    cleared_at BIGINT,
    cleared_by TEXT
);
-- At most one active alarm for each condition.
CREATE UNIQUE INDEX alarm_active ON alarm (kind, COALESCE(node_id, 0), subject) WHERE cleared_at IS NULL;
CREATE INDEX alarm_created ON alarm (created_at, id);
CREATE INDEX alarm_site ON alarm (site_id, created_at, id);
CREATE INDEX alarm_station ON alarm (station_id, created_at, id);

-- Protocol messages of one station, a block of JSON lines, compressed.
CREATE TABLE message_block (
    id INTEGER PRIMARY KEY,
    station_id BIGINT NOT NULL,
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    count BIGINT NOT NULL,
    body BLOB NOT NULL
);
CREATE INDEX message_block_station ON message_block (station_id, last_at);
CREATE INDEX message_block_age ON message_block (last_at);

CREATE TABLE setting (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);

-- Session ids are handed out in small blocks, so that processes which share a database never wait for each other.
CREATE TABLE id_block (
    name TEXT NOT NULL PRIMARY KEY,
    next BIGINT NOT NULL
);
INSERT INTO id_block (name, next) VALUES ('session', 1);
