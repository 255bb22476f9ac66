-- What happened that concerns security, one row a minute, kind and subject, however often: a flood fills no disk.
CREATE TABLE security_events (
    -- The minute's beginning, by real time
    minute BIGINT NOT NULL,
    kind TEXT NOT NULL,
    -- Who: user:..., token:..., consumer:..., network:..., others
    subject TEXT NOT NULL,
    -- The side that it concerns; '' where it is none
    side TEXT NOT NULL,
    last_at BIGINT NOT NULL,
    times BIGINT NOT NULL,
    -- Of the last one within the minute
    network TEXT,
    request_id TEXT,
    detail TEXT,
    -- How many rows were exported
    exported BIGINT,
    PRIMARY KEY (minute, kind, subject, side)
);
CREATE INDEX security_events_of_side ON security_events (side, minute);
