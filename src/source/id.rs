//! Lasting names for adverts: one for each advert of NHS Jobs whichever way it comes, and one for those without a reference.

use crate::domain::advert::AdvertId;
use crate::domain::text::folded_words;
use crate::source::limits::LINE;

/// The hosts of NHS Jobs.
pub const NHS_JOBS_HOSTS: [&str; 2] = ["www.jobs.nhs.uk", "beta.jobs.nhs.uk"];
/// Where the page of an advert stands on NHS Jobs; its reference follows.
pub const NHS_JOBS_PATH: &str = "/candidate/jobadvert/";

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

/// The same id for the same words, whenever and wherever they are read: `prefix:` and their [`fingerprint`].
///
/// Case, accents, punctuation and spacing do not count, so the parts are texts that people wrote (a title, an employer, a
/// place), not keys in which a capital makes a difference.
#[must_use]
pub fn stable_id(prefix: &str, parts: &[&str]) -> AdvertId {
    let folded: Vec<String> = parts.iter().map(|part| folded_words(part).join(" ")).collect();
    let folded: Vec<&str> = folded.iter().map(String::as_str).collect();
    AdvertId::new(format!("{prefix}:{}", fingerprint(&folded)))
}

/// The id of an advert on NHS Jobs by its reference alone, which every way but the service's own listing gives it.
#[must_use]
pub fn nhs_jobs_id(reference: &str) -> AdvertId {
    AdvertId::new(format!("nhs:{reference}"))
}

/// The reference of an advert on NHS Jobs out of the address of its page; nothing of any other address.
#[must_use]
pub fn nhs_jobs_reference(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    let (host, path) = rest.split_at(rest.find('/')?);
    let ours = NHS_JOBS_HOSTS.iter().any(|known| host.eq_ignore_ascii_case(known));
    path.strip_prefix(NHS_JOBS_PATH).filter(|_| ours).and_then(leading_reference)
}

/// The reference that a text begins with.
#[must_use]
pub fn leading_reference(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(text.len());
    (end > 0 && end <= LINE).then(|| &text[..end])
}

/// The 64-bit FNV-1a hash of parts, in hexadecimal. It is written out here because ids stand on people's shortlists, and
/// the standard library's hash may change from one version to the next.
#[must_use]
pub fn fingerprint(parts: &[&str]) -> String {
    let mut hash = FNV_OFFSET;
    for part in parts {
        // The line feed keeps ("a b", "c") apart from ("a", "b c").
        for byte in part.bytes().chain([b'\n']) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(FNV_PRIME);
        }
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_out_of_addresses_of_the_site_alone() {
        for address in [
            "https://www.jobs.nhs.uk/candidate/jobadvert/C9999-26-0042",
            "https://BETA.jobs.nhs.uk/candidate/jobadvert/C9999-26-0042?page=2#x",
            "http://www.jobs.nhs.uk/candidate/jobadvert/C9999-26-0042/",
        ] {
            assert_eq!(nhs_jobs_reference(address), Some("C9999-26-0042"), "{address}");
        }
        for address in [
            "",
            "https://www.jobs.nhs.uk/xi/vacancy/900000001",
            "https://www.jobs.nhs.uk/candidate/jobadvert/",
            "https://example.org/candidate/jobadvert/C9999-26-0042",
            "https://example.org/?www.jobs.nhs.uk/candidate/jobadvert/C9999-26-0042",
            "/candidate/jobadvert/C9999-26-0042",
        ] {
            assert_eq!(nhs_jobs_reference(address), None, "{address}");
        }
    }

    #[test]
    fn ids_never_change() {
        assert_eq!(stable_id("x", &[]).as_str(), "x:cbf29ce484222325");
        // Ids stand on people's shortlists.
        assert_eq!(
            stable_id("x", &["Staff Nurse", "Example Trust", "Exampleton, EX1 1EX"]).as_str(),
            "x:ea71645b354a0c15"
        );
    }

    #[test]
    fn only_the_words_and_their_parts_count() {
        let id = stable_id("x", &["Staff Nurse", "St John’s"]);
        assert_eq!(id, stable_id("x", &["STAFF  nurse ", "St. John's"]));
        assert_ne!(id, stable_id("x", &["Staff", "Nurse St John’s"]));
        assert_ne!(id, stable_id("y", &["Staff Nurse", "St John’s"]));
    }
}
