-- What was sold, as the order system tells it.
CREATE TABLE orders (
    order_number TEXT PRIMARY KEY,
    channel TEXT NOT NULL,
    merchant_id TEXT NOT NULL REFERENCES merchants (id),
    consumer_id TEXT NOT NULL REFERENCES consumers (id),
    shipped_by TEXT NOT NULL,
    paid_at BIGINT NOT NULL,
    shipped_at BIGINT,
    delivered_at BIGINT,
    -- JSON, as the order system describes them
    shipments TEXT NOT NULL,
    payments TEXT NOT NULL,
    invoice TEXT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX orders_by_consumer ON orders (consumer_id, paid_at, order_number);
CREATE INDEX orders_by_merchant ON orders (merchant_id, paid_at, order_number);

CREATE TABLE order_lines (
    order_number TEXT NOT NULL REFERENCES orders (order_number),
    line_number BIGINT NOT NULL,
    spu TEXT NOT NULL,
    sku TEXT NOT NULL,
    title TEXT NOT NULL,
    category TEXT NOT NULL,
    quantity BIGINT NOT NULL,
    paid_fen BIGINT NOT NULL,
    freight_fen BIGINT NOT NULL,
    -- JSON list
    serial_numbers TEXT NOT NULL,
    -- Kept by the write path: pieces in open service orders or ended ones with a refund, and what they refunded.
    taken_quantity BIGINT NOT NULL DEFAULT 0 CHECK (taken_quantity BETWEEN 0 AND quantity),
    refunded_fen BIGINT NOT NULL DEFAULT 0 CHECK (refunded_fen BETWEEN 0 AND paid_fen),
    PRIMARY KEY (order_number, line_number)
);
