-- The cache as its fourth version made it, with made-up adverts of every shape. A record of that version: never edited.
PRAGMA application_id = 1919904869;
PRAGMA user_version = 4;
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

-- What each source last said, as RON, of an advert that came in more than one way; and the id that it came under there.
CREATE TABLE reading (
    advert INTEGER NOT NULL REFERENCES advert (number),
    source TEXT NOT NULL,
    id TEXT NOT NULL,
    said TEXT NOT NULL,
    PRIMARY KEY (advert, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX reading_id ON reading (id);

ALTER TABLE advert ADD COLUMN first_walk INTEGER REFERENCES walk (number);
CREATE TABLE look (
    number INTEGER PRIMARY KEY CHECK (number = 1),
    walk INTEGER NOT NULL
) STRICT;

ALTER TABLE advert ADD COLUMN text_band TEXT;

INSERT INTO walk (number) VALUES (1), (2);
INSERT INTO refresh (walk, source, at, adverts, complete, whole) VALUES
    (1, 'NHS Jobs', '2026-11-20T08:30:00', 2, 1, 1),
    (2, 'NHS Jobs', '2026-11-22T09:00:00', 1, 0, 0);
INSERT INTO advert (
    number, id, title, employer, places, pay, predicted_by, predicted_text, figure_low, figure_high, figure_unit, band,
    contract, working_pattern, staff_group, closes, posted, reference, url, source, first_seen, last_seen, gone_since,
    last_walk
) VALUES (
    1, 'nhs-jobs-1', 'Staff Nurse', 'Example Valley Trust',
    'Exampleton, EX1 1EX' || char(10) || 'Sampleford' || char(9) || '50.72' || char(9) || '-3.53' || char(10),
    '£31049.00 to £37796.00', 'A board', '£35,000', '31049', '37796', 'YEAR', 'Band 5', 'Permanent', 'Full time',
    'Nursing and Midwifery Registered', '2026-12-01', '2026-11-19', 'C9999-26-0042',
    'https://www.jobs.nhs.uk/candidate/jobadvert/C9999-26-0042', 'NHS Jobs', '2026-11-20', '2026-11-22', NULL, 2
), (
    2, 'nhs-jobs-2', 'Staff nurse', 'Example Valley Trust', 'Exampleton, EX1 1EX' || char(10), NULL, NULL, NULL, NULL,
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'NHS Jobs', '2026-11-20', '2026-11-20', '2026-11-21', 1
);
INSERT INTO section (advert, position, heading, text) VALUES
    (1, 0, 'Overview', 'Ward 7 cares for people after surgery.'),
    (1, 1, 'Duties', '• Care' || char(10) || '• Teaching'),
    (2, 0, 'Overview', 'This is a Band 6 post.');
INSERT INTO history (number, advert, date, field, before, after) VALUES
    (1, 1, '2026-11-22', 'closes', NULL, '2026-12-01');
INSERT INTO post_key (kind, key, advert) VALUES
    (0, 'c9999260042', 1),
    (1, 'example valley trust|staff nurse|ex1 1ex', 1),
    (1, 'example valley trust|staff nurse|sampleford', 1),
    (1, 'example valley trust|staff nurse|ex1 1ex', 2);
INSERT INTO advert_words (rowid, words) VALUES
    (1, 'staff nurse example valley trust exampleton ex1 1ex sampleford overview ward 7 cares for people after surgery duties care teaching'),
    (2, 'staff nurse example valley trust exampleton ex1 1ex overview this is a band 6 post');
INSERT INTO reading (advert, source, id, said) VALUES
    (1, 'NHS Jobs', 'nhs-jobs-1', '(id:"nhs-jobs-1",title:"Staff Nurse",employer:"Example Valley Trust",places:["Exampleton, EX1 1EX"],closes:Some("2026-12-01"),source:"NHS Jobs")'),
    (1, 'NHS Jobs advert page', 'page-1', '(id:"page-1",title:"Staff Nurse",employer:"Example Valley Trust",places:[],closes:Some("2026-11-30"),source:"NHS Jobs advert page")');
UPDATE advert SET first_walk = 1;
INSERT INTO look (number, walk) VALUES (1, 1);
UPDATE advert SET text_band = '6' WHERE number = 2;
