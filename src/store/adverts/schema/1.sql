CREATE TABLE walk (
    number INTEGER PRIMARY KEY
) STRICT;

CREATE TABLE refresh (
    walk INTEGER NOT NULL REFERENCES walk (number),
    source TEXT NOT NULL,
    at TEXT NOT NULL,
    adverts INTEGER NOT NULL,
    complete INTEGER NOT NULL DEFAULT 0,
    whole INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (walk, source)
) STRICT, WITHOUT ROWID;

-- A place is a line, ended by a line feed: its text and, where a position is given, a tab, the degrees north, a tab and
-- the degrees east.
CREATE TABLE advert (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    employer TEXT NOT NULL,
    places TEXT NOT NULL,
    pay TEXT,
    predicted_by TEXT,
    predicted_text TEXT,
    figure_low TEXT,
    figure_high TEXT,
    figure_unit TEXT,
    band TEXT,
    contract TEXT,
    working_pattern TEXT,
    staff_group TEXT,
    closes TEXT,
    posted TEXT,
    reference TEXT,
    url TEXT,
    source TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    gone_since TEXT,
    last_walk INTEGER NOT NULL REFERENCES walk (number)
) STRICT;

CREATE TABLE section (
    advert INTEGER NOT NULL REFERENCES advert (number),
    position INTEGER NOT NULL,
    heading TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (advert, position)
) STRICT;

CREATE TABLE history (
    number INTEGER PRIMARY KEY,
    advert INTEGER NOT NULL REFERENCES advert (number),
    date TEXT NOT NULL,
    field TEXT NOT NULL,
    before TEXT,
    after TEXT
) STRICT;
CREATE INDEX history_advert ON history (advert);

-- Adverts of the same kind and key may be for the same post. Kind 0: the reference; kind 1: employer, title and place.
CREATE TABLE post_key (
    kind INTEGER NOT NULL,
    key TEXT NOT NULL,
    advert INTEGER NOT NULL REFERENCES advert (number),
    PRIMARY KEY (kind, key, advert)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_key_advert ON post_key (advert);

-- The folded words of each advert, apart by spaces, by its number; the texts themselves are not kept a second time.
CREATE VIRTUAL TABLE advert_words USING fts5 (
    words, content = '', contentless_delete = 1, detail = 'none', tokenize = 'ascii'
);
