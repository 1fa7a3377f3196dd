//! Bytes as text, whatever encoding they are in. Every input is decoded here, once, before a form looks at it.
//!
//! In this order: a byte order mark says it; the XML declaration or a `<meta>` of the page says it; else it is UTF-8. Bytes
//! that UTF-8 does not allow are read as Windows-1252, one by one: that is what files without any mark are in which a `£`
//! is one byte, and a single slip in a file of a hundred thousand lines does not spoil the others.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far into the bytes a page may say its encoding; browsers look at the first 1,024.
const HEAD: usize = 4_096;

/// The bytes as text, without a byte order mark.
#[must_use]
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let (encoding, bytes) = parted(bytes);
    if encoding == UTF_8 { utf8(bytes) } else { encoding.decode_without_bom_handling(bytes).0 }
}

/// Whether the bytes are wholly what they say they are in, or UTF-8 where they say nothing: [`decode`] then guesses
/// nothing. A service that promises UTF-8 has no file's excuse for bytes that are not.
#[must_use]
pub fn is_sound(bytes: &[u8]) -> bool {
    let (encoding, bytes) = parted(bytes);
    encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some()
}

/// The encoding of the bytes and those behind a byte order mark.
fn parted(bytes: &[u8]) -> (&'static Encoding, &[u8]) {
    match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, &bytes[length..]),
        None => (stated(bytes).unwrap_or(UTF_8), bytes),
    }
}

fn utf8(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    Cow::Owned(text)
}

/// The encoding that markup says it is in. One that reads two bytes at a time cannot be what these words are in.
fn stated(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.trim_ascii_start();
    let head = start[..start.len().min(HEAD)].to_ascii_lowercase();
    let label = match head.as_slice() {
        [b'<', b'?', b'x', b'm', b'l', ..] => value(up_to(&head, b"?>"), b"encoding"),
        [b'<', ..] => metas(&head).find_map(|meta| value(meta, b"charset")),
        _ => None,
    };
    Encoding::for_label_no_replacement(label?).filter(|encoding| ![UTF_16BE, UTF_16LE].contains(encoding))
}

/// The insides of the `<meta>` tags.
fn metas(head: &[u8]) -> impl Iterator<Item = &[u8]> {
    const META: &[u8] = b"<meta";
    let begins = head.windows(META.len()).enumerate().filter(|(_, window)| *window == META);
    begins.map(|(at, _)| up_to(&head[at + META.len()..], b">"))
}

/// What follows a name and an equals sign, in quotes or not.
fn value<'b>(bytes: &'b [u8], name: &[u8]) -> Option<&'b [u8]> {
    let at = bytes.windows(name.len()).position(|window| window == name)?;
    let after = bytes[at + name.len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let after = after.strip_prefix(b"\"").or_else(|| after.strip_prefix(b"'")).unwrap_or(after);
    let ends = |byte: &u8| matches!(byte, b'"' | b'\'' | b';' | b'/') || byte.is_ascii_whitespace();
    after.split(ends).next().filter(|value| !value.is_empty())
}

fn up_to<'b>(bytes: &'b [u8], end: &[u8]) -> &'b [u8] {
    let length = bytes.windows(end.len()).position(|window| window == end);
    &bytes[..length.unwrap_or(bytes.len())]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_encoding_is_found_by_mark_by_statement_or_by_its_bytes() {
        let cases: &[(&[u8], &str)] = &[
            (b"", ""),
            ("\u{feff}£5 – Gŵynedd".as_bytes(), "£5 – Gŵynedd"),
            ("£5 – Gŵynedd".as_bytes(), "£5 – Gŵynedd"),
            (b"\xff\xfe<\0\xa3\0", "<£"),
            (b"\xfe\xff\0<\0\xa3", "<£"),
            (b"caf\xe9, \xa35 \x96 \x93now\x94", "café, £5 – “now”"),
            ("£5 and ".as_bytes(), "£5 and "),
            (b"\xc2\xa35, then \xa36", "£5, then £6"),
            (
                b"<?xml version='1.0' encoding='ISO-8859-2'?><a>\xb1</a>",
                "<?xml version='1.0' encoding='ISO-8859-2'?><a>ą</a>",
            ),
            (b"<?xml version=\"1.0\"?><a>\xa3</a>", "<?xml version=\"1.0\"?><a>£</a>"),
            (b"\n<html><meta charset=iso-8859-15><p>\xa4", "\n<html><meta charset=iso-8859-15><p>€"),
            (
                b"<META http-equiv=\"Content-Type\" content=\"text/html; Charset=windows-1251\"/>\xcf",
                "<META http-equiv=\"Content-Type\" content=\"text/html; Charset=windows-1251\"/>П",
            ),
            (b"<meta charset=\"utf-16\">\xa3", "<meta charset=\"utf-16\">£"),
            (b"<meta charset=\"no such\"><meta charset=''>\xa3", "<meta charset=\"no such\"><meta charset=''>£"),
            (b"<?xml encoding='iso-2022-kr'?>x", "<?xml encoding='iso-2022-kr'?>x"),
            (b"{\"charset=koi8-r\": \"\xa3\"}", "{\"charset=koi8-r\": \"£\"}"),
        ];
        for (bytes, text) in cases {
            assert_eq!(decode(bytes), *text);
        }
    }

    #[test]
    fn bytes_are_sound_in_the_encoding_that_they_state() {
        let sound: [&[u8]; 4] =
            [b"", "\u{feff}£".as_bytes(), b"<?xml version='1.0' encoding='KOI8-R'?>\xa3", b"\xff\xfe<\0"];
        let unsound: [&[u8]; 5] =
            [b"\xa35", b"<?xml encoding='UTF-8'?>\xa3", b"\xef\xbb\xbf\xa3", b"caf\xc3", b"\xff\xfe<\0\0\xd8<\0"];
        assert_eq!(sound.map(is_sound), [true; 4]);
        assert_eq!(unsound.map(is_sound), [false; 5]);
    }

    #[test]
    fn what_a_page_says_late_is_not_looked_for() {
        let page = format!("<p>{}<meta charset=koi8-r>", "x".repeat(HEAD));
        assert_eq!(decode(&[page.as_bytes(), b"\xa3"].concat()), format!("{page}£"));
    }

    proptest! {
        #[test]
        fn text_comes_back_from_the_bytes_of_any_encoding(text: String) {
            let marked: Vec<u8> = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
            prop_assert_eq!(decode(&marked), text.as_str());
            prop_assume!(!text.trim_start().starts_with(['<', '\u{feff}']));
            prop_assert_eq!(decode(text.as_bytes()), text.as_str());
        }

        #[test]
        fn any_bytes_are_some_text(mut bytes: Vec<u8>, markup in "(<\\?xml encoding=|<meta charset=|)['\"]?[a-z0-9-]{0,12}") {
            bytes.splice(0..0, markup.bytes());
            prop_assert!(decode(&bytes).len() <= 3 * bytes.len());
        }
    }
}
