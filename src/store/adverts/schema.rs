//! The shape of the cache: its migrations, numbered from 1 and append only.

use rusqlite::{Connection, Row, TransactionBehavior};

use crate::domain::advert::Section;
use crate::domain::band::Band;
use crate::domain::band_reading::band_in_text;

/// Takes the file from the version before it to its own.
#[derive(Clone, Copy)]
pub struct Migration {
    /// What is done to the shape.
    shape: &'static str,
    /// Fills in what SQL alone cannot tell. It names its tables itself: a later version's may be others.
    fill: Option<fn(&Connection) -> rusqlite::Result<()>>,
}

/// One that has been released is never edited.
pub const MIGRATIONS: [Migration; 4] = [
    Migration { shape: include_str!("schema/1.sql"), fill: None },
    Migration { shape: include_str!("schema/2.sql"), fill: None },
    Migration { shape: include_str!("schema/3.sql"), fill: None },
    Migration { shape: include_str!("schema/4.sql"), fill: Some(fill_text_bands) },
];

/// What tells rolecall's cache from other programs' databases: `role` in ASCII.
pub const APPLICATION: i32 = i32::from_be_bytes(*b"role");

/// Whose a file is, and of what age.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Ours, or empty, with this many migrations behind it.
    Ours(usize),
    /// Ours, of a version that this rolecall does not know.
    Newer(i64),
    /// Another program's.
    Foreign,
}

/// Looks at a file without changing it.
///
/// # Errors
/// Where it cannot be read or is no database.
pub fn standing(connection: &Connection) -> rusqlite::Result<Standing> {
    let number = |pragma| connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    let (application, version) = (number("application_id")?, number("user_version")?);
    let is_empty = connection.query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |row| row.get::<_, bool>(0))?;
    Ok(match usize::try_from(version) {
        Ok(0) if application == 0 && is_empty => Standing::Ours(0),
        Ok(1..) if application != i64::from(APPLICATION) => Standing::Foreign,
        Ok(done @ 1..) if done <= MIGRATIONS.len() => Standing::Ours(done),
        Ok(1..) => Standing::Newer(version),
        _ => Standing::Foreign,
    })
}

/// Carries out the migrations that are still to do, all of them or none.
///
/// # Errors
/// Where the file cannot be written, or a migration does not fit what it holds.
pub fn migrate(connection: &mut Connection, done: usize, migrations: &[Migration]) -> rusqlite::Result<()> {
    let Some(open @ [_, ..]) = migrations.get(done..) else { return Ok(()) };
    let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for migration in open {
        change.execute_batch(migration.shape)?;
        migration.fill.map_or(Ok(()), |fill| fill(&change))?;
    }
    change.pragma_update(None, "application_id", APPLICATION)?;
    change.pragma_update(None, "user_version", migrations.len())?;
    change.commit()
}

/// Reads out of every text which band it offers.
fn fill_text_bands(connection: &Connection) -> rusqlite::Result<()> {
    // Of a text only the lines that speak of a band count, and nearly no section has one.
    let mut sections = connection.prepare(
        "SELECT advert, heading, text FROM section WHERE heading LIKE '%band%' OR text LIKE '%band%'
         ORDER BY advert, position",
    )?;
    let mut rows = sections.query([])?;
    let mut known: Option<(i64, Vec<Section>)> = None;
    while let Some(row) = rows.next()? {
        let (advert, section) = (row.get(0)?, section(row)?);
        match &mut known {
            Some((number, sections)) if *number == advert => sections.push(section),
            _ => write_text_band(connection, known.replace((advert, vec![section])))?,
        }
    }
    write_text_band(connection, known)
}

/// A section as far as it can be read: another hand's slip in one must not cost the others.
fn section(row: &Row<'_>) -> rusqlite::Result<Section> {
    let text = |column| row.get_ref(column).map(|value| value.as_bytes().unwrap_or_default());
    let text = |column| text(column).map(|text| String::from_utf8_lossy(text).into_owned());
    Ok(Section { heading: text(1)?, text: text(2)? })
}

/// Notes the band that the sections of an advert offer, where they offer one.
fn write_text_band(connection: &Connection, known: Option<(i64, Vec<Section>)>) -> rusqlite::Result<()> {
    let band = known.and_then(|(number, sections)| Some((number, band_in_text(&sections)?)));
    let Some((number, band)) = band else { return Ok(()) };
    let mut write = connection.prepare_cached("UPDATE advert SET text_band = ?2 WHERE number = ?1")?;
    write.execute((number, Band::as_str(band))).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schema(connection: &Connection) -> Vec<String> {
        let mut statement =
            connection.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }

    /// Migrations of the shape alone.
    fn shapes(shapes: &[&'static str]) -> Vec<Migration> {
        shapes.iter().map(|shape| Migration { shape, fill: None }).collect()
    }

    #[test]
    fn the_fixture_of_each_version_has_the_shape_of_its_migrations() {
        for version in 1..=MIGRATIONS.len() {
            let fixture = format!("{}/tests/data/adverts/version-{version}.sql", env!("CARGO_MANIFEST_DIR"));
            let kept = Connection::open_in_memory().unwrap();
            kept.execute_batch(&std::fs::read_to_string(fixture).unwrap()).unwrap();
            let mut made = Connection::open_in_memory().unwrap();
            migrate(&mut made, 0, &MIGRATIONS[..version]).unwrap();
            assert_eq!(schema(&kept), schema(&made));
            assert_eq!(standing(&kept).unwrap(), Standing::Ours(version));
        }
    }

    #[test]
    fn only_the_migrations_to_do_are_done() {
        let mut connection = Connection::open_in_memory().unwrap();
        let first = "CREATE TABLE post (title TEXT); INSERT INTO post VALUES ('Nurse')";
        migrate(&mut connection, 0, &shapes(&[first])).unwrap();
        assert_eq!(standing(&connection).unwrap(), Standing::Ours(1));
        let mut all = vec![first, "ALTER TABLE post ADD COLUMN employer TEXT; UPDATE post SET employer = 'Trust'"];
        all.resize(MIGRATIONS.len() + 1, "UPDATE post SET title = title");
        let all = shapes(&all);
        migrate(&mut connection, 1, &all).unwrap();
        let row: (String, String) =
            connection.query_row("SELECT title, employer FROM post", [], |row| row.try_into()).unwrap();
        assert_eq!(row, ("Nurse".to_owned(), "Trust".to_owned()));
        assert_eq!(standing(&connection).unwrap(), Standing::Newer(i64::try_from(all.len()).unwrap()));
        migrate(&mut connection, all.len(), &all).unwrap();
    }

    #[test]
    fn a_migration_that_fails_leaves_nothing_behind() {
        let mut connection = Connection::open_in_memory().unwrap();
        let twice = shapes(&["CREATE TABLE post (title TEXT)"; 2]);
        migrate(&mut connection, 0, &twice).unwrap_err();
        assert_eq!(schema(&connection), [""; 0]);
        assert_eq!(standing(&connection).unwrap(), Standing::Ours(0));
    }

    #[test]
    fn other_programs_databases_are_told_apart() {
        for made in ["CREATE TABLE theirs (a)", "PRAGMA user_version = 1", "PRAGMA application_id = 77"] {
            let connection = Connection::open_in_memory().unwrap();
            connection.execute_batch(made).unwrap();
            assert_eq!(standing(&connection).unwrap(), Standing::Foreign, "{made}");
        }
    }
}
