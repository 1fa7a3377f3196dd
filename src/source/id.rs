//! Lasting names for adverts that come without a reference.

use crate::domain::advert::AdvertId;
use crate::domain::text::folded_words;

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
