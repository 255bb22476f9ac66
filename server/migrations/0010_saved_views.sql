-- Lists of service orders that somebody keeps under a name.
CREATE TABLE saved_views (
    id TEXT PRIMARY KEY,
    -- Who sees it when it is shared: `merchant:m-1`, `store:s-1`, `platform`
    team TEXT NOT NULL,
    -- Its maker's username
    created_by TEXT NOT NULL,
    name TEXT NOT NULL,
    -- The query string of the list, in canonical form
    query TEXT NOT NULL,
    shared BIGINT NOT NULL CHECK (shared IN (0, 1)),
    UNIQUE (created_by, name)
);
CREATE INDEX saved_views_of_team ON saved_views (team, name) WHERE shared = 1;
