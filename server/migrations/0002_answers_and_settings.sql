-- The first answer to a changing call, under its caller's Idempotency-Key.
CREATE TABLE answers (
    caller TEXT NOT NULL,
    -- SHA-256 of the key, in hexadecimal
    key_hash TEXT NOT NULL,
    -- SHA-256 of method, path and body, in hexadecimal
    request_hash TEXT NOT NULL,
    status BIGINT NOT NULL,
    -- JSON
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (caller, key_hash)
);
CREATE INDEX answers_by_age ON answers (created_at);

-- What the server itself remembers: the key that signs links, how far the sandbox clock was moved.
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
