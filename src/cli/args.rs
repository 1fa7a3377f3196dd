//! The command line as it is typed.

use std::path::PathBuf;

use clap::{Args as Group, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::Date;

use crate::cli::pay_args::{PAY, PayArgs};
use crate::cli::route::{ROUTE, RouteArgs};
use crate::domain::distance::MILES;
use crate::search::adverts::Sort;
use crate::search::query::operators::grammar;
use crate::source::nhs_jobs;

/// What follows the help of `refresh`.
const REFRESH: &str = "\
With --json it ends with one object:
  pages     how many pages were read
  read      how many different adverts were read
  new       how many of those were never seen before
  changed   how many say something else than before
  same      how many are as before
  gone      how many adverts the whole board no longer lists
  skipped   how many records could not be read
  complete  whether every advert was read that NHS Jobs counts
  since     the first day of publication asked for, or null
  ignored   bands and staff groups that NHS Jobs did not narrow its
            answer to; nothing was labelled with them

Exit status:
  0  done
  1  no advert was found
  2  wrong use, or the adverts on this computer cannot be used
  3  NHS Jobs failed, or the refresh was stopped; what was read is kept";

/// What follows the help of `search`, after the forms of a query.
const SEARCH: &str = "\
How a query was read where that is more than it says (a slip that was mended,
what an abbreviation stands for, which of several places was taken, what was
passed over), and why nothing was found, is told on standard error. Standard
output holds the adverts alone, with --json one object a line.

Exit status:
  0  done
  1  nothing was found
  2  wrong use, or the adverts on this computer cannot be used";

/// The headings in the help of `search`, and that of what every command takes.
const LIMITS: &str = "Limits";
const ANSWER: &str = "Answer";
const NAMED: &str = "Searches kept under a name";
const EVERYWHERE: &str = "With every command";

/// A career explorer for the UK health service that lives in the terminal.
///
/// Without a command it opens the explorer. Exit status: 0 done, 1 nothing found, 2 wrong use or unreadable input, 3 network or service failure.
#[derive(Debug, Parser)]
#[command(name = "rolecall", version, max_term_width = 100)]
pub struct Args {
    /// What to do; the explorer where nothing is said.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Write one JSON object a line.
    #[arg(long, global = true, help_heading = EVERYWHERE, conflicts_with = "plain")]
    pub json: bool,
    /// Write plain lines, fields apart by tabs; so it is wherever the output is no terminal.
    #[arg(long, global = true, help_heading = EVERYWHERE)]
    pub plain: bool,
    /// Answer as if it were this day (YYYY-MM-DD).
    #[arg(long, global = true, help_heading = EVERYWHERE, value_name = "DAY")]
    pub today: Option<Date>,
    /// Where the files are.
    #[command(flatten)]
    pub place: Place,
}

/// Where the files are.
#[derive(Debug, Default, Group)]
pub struct Place {
    /// The folder of config.ron, shortlists.ron and searches.ron.
    #[arg(long, global = true, help_heading = EVERYWHERE, value_name = "FOLDER", env = "ROLECALL_CONFIG_DIR")]
    pub config_dir: Option<PathBuf>,
    /// The folder of what can be fetched again, and of the log.
    #[arg(long, global = true, help_heading = EVERYWHERE, value_name = "FOLDER", env = "ROLECALL_DATA_DIR")]
    pub data_dir: Option<PathBuf>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Roles, the best match first.
    Roles {
        /// Words of a title, another title or an abbreviation, or an everyday word.
        query: Vec<String>,
        /// Only roles of this category.
        #[arg(long)]
        category: Option<String>,
    },
    /// One role, every section.
    Role {
        /// The role's id, as `rolecall roles` lists it.
        id: String,
    },
    /// Ways from a role to another, step by step, or what one could become.
    #[command(after_long_help = ROUTE)]
    Route(RouteArgs),
    /// Vacancies, the best first.
    #[command(after_long_help = format!("{}\n\n{SEARCH}", grammar()))]
    Search(Box<Search>),
    /// One advert, every section.
    Advert {
        /// The advert's id, as `rolecall search` lists it, or its reference.
        id: String,
    },
    /// What a band, a role or a figure would pay you: full time, for your hours, an hour, and what you take home.
    #[command(after_long_help = PAY)]
    Pay(PayArgs),
    /// What the adverts for a role, a category or a search say together: pay, places, contracts, employers.
    #[command(after_long_help = grammar())]
    Market(Market),
    /// Roles, or adverts, side by side.
    Compare {
        /// Two to four ids of roles, or ids or references of adverts.
        #[arg(required = true, num_args = 2..=4, value_name = "ID")]
        ids: Vec<String>,
        /// Only what differs.
        #[arg(long)]
        differences: bool,
    },
    /// Fetch adverts from NHS Jobs into the cache, a page at a time.
    ///
    /// Without any filter it asks for the whole board: one request at a time, a second between two, some three minutes in
    /// all. Each page is kept as soon as it is read. Only where every advert of the whole board was read are those that it
    /// no longer lists marked so. Ctrl-C stops it at once; what was read until then is kept, and nothing is marked.
    #[command(after_long_help = REFRESH)]
    Refresh(Refresh),
    /// Read adverts from files into the cache: saved pages and their text, `JobPosting` documents, NHS Jobs XML.
    Import {
        /// Files or folders; `-` for standard input.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// Name every record that was skipped, and why.
        #[arg(long)]
        verbose: bool,
    },
    /// The shortlists.
    Shortlist {
        /// What to do with them; lists them where nothing is said.
        #[command(subcommand)]
        act: Option<ShortlistAct>,
    },
    /// Where the files are.
    Paths,
    /// The key table, with your own keys.
    Keys,
    /// Validate the catalogue, the place data, the configuration, the shortlists and the named searches.
    Check,
    /// Completions for a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// The manual page.
    Man,
}

