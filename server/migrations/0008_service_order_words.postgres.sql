-- The words of a service order, cut by the server.
CREATE TABLE service_order_words (
    service_order TEXT PRIMARY KEY,
    words TSVECTOR NOT NULL
);
CREATE INDEX service_order_words_by_word ON service_order_words USING GIN (words);
