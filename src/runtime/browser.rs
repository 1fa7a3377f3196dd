//! Opening a page in the person's browser: http and https only.

use std::sync::mpsc::Sender;
use std::thread;

use crate::app::message::Message;
use crate::runtime::DeathNotice;

/// Opens an address on a thread of its own, since a browser may take its time, and sends word.
pub fn open(url: String, outbox: Sender<Message>) {
    thread::spawn(move || {
        let _notice = DeathNotice::new("opens the browser", outbox.clone());
        // Where the loop has ended there is nobody left to tell.
        let _ = outbox.send(Message::Told(try_open(&url)));
    });
}

/// Why an address cannot be opened here, if so.
#[must_use]
pub fn hindrance() -> Option<&'static str> {
    no_browser(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

fn try_open(url: &str) -> Result<String, String> {
    let mut options = webbrowser::BrowserOptions::new();
    options.with_suppress_output(true);
    webbrowser::open_browser_with_options(webbrowser::Browser::Default, url, &options)
        .map(|()| format!("opened {url} in the browser"))
        .map_err(|error| format!("opening {url} in the browser: {error}; open the address yourself"))
}

/// Refuses everything but http and https, so that an advert cannot have a file or a program opened.
///
/// # Errors
/// A sentence, where the address is anything else.
pub fn check(url: &str) -> Result<(), String> {
    let web = ["https://", "http://"]
        .iter()
        .any(|scheme| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    let plain = !url.contains(|c: char| c.is_whitespace() || c.is_control());
    if web && plain { Ok(()) } else { Err(format!("“{url}” is not an http or https address, so it is not opened")) }
}

/// Why no browser can be opened here, if so. `set` tells whether a variable of the environment is set.
fn no_browser(set: impl Fn(&str) -> bool) -> Option<&'static str> {
    let desktop = set("BROWSER") || set("DISPLAY") || set("WAYLAND_DISPLAY") || cfg!(any(target_os = "macos", windows));
    if set("SSH_CONNECTION") && !set("BROWSER") && !set("DISPLAY") {
        Some("this is an SSH session with no browser of its own")
    } else if desktop {
        None
    } else {
        Some("there is no desktop here")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_opened() {
        for good in ["https://www.jobs.nhs.uk/", "http://example.org", "HTTPS://example.org"] {
            assert!(check(good).is_ok(), "{good}");
        }
        for bad in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "https",
            "",
            "ftp://x",
            "https://a b",
            "https://a\nb",
            "-flag",
        ] {
            assert!(check(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn an_ssh_session_without_a_browser_is_told_so() {
        assert!(no_browser(|name| name == "SSH_CONNECTION").is_some_and(|why| why.contains("SSH")));
        assert_eq!(no_browser(|name| ["SSH_CONNECTION", "DISPLAY"].contains(&name)), None);
        assert_eq!(no_browser(|name| name == "BROWSER"), None);
    }
}
