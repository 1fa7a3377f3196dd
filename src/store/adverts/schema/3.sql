-- In which walk an advert first came; not known of those that came before this was noted.
ALTER TABLE advert ADD COLUMN first_walk INTEGER REFERENCES walk (number);

-- Up to which walk the person has looked: one row, or none before the first look.
CREATE TABLE look (
    number INTEGER PRIMARY KEY CHECK (number = 1),
    walk INTEGER NOT NULL
) STRICT;
