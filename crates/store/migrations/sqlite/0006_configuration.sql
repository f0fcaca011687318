-- What stations did not say as OCPP has it, and was understood all the same; and templates of their configuration.

CREATE TABLE station_deviation (
    station_id BIGINT NOT NULL REFERENCES station (node_id) ON DELETE CASCADE,
    -- The message, such as StartTransaction; empty where it could not be told.
    action TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- Where in the message, without the places in lists: meterValue[].sampledValue[].value.
    member TEXT NOT NULL,
    count BIGINT NOT NULL,
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    example TEXT NOT NULL,
    PRIMARY KEY (station_id, action, kind, member)
) WITHOUT ROWID;

CREATE TABLE configuration_template (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    vendor TEXT,
    model TEXT,
    -- JSON: [{"key": …, "value": …}]
    keys TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX configuration_template_name ON configuration_template (name_folded);

ALTER TABLE station ADD COLUMN configuration_template_id BIGINT
    REFERENCES configuration_template (id) ON DELETE SET NULL;
CREATE INDEX station_configuration_template ON station (configuration_template_id);
