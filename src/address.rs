//! Addresses on the web that may be asked: https, or plain http on this machine. Not the asking, which is
//! [`crate::source::http`].

use std::fmt;
use std::net::IpAddr;

use ureq::http::Uri;

use crate::domain::text::clean_line;

/// An address that may be asked: https, or plain http on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(String);

/// Why an address may not be asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the address `{address}` {why}; give one that begins with https://")]
pub struct AddressError {
    address: String,
    why: &'static str,
}

impl Address {
    /// Where NHS Jobs answers searches.
    #[must_use]
    pub fn nhs_jobs() -> Self {
        Self("https://www.jobs.nhs.uk/api/v1/search_xml".to_owned())
    }

    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address without what is asked there.
    #[must_use]
    pub fn place(&self) -> &str {
        self.0.split('?').next().unwrap_or_default()
    }

    /// Takes an address.
    ///
    /// # Errors
    /// Where it is no whole address, holds a user's name, or is plain http to another machine.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let uri: Option<Uri> = text.parse().ok();
        match uri.as_ref().map_or(Some("cannot be read"), fault_of) {
            Some(why) => Err(AddressError { address: clean_line(text), why }),
            None => Ok(Self(text.to_owned())),
        }
    }

    /// The address with these parameters, form-encoded in their order.
    #[must_use]
    pub fn with(&self, parameters: &[(&str, String)]) -> Self {
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish();
        let joint = if self.0.contains('?') { '&' } else { '?' };
        Self(format!("{}{joint}{query}", self.0))
    }

    /// Whether it is an address on this machine.
    #[must_use]
    pub fn is_local(&self) -> bool {
        self.0.parse::<Uri>().is_ok_and(|uri| is_loopback(&uri))
    }

    /// Where a redirect from here leads; nothing where that is another host, port or scheme.
    #[must_use]
    pub fn redirected(&self, location: &str) -> Option<Self> {
        let from: Uri = self.0.parse().ok()?;
        let to: Uri = location.parse().ok()?;
        let (scheme, authority) = (from.scheme_str()?, from.authority()?);
        match (to.scheme_str(), to.authority()) {
            (None, None) if location.starts_with('/') && !location.starts_with("//") => {
                Some(Self(format!("{scheme}://{authority}{location}")))
            }
            (Some(_), Some(_)) if to.scheme() == from.scheme() && to.authority() == from.authority() => {
                Some(Self(location.to_owned()))
            }
            _ => None,
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

fn fault_of(uri: &Uri) -> Option<&'static str> {
    match (uri.scheme_str(), uri.authority()) {
        (None, _) | (_, None) => Some("is not a whole one"),
        (_, Some(authority)) if authority.as_str().contains('@') => Some("holds a user's name"),
        (Some("https"), _) => None,
        (Some("http"), _) if is_loopback(uri) => None,
        (Some("http"), _) => Some("is not encrypted"),
        _ => Some("is no web address"),
    }
}

fn is_loopback(uri: &Uri) -> bool {
    let host = uri.host().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_safe_addresses_are_taken() {
        for good in [
            "https://www.jobs.nhs.uk/api/v1/search_xml",
            "https://example.org:8443",
            "http://127.0.0.1:8080/x",
            "http://localhost/x",
            "http://[::1]:80/x?y=z",
        ] {
            assert_eq!(Address::parse(good).map(|address| address.to_string()).as_deref(), Ok(good));
        }
        for (bad, why) in [
            ("http://www.jobs.nhs.uk/", "is not encrypted"),
            ("http://127.0.0.1.example.org/", "is not encrypted"),
            ("http://localhost.example.org/", "is not encrypted"),
            ("http://user@localhost/", "holds a user's name"),
            ("https://www.jobs.nhs.uk@example.org/", "holds a user's name"),
            ("ftp://localhost/", "is no web address"),
            ("/api/v1/search_xml", "is not a whole one"),
            ("www.jobs.nhs.uk", "is not a whole one"),
            ("", "cannot be read"),
            ("https://two words/", "cannot be read"),
        ] {
            let error = Address::parse(bad).unwrap_err().to_string();
            assert!(error.contains(why), "{error}");
        }
    }

    #[test]
    fn parameters_are_form_encoded_in_order() {
        let address = Address::parse("https://example.org/search").unwrap();
        let parameters = [("keyword", "R&D nurse=£5".to_owned()), ("band", "5".to_owned()), ("band", "6".to_owned())];
        let asked = address.with(&parameters);
        assert_eq!(asked.to_string(), "https://example.org/search?keyword=R%26D+nurse%3D%C2%A35&band=5&band=6");
        assert!(asked.with(&[("page", "2".to_owned())]).to_string().ends_with("&band=6&page=2"));
    }

    #[test]
    fn redirects_stay_with_the_host() {
        let address = Address::parse("https://example.org/a").unwrap();
        for (location, to) in [
            ("/b?c=d", Some("https://example.org/b?c=d")),
            ("https://example.org/b", Some("https://example.org/b")),
            ("http://example.org/b", None),
            ("https://example.org:8443/b", None),
            ("https://evil.example.org/b", None),
            ("https://example.org@evil.example.net/b", None),
            ("//evil.example.net/b", None),
            ("b", None),
            ("", None),
        ] {
            assert_eq!(address.redirected(location), to.map(|to| Address(to.to_owned())), "{location}");
        }
    }

    #[test]
    fn the_service_is_asked_where_any_address_could_be() {
        assert_eq!(Address::parse(Address::nhs_jobs().as_str()), Ok(Address::nhs_jobs()));
    }
}
