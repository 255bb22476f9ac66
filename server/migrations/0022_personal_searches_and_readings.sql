-- Searches for personal data, by those who are shown it masked: each counts once for whoever made it, on its day.
CREATE TABLE personal_searches (
    -- Who: a person by their username, a token by whom it acts for and its name
    caller TEXT NOT NULL,
    -- The day of the marketplace's time zone on which it counts
    day TEXT NOT NULL,
    -- What was searched for, as a signature: nobody can read it, or try out what it is
    search TEXT NOT NULL,
    PRIMARY KEY (caller, day, search)
);
CREATE INDEX personal_searches_by_day ON personal_searches (day);

-- How many there were: of a caller within a minute, of a side on a day.
CREATE TABLE personal_search_counts (
    -- The caller or the side
    whose TEXT NOT NULL,
    -- The minute, or the day
    period TEXT NOT NULL,
    day TEXT NOT NULL,
    used BIGINT NOT NULL,
    PRIMARY KEY (whose, period)
);
CREATE INDEX personal_search_counts_by_day ON personal_search_counts (day);

-- Whose personal data was read other than by a reveal, and how often on a day: found by a search, or read whole with a token.
CREATE TABLE personal_readings (
    -- What was read: the number of a service order, or of an order of the marketplace
    number TEXT NOT NULL,
    caller TEXT NOT NULL,
    day TEXT NOT NULL,
    means TEXT NOT NULL CHECK (means IN ('search', 'token')),
    -- The side whose person or token it was
    side TEXT NOT NULL,
    party TEXT NOT NULL,
    name TEXT NOT NULL,
    -- The product's time, as in the node log
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    times BIGINT NOT NULL,
    PRIMARY KEY (number, caller, day, means)
);
