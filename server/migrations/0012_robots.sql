-- Robots of group chats: what tells a side's staff there what happens to its orders.
CREATE TABLE robots (
    id TEXT PRIMARY KEY,
    -- The side whose orders it tells of: a merchant, the platform
    side TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    -- With its key in it: used, never shown
    url TEXT NOT NULL,
    secret TEXT,
    -- JSON list of names
    events TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    -- Why it tells nothing any more, and what the vendor says of that
    fault TEXT,
    fault_detail TEXT,
    -- Real time from which on it may speak again
    speaks_at BIGINT NOT NULL DEFAULT 0,
    -- Real time until which a worker has it
    lease_until BIGINT NOT NULL DEFAULT 0,
    -- How often a message failed since the last one that did not
    attempts BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX robots_of_side ON robots (side, created_at);

-- What a robot is to tell, and has told: the same thing has the same id, so it is not told twice.
CREATE TABLE robot_lines (
    robot TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    used_percent BIGINT,
    service_order TEXT NOT NULL,
    node TEXT NOT NULL,
    -- The product's time
    at BIGINT NOT NULL,
    told BIGINT NOT NULL DEFAULT 0 CHECK (told IN (0, 1)),
    PRIMARY KEY (robot, id)
);
CREATE INDEX robot_lines_to_tell ON robot_lines (robot, at, id) WHERE told = 0;
CREATE INDEX robot_lines_by_age ON robot_lines (at);