/// What `--within` is, with the miles where it is not given.
fn within_help() -> String {
    format!("Within so many miles of it, or else of the nearest home point; {MILES} where nothing is said")
}

/// How many to list, at least one.
fn at_least_one(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|number| *number > 0).ok_or_else(|| "write a whole number from 1 on".to_owned())
}

/// What to search for. Each limit stands for a form of the query, and is read as that is.
#[derive(Debug, Group)]
pub struct Search {
    /// Words and limits, in any order; `--help` lists every form. A form that begins with a dash comes after `--`.
    pub query: Vec<String>,
    /// Only adverts for this role, by its id, a name or an everyday word.
    #[arg(long, value_name = "ROLE", help_heading = LIMITS)]
    pub role: Option<String>,
    /// Only near this town, postcode or home point.
    #[arg(long, value_name = "PLACE", help_heading = LIMITS)]
    pub near: Option<String>,
    /// How far from it, or else from the nearest home point.
    #[arg(long, value_name = "MILES", help = within_help(), help_heading = LIMITS)]
    pub within: Option<String>,
    /// What becomes of posts worked at home, remotely or nationally: `with`, `without` or `only`.
    #[arg(long, value_name = "SWITCH", help_heading = LIMITS)]
    pub anywhere: Option<String>,
    /// Only this band, such as `6`, `8a` or `6-7`.
    #[arg(long, value_name = "BAND", help_heading = LIMITS)]
    pub band: Option<String>,
    /// Only with a yearly pay that reaches so many pounds, such as `38000` or `38k`.
    #[arg(long, value_name = "POUNDS", help_heading = LIMITS)]
    pub min_pay: Option<String>,
    /// What becomes of adverts that state no yearly pay: `with`, `without` or `only`.
    #[arg(long, value_name = "SWITCH", help_heading = LIMITS)]
    pub unstated: Option<String>,
    /// Only with this kind of contract, such as `permanent` or `bank,fixed-term`.
    #[arg(long, value_name = "KIND", help_heading = LIMITS)]
    pub contract: Option<String>,
    /// Only what closes within so many days.
    #[arg(long, value_name = "DAYS", help_heading = LIMITS)]
    pub closing: Option<String>,
    /// Only what came since you last opened the explorer.
    #[arg(long, help_heading = LIMITS)]
    pub new: bool,
    /// The order; `fit` where nothing is said.
    #[arg(long, value_enum, value_name = "KEY", help_heading = ANSWER)]
    pub sort: Option<Order>,
    /// At most this many.
    #[arg(long, value_name = "N", value_parser = at_least_one, default_value_t = usize::MAX, hide_default_value = true, help_heading = ANSWER)]
    pub limit: usize,
    /// Do not list, but say which words or limits hide this advert, or where it stands. It goes by its id or its reference.
    #[arg(long, value_name = "ADVERT", help_heading = ANSWER)]
    pub why: Option<String>,
    /// Run the search kept under this name; a limit that is given takes the place of its own of that kind, and what else is
    /// given is added to it.
    #[arg(long, value_name = "NAME", help_heading = NAMED)]
    pub saved: Option<String>,
    /// Keep the search under this name instead of running it.
    #[arg(long, value_name = "NAME", conflicts_with = "why", help_heading = NAMED)]
    pub save: Option<String>,
    /// Keep it in the place of another search of that name.
    #[arg(long, requires = "save", help_heading = NAMED)]
    pub replace: bool,
    /// List the searches that were kept.
    #[arg(long, conflicts_with_all = ["save", "saved", "why"], help_heading = NAMED)]
    pub list_saved: bool,
    /// Take away the search that was kept under this name.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["save", "saved", "why", "list_saved"], help_heading = NAMED)]
    pub remove_saved: Option<String>,
}

