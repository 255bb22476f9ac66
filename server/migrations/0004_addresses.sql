-- Where goods go back to, by product and purpose (R-ADR-1). A merchant's default address has no product.
CREATE TABLE addresses (
    merchant_id TEXT NOT NULL REFERENCES merchants (id),
    -- '' for the default address
    spu TEXT NOT NULL,
    -- return, exchange, repair; default for the default address
    purpose TEXT NOT NULL CHECK (purpose IN ('return', 'exchange', 'repair', 'default')),
    -- JSON: consignee, phone, province, city, district, street
    consignee TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, spu, purpose),
    CHECK ((spu = '') = (purpose = 'default'))
);

-- Who changed which address from what to what, and when.
CREATE TABLE address_changes (
    merchant_id TEXT NOT NULL REFERENCES merchants (id),
    spu TEXT NOT NULL,
    purpose TEXT NOT NULL,
    -- from 1, of this address
    sequence BIGINT NOT NULL,
    -- JSON; before is null for a new address
    before TEXT,
    after TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, spu, purpose, sequence)
);
