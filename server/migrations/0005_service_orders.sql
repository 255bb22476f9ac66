-- The node log is the truth. Everything else in this file is written with it, in one transaction, by the write path,
-- and `aftercare verify` proves that it follows from it.
CREATE TABLE events (
    service_order TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    at BIGINT NOT NULL,
    type TEXT NOT NULL,
    -- JSON of the line of the log, byte for byte what was hashed
    document TEXT NOT NULL,
    -- SHA-256, in hexadecimal, of the line before it; '' before the first
    previous_hash TEXT NOT NULL,
    -- SHA-256, in hexadecimal, of previous_hash and document
    hash TEXT NOT NULL,
    PRIMARY KEY (service_order, sequence)
);

CREATE TABLE service_orders (
    number TEXT PRIMARY KEY,
    version BIGINT NOT NULL,
    merchant_id TEXT NOT NULL,
    consumer_id TEXT NOT NULL,
    channel TEXT NOT NULL,
    order_number TEXT NOT NULL,
    line_number BIGINT NOT NULL,
    -- The caller's own number of it, unique within what the caller acts for
    external_scope TEXT,
    external_id TEXT,
    contact_phone TEXT NOT NULL,
    serial_number TEXT,
    applied_at BIGINT NOT NULL,
    node TEXT NOT NULL,
    closed BIGINT NOT NULL CHECK (closed IN (0, 1)),
    service_type TEXT NOT NULL,
    service_method TEXT NOT NULL,
    node_entered_at BIGINT NOT NULL,
    due_at BIGINT,
    -- Where it stands in a list: when it is due, or was urged; without a deadline behind those that have one
    list_rank BIGINT NOT NULL,
    assignee TEXT,
    urges BIGINT NOT NULL,
    held BIGINT NOT NULL CHECK (held IN (0, 1)),
    -- JSON of the state
    document TEXT NOT NULL,
    -- The hash of the last line of its log
    head_hash TEXT NOT NULL
);
-- Lists read along these, one range a node of a merchant, or of a channel (stores, the platform). What is filtered and
-- sorted by most stands behind the place in the list, so that orders which are not shown need not be read.
CREATE INDEX service_orders_ranked_of_merchant
    ON service_orders (merchant_id, node, list_rank, number, applied_at, channel, service_type);
CREATE INDEX service_orders_ranked_of_channel
    ON service_orders (channel, node, list_rank, number, applied_at, merchant_id, service_type);
CREATE INDEX service_orders_applied_of_merchant ON service_orders (merchant_id, applied_at, number);
CREATE INDEX service_orders_applied_of_channel ON service_orders (channel, applied_at, number);
CREATE INDEX service_orders_applied_of_consumer ON service_orders (consumer_id, applied_at, number);
CREATE INDEX service_orders_by_line ON service_orders (order_number, line_number);
CREATE INDEX service_orders_by_phone ON service_orders (contact_phone, number);
CREATE INDEX service_orders_by_serial ON service_orders (serial_number, number) WHERE serial_number IS NOT NULL;
CREATE INDEX service_orders_by_assignee ON service_orders (assignee, node, list_rank, number)
    WHERE assignee IS NOT NULL;
CREATE UNIQUE INDEX service_orders_by_external_id ON service_orders (external_scope, external_id)
    WHERE external_id IS NOT NULL;

-- Every parcel that a service order names, on its way here or back.
CREATE TABLE parcels (
    tracking_number TEXT NOT NULL,
    service_order TEXT NOT NULL,
    PRIMARY KEY (tracking_number, service_order)
);

-- When the system must look at an order next.
CREATE TABLE timers (
    service_order TEXT PRIMARY KEY,
    -- The product's time
    wakes_at BIGINT NOT NULL,
    -- Real time until which a worker has it
    lease_until BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX timers_by_time ON timers (wakes_at);

-- How many orders stand in each node: what tabs show without counting.
CREATE TABLE node_counts (
    merchant_id TEXT NOT NULL,
    channel TEXT NOT NULL,
    node TEXT NOT NULL,
    orders BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, channel, node)
);

-- The last number that was given on a day of the marketplace's time zone.
CREATE TABLE number_sequences (
    day TEXT PRIMARY KEY,
    last BIGINT NOT NULL
);

CREATE TABLE refunds (
    -- The number of the order and the sequence of the event that started it: a refund can't be asked for twice
    id TEXT PRIMARY KEY,
    service_order TEXT NOT NULL,
    merchant_id TEXT NOT NULL,
    consumer_id TEXT NOT NULL,
    channel TEXT NOT NULL,
    amount BIGINT NOT NULL CHECK (amount > 0),
    state TEXT NOT NULL,
    requested_at BIGINT NOT NULL,
    succeeded_at BIGINT,
    reference TEXT
);
CREATE INDEX refunds_of_service_order ON refunds (service_order, id);
CREATE INDEX refunds_of_merchant ON refunds (merchant_id, requested_at, id);
CREATE INDEX refunds_of_consumer ON refunds (consumer_id, requested_at, id);
CREATE INDEX refunds_by_time ON refunds (requested_at, id);

-- What consumer and staff are told about an order.
CREATE TABLE notices (
    service_order TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    -- `consumer` or `staff`
    recipient TEXT NOT NULL,
    notice TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (service_order, sequence, recipient, notice)
);

-- What is to be done outside the database, once each.
CREATE TABLE outbox (
    -- The same thing has the same key, so it is not queued twice
    key TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    -- Real time
    available_at BIGINT NOT NULL,
    lease_until BIGINT NOT NULL DEFAULT 0,
    attempts BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX outbox_by_time ON outbox (available_at);
