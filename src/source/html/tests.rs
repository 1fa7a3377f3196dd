//! Tests of `html`.

use proptest::prelude::*;

use super::*;

/// The sections as `heading: line / line`, one a line.
fn told(sections: &[Section]) -> Vec<String> {
    sections.iter().map(|part| format!("{}: {}", part.heading, part.text.replace('\n', " / "))).collect()
}

fn read(text: &str) -> Vec<String> {
    told(&description(text, "Post"))
}

#[test]
fn descriptions_are_read_however_often_they_are_escaped() {
    let expected = ["Post: Care & kindness <1500g / • Nights"];
    let cases = [
        "<p>Care &amp; kindness &lt;1500g</p><ul><li>Nights</li></ul>",
        "&lt;p&gt;Care & kindness &lt;1500g&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Nights&lt;/li&gt;&lt;/ul&gt;",
        "&lt;p&gt;Care &amp;amp; kindness &amp;lt;1500g&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Nights&lt;/li&gt;&lt;/ul&gt;",
        "&amp;lt;p&amp;gt;Care &amp;amp; kindness &amp;lt;1500g&amp;lt;/p&amp;gt;&amp;lt;li&amp;gt;Nights&amp;lt;/li&amp;gt;",
        "Care &amp; kindness &lt;1500g\n\n• Nights\r\n",
        "Care & kindness <1500g\n\u{f0b7}\tNights",
    ];
    for text in cases {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn prose_that_looks_like_markup_survives() {
    let cases = [
        ("<p>Under <20 or <1500g; x<y</p>", "Under <20 or <1500g; x<y"),
        (
            "<p>Write to <jane.doe@example.org> or <https://example.org/Apply></p>",
            "Write to <jane.doe@example.org> or <https://example.org/Apply>",
        ),
        ("<p>As <insert ward> R&D; M&S &notable &c</p>", "As <insert ward> R&D; M&S &notable &c"),
        ("<p>Ends with <b", "Ends with <b"),
        ("Plain: a <b and c", "Plain: a <b and c"),
        ("<p>&pound;30k &ndash; caf&eacute; &#8226; &#x2014;</p>", "£30k – café • —"),
    ];
    for (html, text) in cases {
        assert_eq!(read(html), [format!("Post: {text}")], "{html}");
    }
}

#[test]
fn layout_becomes_lines() {
    let cases = [
        ("<p>One<br>two<br/>three</p>four", "One / two / three / four"),
        ("<p>One</br>two<BR clear=all>three</p>", "One / two / three"),
        (
            "<p>One&amp;lt;br /&amp;gt;two&amp;lt;BR&amp;gt;&amp;lt;br/&amp;gt;three &amp;lt;b&amp;gt;</p>",
            "One / two / three <b>",
        ),
        ("<ul><li>a&amp;lt;br&amp;gt;b</li><li>c</li></ul>", "• a / b / • c"),
        ("<div>a<div>b</div></div>c", "a / b / c"),
        ("<ul><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ul>e", "• a / • b / • c / d / e"),
        ("<ol><li>first<li>second</ol>", "• first / • second"),
        ("<ul><li>• a</li><li>\u{f0a7} b</li><li> </li></ul>", "• a / • b"),
        ("<p>Text \u{f0b7} a \u{f02a}b</p>", "Text / • a / • b"),
        (
            "<table><tr><th>Day</th><td>Hours</td><td> </td></tr><tr><td><p>Mon</p></td><td>8</td></tr></table>",
            "Day | Hours / Mon / 8",
        ),
        ("<p>a\u{2028}b\u{ad}c\u{200b}d\u{2003}e\u{3000}f\u{202f}g\n  h</p>", "a / bcd e f g h"),
        ("<pre>a\n  b</pre>c\nd", "a / b / c d"),
        ("<p style=\"white-space: pre-line\">a\nb<p>c\nd", "a / b / c d"),
        ("<style>p {}</style>a<script>if (a < b) { '</p>' }</script>b<!-- c --><svg><title>x</title></svg>", "ab"),
        ("<p>· dot</p><p>●bullet</p><p>- dash</p>", "• dot / • bullet / - dash"),
    ];
    for (html, text) in cases {
        assert_eq!(read(html), [format!("Post: {text}")], "{html}");
    }
}

#[test]
fn headings_part_the_text() {
    let long = "x ".repeat(60);
    let cases = [
        ("<p>a</p><h2>Duties:</h2><p>b</p>".to_owned(), vec!["Post: a", "Duties: b"]),
        ("<h1>Main <br>duties</h1>a".to_owned(), vec!["Main duties: a"]),
        ("<h3><p>Duties</p>a</h3>b".to_owned(), vec!["Duties: a / b"]),
        ("<h1>Nurse</h1><h2>Duties</h2>a<h2>End</h2>".to_owned(), vec!["Post: Nurse", "Duties: a / End"]),
        ("<p><strong>Duties</strong>:</p><p>a</p>".to_owned(), vec!["Duties: a"]),
        ("<p><b>Duties</b><br>a</p>".to_owned(), vec!["Duties: a"]),
        ("<p><strong>Closes: 5 May</strong></p><p>a</p>".to_owned(), vec!["Post: Closes: 5 May / a"]),
        ("<p><strong>Apply now!</strong></p><p>a</p>".to_owned(), vec!["Post: Apply now! / a"]),
        ("<p><strong>Duties</strong> are many</p>".to_owned(), vec!["Post: Duties are many"]),
        ("<ul><li><strong>Care</strong></li></ul>a".to_owned(), vec!["Post: • Care / a"]),
        ("<h2>:</h2>a".to_owned(), vec!["Post: : / a"]),
        (format!("<h2>{long}</h2>a"), vec!["LONG"]),
    ];
    for (html, expected) in cases {
        let expected: Vec<String> =
            expected.into_iter().map(|text| text.replace("LONG", &format!("Post: {} / a", long.trim()))).collect();
        assert_eq!(read(&html), expected, "{html}");
    }
}

#[test]
fn a_line_is_decoded_once_and_without_tags() {
    let cases = [
        ("Nurse &amp; Midwife &#39;A&#39;", "Nurse & Midwife 'A'"),
        ("R&D  Manager\n(Band&nbsp;7)", "R&D Manager (Band 7)"),
        ("<b>Nurse</b>, <Band 5>", "Nurse, <Band 5>"),
        ("A &amp;amp; B", "A &amp; B"),
    ];
    for (text, expected) in cases {
        assert_eq!(line(text), expected);
    }
    assert_eq!(line(&"é".repeat(2_000)).chars().count(), LINE);
}

#[test]
fn a_page_gives_its_scripts_and_its_address() {
    let page = Page::read(
        "<!-- saved from url=(0020)https://e.org/a -->\
         <script type='APPLICATION/LD+JSON; x=y'>{\"a\": \"</p>&amp;\"}</script><script>no</script>",
    );
    assert_eq!(page.scripts("application/ld+json").collect::<Vec<_>>(), ["{\"a\": \"</p>&amp;\"}"]);
    assert_eq!(page.address(), Some("https://e.org/a"));
    let page = Page::read("<!-- saved from url=(1)https://e.org/a --><link rel=canonical href=https://e.org/b>");
    assert_eq!(page.address(), Some("https://e.org/b"));
    assert_eq!(Page::read("<p>").address(), None);
}

#[test]
fn nothing_grows_without_bound() {
    let deep = format!("{}x{}", "<div>".repeat(200_000), "</div>".repeat(200_000));
    assert_eq!(read(&deep), ["Post: x"]);
    assert_eq!(Page::read(&"<b>".repeat(MARKUP + 5)).pieces().len(), MARKUP);
    let attributes = Page::read(&format!("<p {}>", "a ".repeat(900)));
    assert_eq!(attributes.tags().next().unwrap().attributes.len(), ATTRIBUTES);
    let text: String = description(&"<p>word</p>".repeat(100_000), "Post").into_iter().map(|part| part.text).collect();
    assert_eq!(text.chars().count(), crate::source::limits::TEXT);
}

#[test]
fn elements_are_in_order() {
    assert!(ELEMENTS.is_sorted());
}

proptest! {
    #[test]
    fn any_text_is_read(text: String) {
        let _ = description(&text, "Post");
        let _ = line(&text);
    }

    #[test]
    fn any_soup_keeps_its_words(parts in prop::collection::vec(
        prop::sample::select(vec!["<p>", "</p>", "<li>", "<ul>", "</ul>", "<h2>", "</h2>", "<b>", "</b>", "<br>", "<tr>",
            "<td>", "</li>", "&lt;", "&amp;", "<", "word", " ", "\n", "\u{f0b7}"]), 0..60)) {
        let html = parts.concat();
        let words = parts.iter().filter(|part| **part == "word").count();
        let text = told(&description(&html, "Post")).join("\n");
        prop_assert_eq!(text.matches("word").count(), words, "{}", text);
        prop_assert!(!text.contains("  ") && !text.contains("</"), "{}", text);
    }
}
