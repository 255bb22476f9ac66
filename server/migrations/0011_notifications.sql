-- What members of staff were told, each thing once.
CREATE TABLE notifications (
    username TEXT NOT NULL,
    -- The order, the kind, and the line of its log or the passage and the share of its time that caused it: the same cause
    -- has the same id, so it is not told twice
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- Of `due_soon`
    used_percent BIGINT,
    service_order TEXT NOT NULL,
    node TEXT NOT NULL,
    -- The product's time
    at BIGINT NOT NULL,
    seen BIGINT NOT NULL DEFAULT 0 CHECK (seen IN (0, 1)),
    PRIMARY KEY (username, id)
);
CREATE INDEX notifications_by_time ON notifications (username, at, id);
CREATE INDEX notifications_unread ON notifications (username) WHERE seen = 0;
CREATE INDEX notifications_by_age ON notifications (at);

-- About which kinds somebody's bell does not ring; it does about all others.
CREATE TABLE silenced_bells (
    username TEXT NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (username, kind)
);

-- Who is told where nobody has an order.
CREATE INDEX users_by_merchant ON users (merchant_id) WHERE merchant_id IS NOT NULL;

-- When staff are to be reminded of a deadline next; none when they have been, or nobody is. Deadlines that run already are
-- looked at once.
ALTER TABLE timers ADD COLUMN reminds_at BIGINT;
UPDATE timers SET reminds_at = 0;
CREATE INDEX timers_by_reminder ON timers (reminds_at) WHERE reminds_at IS NOT NULL;
