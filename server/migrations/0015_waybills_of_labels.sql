-- Earlier releases took what a label of 京东 says of one parcel (JDVA00012345678-1-1-) for one number, JDVA0001234567811.
-- Its order is found by the waybill as well.
INSERT INTO parcels (tracking_number, service_order)
SELECT substr(tracking_number, 1, 15), service_order
FROM parcels
WHERE tracking_number LIKE 'JDV%' AND length(tracking_number) = 17
    AND substr(tracking_number, 16, 1) >= '1' AND substr(tracking_number, 16, 1) <= substr(tracking_number, 17, 1)
ON CONFLICT (tracking_number, service_order) DO NOTHING;
