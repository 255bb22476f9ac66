-- Lists of refunds read along these, one range a state of a merchant, or of a channel (stores, the platform): what waits for a
-- transfer is found, and added up, without passing what was paid long ago.
CREATE INDEX refunds_in_state_of_merchant ON refunds (merchant_id, state, requested_at, id, amount);
CREATE INDEX refunds_in_state_of_channel ON refunds (channel, state, requested_at, id, amount);
