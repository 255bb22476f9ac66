-- When a token ends by itself, by real time; NULL for those of earlier releases, which had no end.
ALTER TABLE tokens ADD COLUMN expires_at BIGINT;
-- When it was used last, to some minutes.
ALTER TABLE tokens ADD COLUMN last_used_at BIGINT;
