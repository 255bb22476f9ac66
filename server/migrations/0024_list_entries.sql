-- What lists show of an order, written with its state: a line of a list is made without reading the whole document.
-- JSON
ALTER TABLE service_orders ADD COLUMN list_entry TEXT;
-- The version of the order of which it was made, and that of the rules by which; 0 where there is none yet
ALTER TABLE service_orders ADD COLUMN list_entry_version BIGINT NOT NULL DEFAULT 0;
ALTER TABLE service_orders ADD COLUMN list_entry_rules BIGINT NOT NULL DEFAULT 0;
-- The orders whose entries are to be made: all at first, later those that a release before this one wrote. A worker makes them;
-- until then, lists read the document of these.
CREATE INDEX service_orders_without_entry ON service_orders (number)
    WHERE list_entry_version <> version OR list_entry_rules <> 1;
