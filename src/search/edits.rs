//! How many slips of the keys lie between what is typed and a word: a letter missing, too many or wrong, or two letters
//! swapped, which is one slip.

/// Longer words are not mended: nobody types them, and the work grows with the length.
const LONGEST: usize = 40;

/// Shorter words hold too little to tell a slip from another word.
const SHORTEST: usize = 2;

/// The slips that a typed word of so many letters may hold.
#[must_use]
pub fn allowed(letters: usize) -> usize {
    match letters {
        0..3 => 0,
        3..8 => 1,
        _ => 2,
    }
}

/// The slips by which a word may have become what is typed, but none for a swap, which is the plainest; nothing where there are
/// too many. Here two letters may hold one as well: this is for words that must be slips.
#[must_use]
pub fn slips(typed: &str, word: &str) -> Option<usize> {
    let most = most_slips(typed.len());
    let is_word = most > 0 && word.len() >= SHORTEST && typed != word;
    match is_word {
        true if is_swap(typed, word) => Some(0),
        true => between(typed.as_bytes(), word.as_bytes(), most).0,
        false => None,
    }
}

/// The most slips that a word of so many letters holds where it must hold some.
#[must_use]
pub fn most_slips(letters: usize) -> usize {
    if letters < SHORTEST { 0 } else { allowed(letters).max(1) }
}

/// The slips between what is typed and a word, and between what is typed and the beginning of it that fits best; each
/// nothing where there are more than `most`.
#[must_use]
pub fn between(typed: &[u8], word: &[u8], most: usize) -> (Option<usize>, Option<usize>) {
    if typed.len() > LONGEST || typed.len() > word.len() + most {
        return (None, None);
    }
    // Letters behind the longest beginning that can still fit change nothing but the whole.
    let reach = word.len().min(typed.len() + most);
    let far = most + 1;
    let mut rows = [[0_usize; LONGEST + 4]; 3];
    for (at, cell) in rows[0].iter_mut().enumerate().take(reach + 1) {
        *cell = at.min(far);
    }
    for row in 1..=typed.len() {
        rows.rotate_right(1);
        let [now, before, earlier] = &mut rows;
        let (from, to) = (row.saturating_sub(most).max(1), (row + most).min(reach));
        now[from - 1] = if from == 1 { row.min(far) } else { far };
        let mut least = now[from - 1];
        for column in from..=to {
            let same = typed[row - 1] == word[column - 1];
            let above = if column < row + most { before[column] } else { far };
            let mut cell = (before[column - 1] + usize::from(!same)).min(above + 1).min(now[column - 1] + 1);
            let swapped =
                row > 1 && column > 1 && typed[row - 1] == word[column - 2] && typed[row - 2] == word[column - 1];
            if swapped {
                cell = cell.min(earlier[column - 2] + 1);
            }
            now[column] = cell.min(far);
            least = least.min(cell);
        }
        if to < reach {
            now[to + 1] = far;
        }
        if least > most {
            return (None, None);
        }
    }
    let last = &rows[0];
    let within = |slips: usize| Some(slips).filter(|slips| *slips <= most);
    let whole = if word.len() <= typed.len() + most { within(last[word.len()]) } else { None };
    let from = typed.len().saturating_sub(most);
    let beginning = (from..=reach).map(|column| last[column]).min().and_then(within);
    (whole, beginning)
}

/// Whether two words are one but for two neighbouring letters swapped.
#[must_use]
pub fn is_swap(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let same = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    match (one.get(same..), other.get(same..)) {
        (Some([a, b, rest @ ..]), Some([c, d, other @ ..])) => a == d && b == c && rest == other,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same by the book: every cell of the table.
    fn by_the_book(typed: &[u8], word: &[u8]) -> (usize, usize) {
        let mut table = vec![vec![0; word.len() + 1]; typed.len() + 1];
        for row in 0..=typed.len() {
            for column in 0..=word.len() {
                table[row][column] = if row == 0 || column == 0 {
                    row + column
                } else {
                    let differs = usize::from(typed[row - 1] != word[column - 1]);
                    let mut cell = (table[row - 1][column - 1] + differs)
                        .min(table[row - 1][column] + 1)
                        .min(table[row][column - 1] + 1);
                    if row > 1 && column > 1 && typed[row - 1] == word[column - 2] && typed[row - 2] == word[column - 1]
                    {
                        cell = cell.min(table[row - 2][column - 2] + 1);
                    }
                    cell
                };
            }
        }
        let last = &table[typed.len()];
        (last[word.len()], last.iter().copied().min().unwrap())
    }

    #[test]
    fn a_swap_is_one_slip_and_the_first_letter_may_be_wrong() {
        for (typed, word, slips) in [
            ("nrose", "nurse", None),
            ("nrsue", "nurse", None),
            ("nusre", "nurse", Some(1)),
            ("murse", "nurse", Some(1)),
            ("nure", "nurse", Some(1)),
            ("nursse", "nurse", Some(1)),
            ("unrse", "nurse", Some(1)),
        ] {
            assert_eq!(between(typed.as_bytes(), word.as_bytes(), 1).0, slips, "{typed} {word}");
        }
        assert_eq!(between(b"physoth", b"physiotherapist", 1), (None, Some(1)));
    }

    #[test]
    fn a_swap_is_of_two_neighbours() {
        for (one, other, expected) in [
            ("nusre", "nurse", true),
            ("un", "nu", true),
            ("nurse", "nurse", false),
            ("nurs", "nurse", false),
            ("nrsue", "nurse", false),
            ("nusres", "nurse", false),
            ("", "nurse", false),
        ] {
            assert_eq!((is_swap(one, other), is_swap(other, one)), (expected, expected), "{one} {other}");
        }
    }

    proptest! {
        #[test]
        fn slips_are_those_of_the_whole_table(typed in "[abc]{1,9}", word in "[abc]{1,12}", most in 1_usize..=2) {
            let (typed, word) = (typed.as_bytes(), word.as_bytes());
            let (whole, beginning) = by_the_book(typed, word);
            let limit = |slips| Some(slips).filter(|slips| *slips <= most);
            prop_assert_eq!(between(typed, word, most), (limit(whole), limit(beginning)));
        }

        #[test]
        fn any_bytes_are_compared(typed: Vec<u8>, word: Vec<u8>, most in 0_usize..=2) {
            let _ = between(&typed, &word, most);
        }
    }
}
