//! The fields of a `JobPosting`, each in the forms that boards write it.

use serde_json::{Map, Value};

use crate::domain::advert::{PayFigures, StatedPlace};
use crate::domain::pay::{Pay, PayKind};
use crate::domain::text::cleaned;
use crate::source::html;
use crate::source::limits::PLACES;

/// A JSON object.
pub(super) type Object = Map<String, Value>;

/// A field as text: text as it stands, a number in digits, the first of a list, the value or the name of an object.
pub(super) fn text(object: &Object, key: &str) -> Option<String> {
    object.get(key).and_then(value_text)
}

fn value_text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(values) => return values.iter().find_map(value_text),
        Value::Object(object) => return ["@value", "value", "name"].iter().find_map(|key| text(object, key)),
        Value::Null | Value::Bool(_) => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

/// Every text of a field, a line each.
pub(super) fn paragraphs(object: &Object, key: &str) -> String {
    objects(object.get(key)).filter_map(value_text).collect::<Vec<_>>().join("\n")
}

/// A field as one line, its entities decoded once.
pub(super) fn line(object: &Object, key: &str) -> Option<String> {
    text(object, key).map(|text| html::line(&text)).filter(|line| !line.is_empty())
}

/// The objects of a field, be it one or a list.
fn objects(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let list = match value {
        Some(Value::Array(values)) => values.as_slice(),
        Some(value) => std::slice::from_ref(value),
        None => &[],
    };
    list.iter()
}

/// Every place, each once; work from home among them.
pub(super) fn places(posting: &Object) -> Vec<StatedPlace> {
    let mut places: Vec<StatedPlace> = Vec::new();
    let remote = objects(posting.get("jobLocationType")).filter_map(Value::as_str).any(is_telecommute);
    let stated = objects(posting.get("jobLocation")).filter_map(place);
    for place in stated.chain(remote.then(|| StatedPlace::new("Remote"))).take(PLACES) {
        if !places.iter().any(|before| before.text == place.text) {
            places.push(place);
        }
    }
    places
}

fn is_telecommute(text: &str) -> bool {
    text.trim().eq_ignore_ascii_case("TELECOMMUTE")
}

fn place(value: &Value) -> Option<StatedPlace> {
    let Value::Object(object) = value else {
        return value_text(value).map(|text| StatedPlace::new(html::line(&text)));
    };
    let text = match objects(object.get("address")).next() {
        Some(Value::Object(address)) => address_text(address),
        Some(address) => value_text(address).map(|text| html::line(&text)),
        None => address_text(object),
    };
    let text = text.or_else(|| line(object, "name"))?;
    Some(StatedPlace { text, position: position(object) })
}

/// An address as `Locality, POSTCODE`; what is wider stands in where there is no locality.
fn address_text(address: &Object) -> Option<String> {
    let locality = ["addressLocality", "addressRegion", "streetAddress"].iter().find_map(|key| line(address, key));
    match (locality, line(address, "postalCode")) {
        (Some(locality), Some(postcode)) if !locality.ends_with(&postcode) => Some(format!("{locality}, {postcode}")),
        (Some(text), _) | (None, Some(text)) => Some(text),
        (None, None) => line(address, "addressCountry"),
    }
}

/// Where a place lies, if both coordinates are given and within these islands.
fn position(place: &Object) -> Option<(f64, f64)> {
    let geo = objects(place.get("geo")).next().and_then(Value::as_object).unwrap_or(place);
    let degrees = |key| text(geo, key)?.trim().parse::<f64>().ok();
    let (latitude, longitude) = (degrees("latitude")?, degrees("longitude")?);
    ((49.0..=61.0).contains(&latitude) && (-9.0..=2.0).contains(&longitude)).then_some((latitude, longitude))
}

/// The pay as stated, and the figures that stand beside it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct StatedPay {
    pub(super) text: Option<String>,
    pub(super) figures: Option<PayFigures>,
}

/// Reads `baseSalary`: text, a number, an amount, or an amount with a value that is text, a number or a range.
pub(super) fn pay(posting: &Object) -> StatedPay {
    let salary = objects(posting.get("baseSalary")).next();
    let Some(Value::Object(salary)) = salary else {
        return amount(posting, "baseSalary", None);
    };
    let nested = objects(salary.get("value")).next();
    let value = nested.and_then(Value::as_object).unwrap_or(salary);
    let unit = line(value, "unitText").or_else(|| line(salary, "unitText"));
    let (low, high) = (figure(value, "minValue"), figure(value, "maxValue"));
    let pay = if low.is_some() || high.is_some() {
        StatedPay { text: line(value, "value"), figures: Some(PayFigures { low, high, unit }) }
    } else {
        amount(value, "value", unit)
    };
    in_currency(pay, line(salary, "currency").or_else(|| line(value, "currency")))
}

