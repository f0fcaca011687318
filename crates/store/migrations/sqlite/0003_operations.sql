-- Commands that wait for their station, and commands given to many stations at once.
ALTER TABLE command ADD COLUMN waits BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE command ADD COLUMN batch_id BIGINT;
CREATE INDEX command_expiry ON command (expires_at) WHERE answered_at IS NULL;
CREATE INDEX command_of_batch ON command (batch_id, id) WHERE batch_id IS NOT NULL;

CREATE TABLE command_batch (
    id INTEGER PRIMARY KEY,
    parameters TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    by_user_id BIGINT,
    by_name TEXT NOT NULL
);

-- The list of tags that a station holds, as far as the portal knows; the entries are JSON.
CREATE TABLE local_list (
    station_id INTEGER PRIMARY KEY REFERENCES station (node_id) ON DELETE CASCADE,
    version BIGINT NOT NULL,
    entries TEXT NOT NULL,
    sent_at BIGINT,
    station_version BIGINT,
    told_at BIGINT
);

-- A reservation has the id of the command that asked for it, which is also what the station knows it by.
CREATE TABLE reservation (
    id INTEGER PRIMARY KEY,
    station_id BIGINT NOT NULL,
    site_id BIGINT NOT NULL,
    floor_id BIGINT,
    outlet BIGINT NOT NULL,
    id_tag TEXT NOT NULL,
    parent_tag TEXT,
    user_id BIGINT,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    until BIGINT NOT NULL,
    ended_at BIGINT,
    session_id BIGINT,
    outcome TEXT,
    by_name TEXT NOT NULL
);
CREATE INDEX reservation_site ON reservation (site_id, id);
CREATE INDEX reservation_floor ON reservation (floor_id, id);
CREATE INDEX reservation_station ON reservation (station_id, id);
CREATE INDEX reservation_open ON reservation (until) WHERE ended_at IS NULL;

-- Charging profiles that a station has taken; the profile itself is JSON.
CREATE TABLE charging_profile (
    station_id BIGINT NOT NULL REFERENCES station (node_id) ON DELETE CASCADE,
    id BIGINT NOT NULL,
    outlet BIGINT NOT NULL,
    purpose TEXT NOT NULL,
    stack_level BIGINT NOT NULL,
    session_id BIGINT,
    profile TEXT NOT NULL,
    installed_at BIGINT NOT NULL,
    by_name TEXT NOT NULL,
    PRIMARY KEY (station_id, id)
) WITHOUT ROWID;
