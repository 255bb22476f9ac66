-- Logs and timers are of any kind of aggregate: `service_order`, `refund`. The column service_order, which was here before,
-- holds the id of whichever kind it is: no two kinds have ids that look alike, so the primary keys stay as they are.
ALTER TABLE events ADD COLUMN kind TEXT NOT NULL DEFAULT 'service_order';
ALTER TABLE timers ADD COLUMN kind TEXT NOT NULL DEFAULT 'service_order';

-- How many lines the refund's log has; 0 where an earlier release wrote the refund, which kept no log of it
ALTER TABLE refunds ADD COLUMN version BIGINT NOT NULL DEFAULT 0;
-- The hash of the last line of its log; '' where there is none
ALTER TABLE refunds ADD COLUMN head_hash TEXT NOT NULL DEFAULT '';
-- The state that the log gives; NULL where there is none. A release that keeps no logs changes the state alone: where the two
-- differ, the log is behind.
ALTER TABLE refunds ADD COLUMN logged_state TEXT;
CREATE INDEX refunds_behind_log ON refunds (id) WHERE logged_state IS NULL OR logged_state <> state;
