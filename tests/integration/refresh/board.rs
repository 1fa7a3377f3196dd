//! A made-up board of adverts that a service answers from, as NHS Jobs does.

use crate::nhs_jobs::server::Answer;

/// How many adverts a page holds at most.
const PER_PAGE: usize = 100;

/// An advert as the board holds it.
#[derive(Clone, Debug)]
pub struct Post {
    /// Its number.
    pub number: u32,
    /// The code of its band, where it has one.
    pub band: Option<&'static str>,
    /// The code of its staff group.
    pub group: &'static str,
    /// The day it was published.
    pub posted: &'static str,
}

/// Posts of these numbers, without a band, published on one day.
pub fn posts(numbers: impl IntoIterator<Item = u32>) -> Vec<Post> {
    let post = |number| Post { number, band: None, group: "STUDENTS", posted: "2026-11-20" };
    numbers.into_iter().map(post).collect()
}

/// The id that a post has in the cache.
pub fn id(number: u32) -> String {
    format!("nhs:{number}:C9999-26-{number:04}")
}

/// The values that a request gives a parameter, in order.
pub fn asked<'a>(request: &'a str, name: &str) -> Vec<&'a str> {
    let query = request.split([' ', '?']).nth(2).unwrap_or_default();
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .filter(|(key, _)| *key == name)
        .map(|(_, value)| value)
        .collect()
}

/// The page that a request asks for.
pub fn page_of(request: &str) -> usize {
    asked(request, "page")[0].parse().unwrap()
}

/// Answers a request from the posts, by their bands, groups and days.
pub fn answer(board: &[Post], request: &str) -> Answer {
    Answer::ok(xml(board, request))
}

/// The body of such an answer.
pub fn xml(board: &[Post], request: &str) -> String {
    let (bands, groups, from) =
        (asked(request, "payBand"), asked(request, "staffGroup"), asked(request, "publishedFrom"));
    let fits = |post: &&Post| {
        (bands.is_empty() || post.band.is_some_and(|band| bands.contains(&band)))
            && (groups.is_empty() || groups.contains(&post.group))
            && from.iter().all(|day| post.posted >= *day)
    };
    let found: Vec<&Post> = board.iter().filter(fits).collect();
    let page: Vec<String> =
        found.iter().skip((page_of(request) - 1) * PER_PAGE).take(PER_PAGE).map(|post| vacancy(post)).collect();
    page_xml(&page.concat(), found.len().div_ceil(PER_PAGE), found.len())
}

/// A page with these vacancies and totals.
pub fn page_xml(vacancies: &str, pages: usize, results: usize) -> String {
    format!("<nhsJobs>{vacancies}<totalPages>{pages}</totalPages><totalResults>{results}</totalResults></nhsJobs>")
}

fn vacancy(Post { number, posted, .. }: &Post) -> String {
    format!(
        "<vacancyDetails><id>{number}</id><reference>C9999-26-{number:04}</reference><title>Staff Nurse {number}</title>\
         <employer>Example Trust</employer><type>Permanent</type><salary>£31049.00 to £37796.00</salary>\
         <closeDate>2026-12-06</closeDate><postDate>{posted}</postDate>\
         <locations><location>Exampleton, EX1 1EX</location></locations></vacancyDetails>"
    )
}