/// Whose market to tell.
#[derive(Debug, Group)]
pub struct Market {
    /// Words and limits, in any order; `--help` lists every form. A form that begins with a dash comes after `--`.
    pub query: Vec<String>,
    /// Only adverts for this role, by its id, a name or an everyday word.
    #[arg(long, value_name = "ROLE", conflicts_with = "category")]
    pub role: Option<String>,
    /// Only adverts for the roles of this category, or of this part of one.
    #[arg(long, value_name = "NAME")]
    pub category: Option<String>,
}

/// What to fetch.
#[derive(Debug, Group)]
pub struct Refresh {
    /// Words that the title or employer should hold; NHS Jobs ranks by them and does not narrow.
    #[arg(long, value_name = "WORDS")]
    pub keyword: Option<String>,
    /// A town, city or postcode.
    #[arg(long, value_name = "PLACE")]
    pub location: Option<String>,
    /// How many miles from the place.
    #[arg(long, value_name = "MILES", requires = "location")]
    pub distance: Option<u32>,
    /// Only these bands, such as `6` or `8a`.
    #[arg(long, value_name = "BAND")]
    pub band: Vec<String>,
    /// Only these staff groups, by label or code.
    #[arg(long, value_name = "GROUP")]
    pub staff_group: Vec<String>,
    /// Only what was published on this day or later (YYYY-MM-DD); or `last`: since the whole board was last read.
    ///
    /// `last` asks from the day before that reading on, so that none is missed at midnight, and marks no advert as no longer
    /// listed. Where the whole board was never read it asks for all of it.
    #[arg(long, value_name = "DAY|last", value_parser = since)]
    pub since: Option<Since>,
    /// Label adverts with their band and staff group, which NHS Jobs tells only of those it is asked for.
    ///
    /// Asks once for everything, then once more for each band and each staff group: 27 rounds, and about three times as many
    /// pages. Labels stay when later refreshes ask for none. Learning a label is no change of the advert.
    #[arg(long)]
    pub label: bool,
    /// Where NHS Jobs is; else `ROLECALL_NHS_JOBS_URL` says it, or `nhs_jobs` in config.ron.
    #[arg(long, value_name = "URL")]
    pub address: Option<String>,
    /// Seconds between two pages.
    #[arg(long, hide = true, default_value_t = nhs_jobs::PAUSE.as_secs())]
    pub pause: u64,
}

/// From when on adverts are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// A day of publication.
    Day(Date),
    /// The last reading of the whole board.
    Last,
}

fn since(text: &str) -> Result<Since, String> {
    match text {
        "last" => Ok(Since::Last),
        day => day.parse().map(Since::Day).map_err(|_| "write a day as YYYY-MM-DD, or last".to_owned()),
    }
}

/// What to do with the shortlists.
#[derive(Debug, Subcommand)]
pub enum ShortlistAct {
    /// Saved adverts, list after list.
    List {
        /// Only this list.
        #[arg(long, value_name = "NAME")]
        list: Option<String>,
    },
    /// Save adverts.
    Add {
        /// The adverts' ids or references.
        #[arg(required = true)]
        ids: Vec<String>,
        /// The list; the one last used where nothing is said. It is made where it is missing.
        #[arg(long, value_name = "NAME")]
        list: Option<String>,
    },
    /// Take adverts off a list.
    Remove {
        /// The adverts' ids.
        #[arg(required = true)]
        ids: Vec<String>,
        /// The list; the only one that holds the advert where nothing is said.
        #[arg(long, value_name = "NAME")]
        list: Option<String>,
    },
    /// Write a note on a saved advert; an empty one takes it away.
    Note {
        /// The advert's id.
        id: String,
        /// The note.
        text: String,
        /// The list; the only one that holds the advert where nothing is said.
        #[arg(long, value_name = "NAME")]
        list: Option<String>,
    },
}

/// The order of vacancies.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Order {
    /// How well they meet the query; what can no longer be applied for a little lower.
    Fit,
    /// Day of publication, the latest first.
    Newest,
    /// Closing day, those without one last.
    Closing,
    /// Yearly pay, the highest first.
    Pay,
    /// Distance, the nearest first.
    Distance,
    /// Title.
    Title,
    /// Employer.
    Employer,
}

impl From<Order> for Sort {
    fn from(order: Order) -> Self {
        match order {
            Order::Fit => Self::Fit,
            Order::Newest => Self::Newest,
            Order::Distance => Self::Distance,
            Order::Closing => Self::Closing,
            Order::Pay => Self::Pay,
            Order::Title => Self::Title,
            Order::Employer => Self::Employer,
        }
    }
}
