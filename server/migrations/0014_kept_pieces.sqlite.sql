-- Pieces that are taken for good are counted by themselves: how many of a line were kept before says which fen of it the next
-- one is worth. What is taken is counted anew, for it is another rule now: a compensation gives its pieces back, a partial
-- receipt the pieces that did not come, and goods that came back for nothing (a gift) stay taken. Earlier releases let those
-- be applied for again, so that more can be taken of a line than was bought: the column's check must go, and with it the column.
ALTER TABLE order_lines ADD COLUMN kept_quantity BIGINT NOT NULL DEFAULT 0 CHECK (kept_quantity >= 0);
ALTER TABLE order_lines ADD COLUMN counted_anew BIGINT NOT NULL DEFAULT 0 CHECK (counted_anew >= 0);
UPDATE order_lines SET kept_quantity = used.kept, counted_anew = used.taken
FROM (
    SELECT
        order_number,
        line_number,
        SUM(kept) AS kept,
        SUM(CASE WHEN closed = 0 THEN applied ELSE kept END) AS taken
    FROM (
        SELECT
            order_number,
            line_number,
            closed,
            json_extract(document, '$.application.quantity') AS applied,
            CASE
                WHEN node = 'completed' AND (
                    json_extract(document, '$.handling.method') IN ('full_refund', 'no_reason_refund', 'partial_refund')
                    OR (
                        json_extract(document, '$.handling.method') = 'direct_compensation'
                        AND (
                            json_extract(document, '$.receipt.quantity') IS NOT NULL
                            OR json_extract(document, '$.abnormality.reason_code') <> 'not_received'
                        )
                    )
                )
                THEN COALESCE(
                    json_extract(document, '$.receipt.quantity'), json_extract(document, '$.application.quantity')
                )
                ELSE 0
            END AS kept
        FROM service_orders
    ) AS each_order
    GROUP BY order_number, line_number
) AS used
WHERE order_lines.order_number = used.order_number AND order_lines.line_number = used.line_number;
ALTER TABLE order_lines DROP COLUMN taken_quantity;
ALTER TABLE order_lines RENAME COLUMN counted_anew TO taken_quantity;
