//! Bounds as people write them around amounts, whatever these are of: `>a`, `<=a`, `a+`, `a-b`, and lists of such.

/// The signs that may stand before an amount.
pub const SIGNS: [char; 5] = ['<', '>', '=', '≤', '≥'];

/// Which side of a single value is meant where no sign says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// It is the least.
    Least,
    /// It is the most.
    Most,
}

/// How an amount stands to the one that is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// `<`.
    Below,
    /// `<=` or `≤`.
    AtMost,
    /// `>=` or `≥`.
    AtLeast,
    /// `>`.
    Above,
}

/// The sign that a value begins with, if any, and what comes after it.
#[must_use]
pub fn signed(value: &str) -> (Option<Sign>, &str) {
    let is_sign = |c: char| SIGNS.contains(&c) || c.is_whitespace();
    let (signs, rest) = value.split_at(value.find(|c| !is_sign(c)).unwrap_or(value.len()));
    let has = |any: &[char]| signs.contains(any);
    let sign = match (has(&['<', '≤']), has(&['>', '≥']), has(&['=', '≤', '≥'])) {
        (true, _, false) => Some(Sign::Below),
        (true, _, true) => Some(Sign::AtMost),
        (false, true, true) => Some(Sign::AtLeast),
        (false, true, false) => Some(Sign::Above),
        (false, false, _) => None,
    };
    (sign, rest)
}

/// The ends of `>a`, `<a`, `a+`, `a-b` or `a`, as they were typed. A half-typed range (`6-`) is its first value alone.
pub fn between<T>(value: &str, read: impl Fn(&str) -> Option<(T, T)>, alone: Reach) -> Option<(Option<T>, Option<T>)> {
    let (sign, value) = signed(value.trim());
    match sign {
        Some(Sign::AtLeast | Sign::Above) => return Some((Some(read(value.trim_end_matches('+'))?.0), None)),
        Some(Sign::AtMost | Sign::Below) => return Some((None, Some(read(value)?.1))),
        None => {}
    }
    if let Some((first, last)) = value.split_once(['-', '–'])
        && !last.trim().is_empty()
    {
        return Some((Some(read(first)?.0), Some(read(last)?.1)));
    }
    if let Some(least) = value.strip_suffix('+') {
        return Some((Some(read(least)?.0), None));
    }
    let (low, high) = read(value.trim_end_matches(['-', '–']))?;
    Some(if alone == Reach::Least { (Some(low), None) } else { (None, Some(high)) })
}

/// What the words of a list between commas name, each once; nothing where one of them names nothing.
pub fn listed<T: PartialEq>(value: &str, read: impl Fn(&str) -> Vec<T>) -> Option<Vec<T>> {
    let mut all = Vec::new();
    for word in value.split([',', '|']).map(str::trim).filter(|word| !word.is_empty()) {
        let named = read(word);
        if named.is_empty() {
            return None;
        }
        let new: Vec<T> = named.into_iter().filter(|one| !all.contains(one)).collect();
        all.extend(new);
    }
    Some(all).filter(|all| !all.is_empty())
}
