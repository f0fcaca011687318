-- Files for and from stations: firmware images, what stations upload, each file's way, and firmware campaigns.
-- Times are milliseconds since 1970 (UTC), sizes are bytes. `file` is the name on disk, which nobody outside has chosen.

CREATE TABLE firmware_image (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    vendor TEXT NOT NULL,
    model TEXT NOT NULL,
    version TEXT NOT NULL,
    size_bytes BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    signature TEXT,
    signing_certificate TEXT,
    file TEXT NOT NULL,
    uploaded_at BIGINT NOT NULL,
    uploaded_by_user_id BIGINT,
    uploaded_by TEXT NOT NULL
);

CREATE TABLE transfer (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    station_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    command_id BIGINT NOT NULL,
    image_id BIGINT,
    -- The image's, so that the history tells it when the image is gone.
    image_version TEXT,
    state TEXT NOT NULL,
    -- The station's last word, or why it ended.
    word TEXT,
    protocol TEXT,
    bytes BIGINT NOT NULL DEFAULT 0,
    total_bytes BIGINT,
    created_at BIGINT NOT NULL,
    -- The time for which its latest step is planned.
    due_at BIGINT NOT NULL,
    -- Until when its location is open; never opened where absent.
    expires_at BIGINT,
    updated_at BIGINT NOT NULL,
    ended_at BIGINT,
    by_name TEXT NOT NULL
);
CREATE UNIQUE INDEX transfer_command ON transfer (command_id);
CREATE INDEX transfer_station ON transfer (station_id, id);
CREATE INDEX transfer_open ON transfer (updated_at) WHERE ended_at IS NULL;
CREATE INDEX transfer_image ON transfer (image_id);

CREATE TABLE upload (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    station_id BIGINT NOT NULL,
    transfer_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    size_bytes BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    file TEXT NOT NULL,
    received_at BIGINT NOT NULL
);
CREATE INDEX upload_station ON upload (station_id, id);
CREATE INDEX upload_transfer ON upload (transfer_id);

CREATE TABLE campaign (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    image_id BIGINT NOT NULL,
    image_version TEXT NOT NULL,
    signed BOOLEAN NOT NULL,
    wave_size BIGINT NOT NULL,
    halt_after TEXT,
    starts_at BIGINT NOT NULL,
    -- How long a station may take, milliseconds.
    time_limit_ms BIGINT NOT NULL,
    forgiven BIGINT NOT NULL DEFAULT 0,
    wave BIGINT NOT NULL DEFAULT 0,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    ended_at BIGINT,
    by_user_id BIGINT,
    by_name TEXT NOT NULL
);
CREATE INDEX campaign_open ON campaign (id) WHERE ended_at IS NULL;

CREATE TABLE campaign_target (
    campaign_id BIGINT NOT NULL,
    station_id BIGINT NOT NULL,
    position BIGINT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    wave BIGINT,
    transfer_id BIGINT,
    started_at BIGINT,
    ended_at BIGINT,
    PRIMARY KEY (campaign_id, station_id)
);
CREATE INDEX campaign_target_transfer ON campaign_target (transfer_id);
