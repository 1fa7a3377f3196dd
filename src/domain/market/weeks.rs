//! Days counted by weeks, each from Monday to Sunday.

use jiff::ToSpan;
use jiff::civil::Date;

/// How many weeks are told apart.
pub const WEEKS: usize = 8;

/// How many adverts have their day in each of some weeks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weeks {
    /// The Monday of each week with how many have their day in it, the earliest first.
    pub counts: Vec<(Date, usize)>,
    /// How many have their day before the first of these weeks.
    pub before: usize,
    /// How many have it after the last.
    pub after: usize,
    /// How many state none.
    pub unstated: usize,
}

impl Weeks {
    /// The weeks that end with that of a day.
    #[must_use]
    pub fn up_to(today: Date) -> Self {
        let earlier = i32::try_from(WEEKS).unwrap_or_default() - 1;
        Self::starting(monday(today).saturating_sub(earlier.weeks()))
    }

    /// The weeks that begin with that of a day.
    #[must_use]
    pub fn from(today: Date) -> Self {
        Self::starting(monday(today))
    }

    fn starting(monday: Date) -> Self {
        let weeks = (0_i32..).take(WEEKS);
        let counts = weeks.map(|week| (monday.saturating_add(week.weeks()), 0)).collect();
        Self { counts, before: 0, after: 0, unstated: 0 }
    }

    /// Counts an advert by its day.
    pub fn take(&mut self, day: Option<Date>) {
        let Some(day) = day else {
            self.unstated += 1;
            return;
        };
        let begun = self.counts.partition_point(|(monday, _)| *monday <= day);
        let last = self.counts.len();
        match begun.checked_sub(1).and_then(|week| self.counts.get_mut(week)) {
            None => self.before += 1,
            Some((begins, _)) if begun == last && day >= begins.saturating_add(1.week()) => self.after += 1,
            Some((_, count)) => *count += 1,
        }
    }

    /// How many adverts state a day.
    #[must_use]
    pub fn known(&self) -> usize {
        self.before + self.after + self.within()
    }

    /// How many have it in one of the weeks.
    #[must_use]
    pub fn within(&self) -> usize {
        self.counts.iter().map(|(_, count)| count).sum()
    }
}

/// The Monday of a day's week; the first day that there is, where that would be before it.
fn monday(day: Date) -> Date {
    day.saturating_sub(i32::from(day.weekday().to_monday_zero_offset()).days())
}
