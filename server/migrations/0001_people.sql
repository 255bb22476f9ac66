-- Who there is: tenants, the people who sign in, and what proves that they did.
CREATE TABLE merchants (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE stores (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

-- A store acts for every order of its channels.
CREATE TABLE store_channels (
    store_id TEXT NOT NULL REFERENCES stores (id),
    channel TEXT NOT NULL,
    PRIMARY KEY (store_id, channel)
);

CREATE TABLE consumers (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE users (
    username TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    -- PHC string, argon2id
    password_hash TEXT NOT NULL,
    party TEXT NOT NULL,
    -- JSON list of names
    positions TEXT NOT NULL,
    merchant_id TEXT REFERENCES merchants (id),
    store_id TEXT REFERENCES stores (id),
    consumer_id TEXT REFERENCES consumers (id),
    disabled BIGINT NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
    created_at BIGINT NOT NULL
);

-- A session is of a user who signed in, or of a consumer who came by a signed link.
CREATE TABLE sessions (
    -- SHA-256 of the cookie's secret, in hexadecimal
    secret_hash TEXT PRIMARY KEY,
    username TEXT REFERENCES users (username),
    consumer_id TEXT REFERENCES consumers (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    CHECK ((username IS NULL) <> (consumer_id IS NULL))
);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);
CREATE INDEX sessions_by_user ON sessions (username);

CREATE TABLE tokens (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    -- SHA-256 of the token, in hexadecimal
    secret_hash TEXT NOT NULL UNIQUE,
    -- JSON list of names
    scopes TEXT NOT NULL,
    -- NULL acts for the platform
    merchant_id TEXT REFERENCES merchants (id),
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    revoked_at BIGINT
);
CREATE INDEX tokens_by_merchant ON tokens (merchant_id, created_at);
