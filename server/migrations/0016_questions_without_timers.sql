-- A question closes after 48 hours, also where no time ran when it was asked (R-REV-8). Orders whose question was asked then,
-- and is open still, had no timer.
INSERT INTO timers (service_order, wakes_at)
SELECT asked.service_order, asked.at + 172800000
FROM service_orders JOIN events asked ON asked.service_order = service_orders.number AND asked.type = 'consumer_asked'
WHERE service_orders.node = 'pending_review'
    AND NOT EXISTS (SELECT 1 FROM timers WHERE timers.service_order = service_orders.number)
    AND NOT EXISTS (
        SELECT 1 FROM events closed
        WHERE closed.service_order = service_orders.number AND closed.sequence > asked.sequence
            AND closed.type IN ('answered', 'answer_elapsed')
    );
