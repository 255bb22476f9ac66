-- Who saw which order's personal data in full, and why.
CREATE TABLE reveals (
    -- The side whose people it was: a merchant, a store, the platform
    side TEXT NOT NULL,
    -- The day of the marketplace's time zone on which it counts
    day TEXT NOT NULL,
    -- The how manieth of that side on that day
    place BIGINT NOT NULL,
    service_order TEXT NOT NULL,
    -- The product's time, as in the node log
    at BIGINT NOT NULL,
    username TEXT NOT NULL,
    party TEXT NOT NULL,
    name TEXT NOT NULL,
    reason_code TEXT NOT NULL,
    remark TEXT,
    PRIMARY KEY (side, day, place)
);
CREATE INDEX reveals_of_service_order ON reveals (service_order, at);

-- How many a side had on a day: one row decides who gets the last one.
CREATE TABLE reveal_counts (
    side TEXT NOT NULL,
    day TEXT NOT NULL,
    used BIGINT NOT NULL,
    PRIMARY KEY (side, day)
);
