-- An order whose parcel is corrected names none of those any more that it named before.
CREATE INDEX parcels_of_service_order ON parcels (service_order);

-- Step 15 also cut off letters, and orders that were corrected after it kept the waybill of what they named before. Right are
-- those that the log names, and those before whose parcel's part there is one that the order still names.
DELETE FROM parcels
WHERE tracking_number LIKE 'JDV%' AND length(tracking_number) = 15
    AND NOT EXISTS (
        SELECT 1 FROM parcels label
        WHERE label.service_order = parcels.service_order AND length(label.tracking_number) = 17
            AND substr(label.tracking_number, 1, 15) = parcels.tracking_number
            AND substr(label.tracking_number, 16, 1) BETWEEN '1' AND '9'
            AND substr(label.tracking_number, 17, 1) BETWEEN substr(label.tracking_number, 16, 1) AND '9'
    )
    AND NOT EXISTS (
        SELECT 1 FROM events
        WHERE events.service_order = parcels.service_order
            AND events.document LIKE '%"' || parcels.tracking_number || '"%'
    );

-- What labels say besides: the parcel alone (JDVA00012345678-1), and counts of two digits (-1-12-, -10-12-).
INSERT INTO parcels (tracking_number, service_order)
SELECT substr(tracking_number, 1, 15), service_order
FROM parcels
WHERE tracking_number LIKE 'JDV%'
    AND substr(tracking_number, 16, 1) BETWEEN '1' AND '9'
    AND (
        length(tracking_number) = 16
        OR length(tracking_number) = 18
            AND substr(tracking_number, 17, 1) BETWEEN '1' AND '9' AND substr(tracking_number, 18, 1) BETWEEN '0' AND '9'
        OR length(tracking_number) = 19
            AND substr(tracking_number, 17, 1) BETWEEN '0' AND '9'
            AND substr(tracking_number, 18, 1) BETWEEN '1' AND '9' AND substr(tracking_number, 19, 1) BETWEEN '0' AND '9'
            AND substr(tracking_number, 16, 2) <= substr(tracking_number, 18, 2)
    )
ON CONFLICT (tracking_number, service_order) DO NOTHING;
