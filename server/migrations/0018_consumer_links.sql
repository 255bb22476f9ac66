-- Links by which consumers come in without a password. Each is used once, and stays with the order that it is for: whoever
-- held it came in as the consumer.
CREATE TABLE consumer_links (
    id TEXT PRIMARY KEY,
    -- SHA-256 of what the link holds, in hexadecimal
    secret_hash TEXT NOT NULL UNIQUE,
    consumer_id TEXT NOT NULL REFERENCES consumers (id),
    -- The one order that it opens; NULL: all of the consumer's
    order_number TEXT,
    -- Who asked for it, as logs name them
    party TEXT NOT NULL,
    name TEXT NOT NULL,
    -- The product's time, as in the node log
    issued_at BIGINT NOT NULL,
    -- The network from which it was asked for; NULL where that is not known
    issued_from TEXT,
    -- Real time, as of sessions
    expires_at BIGINT NOT NULL,
    -- The product's time
    used_at BIGINT,
    used_from TEXT
);
CREATE INDEX consumer_links_of_order ON consumer_links (order_number, issued_at);
CREATE INDEX consumer_links_of_consumer ON consumer_links (consumer_id, issued_at);

-- The one order of the session of somebody who came by its link; NULL: all of the consumer's.
ALTER TABLE sessions ADD COLUMN order_number TEXT;

-- Sessions by links of earlier releases opened everything of their consumer to whoever had a link to one order.
DELETE FROM sessions WHERE consumer_id IS NOT NULL;