/// Pay that stands alone: a number is a figure, text is the pay as stated, and text that is only a number is both.
fn amount(value: &Object, key: &str, unit: Option<String>) -> StatedPay {
    let text = line(value, key);
    let figure = text.as_deref().filter(|text| is_figure(text)).map(whole);
    let figures = figure.map(|figure| PayFigures { low: Some(figure.clone()), high: Some(figure), unit });
    let is_number = objects(value.get(key)).next().is_some_and(Value::is_number);
    StatedPay { text: text.filter(|_| !is_number), figures }
}

fn figure(object: &Object, key: &str) -> Option<String> {
    line(object, key).map(|figure| whole(&figure))
}

fn is_figure(text: &str) -> bool {
    has_digit(text) && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
}

/// A figure without the fraction that a board adds to a whole number.
fn whole(figure: &str) -> String {
    figure.strip_suffix(".0").unwrap_or(figure).to_owned()
}

/// Figures that are not pounds become text with their currency, so that nobody takes them for pounds. Text that names
/// its money itself stands as it is.
fn in_currency(pay: StatedPay, currency: Option<String>) -> StatedPay {
    let Some(currency) = currency.filter(|currency| !matches!(&*currency.to_ascii_uppercase(), "GBP" | "£")) else {
        return pay;
    };
    let figures = pay.figures.map(|figures| figures_text(&figures));
    let text = match (pay.text, figures) {
        (Some(text), _) if text.contains('£') => Some(text),
        (Some(text), _) if has_digit(&text) => Some(named_in(&currency, &text)),
        (Some(text), Some(figures)) => Some(format!("{text}, {}", named_in(&currency, &figures))),
        (None, Some(figures)) => Some(named_in(&currency, &figures)),
        (text, None) => text,
    };
    StatedPay { text, figures: None }
}

/// `40000 to 50000 (YEAR)`; figures that are the same stand once.
fn figures_text(PayFigures { low, high, unit }: &PayFigures) -> String {
    let high = high.as_deref().filter(|high| low.as_deref() != Some(*high));
    let range = low.as_deref().into_iter().chain(high).collect::<Vec<_>>().join(" to ");
    format!("{range}{}", unit.as_ref().map(|unit| format!(" ({unit})")).unwrap_or_default())
}

/// A text with its currency before it, unless nobody can take it for pounds already.
fn named_in(currency: &str, text: &str) -> String {
    let unreadable = |text: &str| Pay::read(text).kind == PayKind::Unreadable;
    let named = format!("{currency} {text}");
    if unreadable(text) {
        text.to_owned()
    } else if unreadable(&named) {
        named
    } else {
        format!("{currency} currency {text}")
    }
}

fn has_digit(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

/// What `employmentType` says of the working pattern and of the contract, each as given.
pub(super) fn employment(posting: &Object) -> (Option<String>, Option<String>) {
    let stated = objects(posting.get("employmentType")).filter_map(value_text);
    let stated: Vec<String> = stated.flat_map(|text| text.split(',').map(html::line).collect::<Vec<_>>()).collect();
    let stated = stated.iter().filter(|text| !text.is_empty());
    let (patterns, contracts): (Vec<&str>, Vec<&str>) = stated.map(String::as_str).partition(|text| is_pattern(text));
    let joined = |texts: Vec<&str>| (!texts.is_empty()).then(|| html::line(&texts.join(", ")));
    (joined(patterns), joined(contracts))
}

fn is_pattern(text: &str) -> bool {
    let letters: String = text.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect();
    letters == "fulltime" || letters == "parttime"
}

/// An address on the web; nothing else is ever opened.
pub(super) fn address(text: &str) -> Option<String> {
    let address = text.trim().replace("&amp;", "&");
    let safe = address.chars().all(|c| cleaned(c) == Some(c) && !c.is_whitespace()) && address.len() <= 2_000;
    let host = host(&address)?;
    (safe && !host.is_empty()).then_some(address)
}

/// The host of an address on the web.
pub(super) fn host(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once("://")?;
    let web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    (web && host.contains(|c: char| c.is_alphanumeric())).then_some(host)
}
