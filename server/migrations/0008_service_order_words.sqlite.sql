-- The words of a service order, cut by the server; the row's id is the order's number. The index alone is kept, for
-- orders have the texts themselves.
CREATE VIRTUAL TABLE service_order_words USING fts5 (words, content = '', detail = 'none', tokenize = 'ascii');
