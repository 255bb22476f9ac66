-- What was changed of orders after they were first told, each time. Rows are added, and never changed.
CREATE TABLE order_changes (
    order_number TEXT NOT NULL REFERENCES orders (order_number),
    -- From 1
    sequence BIGINT NOT NULL,
    -- The product's time, as in the node log
    at BIGINT NOT NULL,
    -- Who told it, as logs name them
    party TEXT NOT NULL,
    name TEXT NOT NULL,
    reason TEXT,
    -- JSON list: field, line, from, to
    changes TEXT NOT NULL,
    PRIMARY KEY (order_number, sequence)
);

-- Who vouches for an order: the platform, once it told it, or its merchant alone. Who told those of earlier releases was not
-- kept; they stay what they were.
ALTER TABLE orders ADD COLUMN told_by TEXT NOT NULL DEFAULT 'platform' CHECK (told_by IN ('platform', 'merchant'));

-- Which refund of a merchant a transfer paid.
CREATE INDEX refunds_by_reference ON refunds (merchant_id, reference) WHERE reference IS NOT NULL;
