-- The lists' indexes, with what a list is also sorted and filtered by behind the place in it.
DROP INDEX service_orders_ranked_of_merchant;
DROP INDEX service_orders_ranked_of_channel;
CREATE INDEX service_orders_ranked_of_merchant
    ON service_orders (merchant_id, node, list_rank, number, applied_at, channel, service_type, node_entered_at, due_at);
CREATE INDEX service_orders_ranked_of_channel
    ON service_orders (channel, node, list_rank, number, applied_at, merchant_id, service_type, node_entered_at, due_at);
-- What there is to do is counted along these: they hold open orders alone.
CREATE INDEX service_orders_urged ON service_orders (merchant_id, channel, node, list_rank, due_at)
    WHERE urges > 0 AND closed = 0;
CREATE INDEX service_orders_held ON service_orders (merchant_id, channel) WHERE held = 1;
-- As it is asked for, so that no index of assignees is taken, which has the ended ones as well.
CREATE INDEX service_orders_assigned ON service_orders (merchant_id, channel, node)
    WHERE closed = 0 AND assignee || '' <> '';
