//! What a language has for dates and lists of names: one file a language, in the folder `cldr`.
//!
//! The files are made from Unicode's CLDR by `cargo xtask dates`. A line begins with the regions that
//! it is for, and the first one, with none, is for all; then come the items in the order of [`Item`],
//! each behind a bar. An item that is as for all is left empty.

/// English, which is compiled in.
pub(super) const ENGLISH: &str = include_str!("cldr/en.txt");

/// What stands where in a line.
#[derive(Clone, Copy)]
pub(super) enum Item {
    /// The first of seven weekdays, Sunday.
    Weekday = 0,
    /// The first of twelve months.
    Month = 7,
    /// A day as a whole: 0 is the weekday, 1 the day, 2 the month, 3 the year.
    Day = 19,
    /// The digit of nothing, in front of the others.
    Zero = 20,
    /// Between two names.
    Pair = 21,
    /// Between names of a longer list.
    Middle = 22,
    /// Before its last name.
    End = 23,
    /// Before a last name that wants another 'and'; only where there are such names.
    OtherAnd = 24,
}

/// The words of a language in a region.
#[derive(Clone, Copy)]
pub(super) struct Words {
    /// The language's file.
    pub file: &'static str,
    /// BCP 47 tag.
    pub locale: &'static str,
}

impl Words {
    /// An item, or one so many places behind it; `None` where the file has none.
    pub fn item(self, item: Item, offset: usize) -> Option<&'static str> {
        let mut found = None;
        for line in self.file.split('\n') {
            let mut items = line.split('|');
            let regions = items.next().unwrap_or_default();
            if (regions.is_empty() || self.is_in(regions))
                && let Some(item) = items.nth(item as usize + offset)
                && !item.is_empty()
            {
                found = Some(item);
            }
        }
        found
    }

    /// Whether any part of the tag is among these.
    pub fn is_in(self, regions: &str) -> bool {
        let mut parts = self.locale.split('-');
        parts.any(|part| {
            let mut regions = regions.split(' ');
            regions.any(|region| region.eq_ignore_ascii_case(part))
        })
    }
}
