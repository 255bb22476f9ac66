-- The words by which orders are found are cut by other rules now. The rows of a table without contents can't be replaced
-- unless it says so, and a table can't be told later: the words of before stay in theirs, by which an order is found until
-- the server has made its new ones. It then empties it.
ALTER TABLE service_order_words RENAME TO service_order_words_before;
CREATE VIRTUAL TABLE service_order_words USING fts5 (
    words, content = '', contentless_delete = 1, detail = 'none', prefix = '1', tokenize = 'ascii'
);
-- Which order has which word, for verifying: a view into the index, without storage.
CREATE VIRTUAL TABLE service_order_word_places USING fts5vocab ('service_order_words', 'instance');
DELETE FROM settings WHERE name = 'words_up_to';
