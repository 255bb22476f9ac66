-- What somebody has typed into a command's form and not sent yet: theirs alone, on every device of theirs.
CREATE TABLE drafts (
    -- Whose it is: a person who signs in, or a consumer
    author TEXT NOT NULL,
    service_order TEXT NOT NULL,
    command TEXT NOT NULL,
    -- JSON
    fields TEXT NOT NULL,
    -- The product's time
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (author, service_order, command)
);
CREATE INDEX drafts_by_age ON drafts (updated_at);
