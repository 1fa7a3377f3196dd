-- What each source last said, as RON, of an advert that came in more than one way; and the id that it came under there.
CREATE TABLE reading (
    advert INTEGER NOT NULL REFERENCES advert (number),
    source TEXT NOT NULL,
    id TEXT NOT NULL,
    said TEXT NOT NULL,
    PRIMARY KEY (advert, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX reading_id ON reading (id);
