//! What CLDR has of a language's dates and lists, as icu4x knows it, and the files that are made of it.
//!
//! Only what icu4x writes is looked at, never its data: it tells which part of a date is which.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use article_embed::article::Date;
use icu_calendar::{AnyCalendarKind, Gregorian};
use icu_datetime::fieldsets::{YMD, YMDE};
use icu_datetime::options::YearStyle;
use icu_datetime::{DateTimeFormatter, FixedCalendarDateTimeFormatter, parts};
use icu_list::ListFormatter;
use icu_list::options::ListFormatterOptions;
use icu_locale_core::Locale;
use writeable::{Part, PartsWrite, Writeable};

/// Regions that are no country: the world, Europe and Latin America.
const AREAS: &[&str] = &["001", "150", "419"];

/// Scripts besides its usual one that CLDR has a language in.
const SCRIPTS: &[(&str, &str)] = &[("hi", "Latn")];

/// The region that some mean by a wrong code.
const ALIASES: &[(&str, &str)] = &[("UK", "GB")];

/// Whose lists a language of which CLDR has none writes.
const LISTS_OF: &[(&str, &str)] = &[("ckb", "fa")];

/// A name before which 'and' is another word: one that begins as Spanish says 'i', in no Hebrew letter.
const OTHER_AND_BEFORE: &str = "Iris";
/// A name before which it is the usual one: a Hebrew word.
const USUAL_AND_BEFORE: &str = "אור";

fn locale(tag: &str) -> Locale {
    Locale::try_from_str(tag).unwrap()
}

/// The parts of a date, in their order; what stands between them has no name.
type Parts = Vec<(Option<Part>, String)>;

#[derive(Default)]
struct Collector {
    parts: Parts,
    current: Option<Part>,
}

impl fmt::Write for Collector {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        match self.parts.last_mut() {
            Some((part, before)) if *part == self.current => before.push_str(text),
            _ => self.parts.push((self.current, text.to_owned())),
        }
        Ok(())
    }
}

impl PartsWrite for Collector {
    type SubPartsWrite = Self;

    fn with_part(
        &mut self,
        part: Part,
        mut write: impl FnMut(&mut Self) -> fmt::Result,
    ) -> fmt::Result {
        // Numbers are parts within the parts.
        let before = self.current;
        self.current = before.or(Some(part));
        let result = write(self);
        self.current = before;
        result
    }
}

fn collect(text: &impl Writeable) -> Parts {
    let mut collector = Collector::default();
    text.write_to_parts(&mut collector).unwrap();
    collector.parts
}

/// A locale's way of writing days.
pub struct Days {
    with_weekday: FixedCalendarDateTimeFormatter<Gregorian, YMDE>,
    without: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    zero: char,
}

impl Days {
    pub fn of(tag: &str) -> Self {
        let locale = locale(tag);
        let with_weekday = YMDE::long().with_year_style(YearStyle::Full);
        let without = YMD::long().with_year_style(YearStyle::Full);
        let mut days = Self {
            with_weekday: FixedCalendarDateTimeFormatter::try_new((&locale).into(), with_weekday)
                .unwrap(),
            without: FixedCalendarDateTimeFormatter::try_new((&locale).into(), without).unwrap(),
            zero: '0',
        };
        let year = days.parts(Date::parse("2000-01-01").unwrap());
        let (_, year) = year
            .iter()
            .find(|(part, _)| *part == Some(parts::YEAR))
            .unwrap();
        days.zero = year.chars().last().unwrap();
        days
    }

    /// A day with its month in words and its number without a zero in front, as the widget has it.
    fn parts(&self, date: Date) -> Parts {
        let date =
            icu_datetime::input::Date::try_new_gregorian(date.year.into(), date.month, date.day);
        let date = date.unwrap();
        let mut day = collect(&self.with_weekday.format(&date));
        let without = collect(&self.without.format(&date));
        let month = |parts: &Parts| {
            let mut parts = parts.iter();
            let month = parts.find(|(part, _)| *part == Some(parts::MONTH));
            month.unwrap().1.clone()
        };
        // CLDR has no long pattern with a weekday in Portugal; icu4x takes a short one there.
        if month(&day) != month(&without) {
            day.truncate(2);
            assert_eq!(day[0].0, Some(parts::WEEKDAY));
            day.extend(without);
        }
        for (part, text) in &mut day {
            if *part == Some(parts::DAY) && text.chars().count() > 1 && text.starts_with(self.zero)
            {
                text.remove(0);
            }
        }
        day
    }

    /// A day in words.
    pub fn format(&self, date: Date) -> String {
        self.parts(date).into_iter().map(|(_, text)| text).collect()
    }

    /// Names of weekdays and months, the pattern, and the digit of nothing.
    fn items(&self) -> Vec<String> {
        let mut items = vec![String::new(); 19];
        let mut patterns = Vec::new();
        // The first days of the months of 2023 are of every weekday.
        for number in 0..12 {
            let date = format!("2023-{:02}-01", number + 1);
            let date = Date::parse(&date).unwrap();
            let weekday = usize::try_from((date.unix_seconds() / 86_400 + 4) % 7).unwrap();
            let mut pattern = String::new();
            for (part, text) in self.parts(date) {
                let digit = match part {
                    Some(parts::WEEKDAY) => '0',
                    Some(parts::DAY) => '1',
                    Some(parts::MONTH) => '2',
                    Some(parts::YEAR) => '3',
                    Some(part) => panic!("nobody awaits {part:?}"),
                    None => {
                        assert!(!text.contains(|letter: char| letter.is_ascii_digit()));
                        pattern.push_str(&text);
                        continue;
                    }
                };
                pattern.push(digit);
                match digit {
                    '0' => items[weekday] = text,
                    '2' => items[7 + number] = text,
                    _ => {}
                }
            }
            patterns.push(pattern);
        }
        assert!(items.iter().all(|item| !item.is_empty()), "{items:?}");
        patterns.dedup();
        assert_eq!(patterns.len(), 1, "{patterns:?}");
        items.append(&mut patterns);
        items.push(self.zero.to_string());
        items
    }
}

/// A locale's way of listing names.
pub struct Lists(ListFormatter);

impl Lists {
    pub fn of(tag: &str) -> Self {
        let language = tag.split('-').next().unwrap_or_default();
        let other = LISTS_OF.iter().find(|(own, _)| *own == language);
        let locale = locale(other.map_or(tag, |(_, other)| other));
        let list = ListFormatter::try_new_and((&locale).into(), ListFormatterOptions::default());
        Self(list.unwrap())
    }

    pub fn format(&self, names: &[&str]) -> String {
        self.0.format_to_string(names.iter())
    }
}

/// What stands between two names, between names, before the last one; and before the last one where
/// this makes a difference.
fn list_items(tag: &str) -> Vec<String> {
    let lists = Lists::of(tag);
    let between = |names: &[&str]| {
        let list = lists.format(names);
        let mut rest = list.strip_prefix(names[0]).unwrap();
        let mut between = Vec::new();
        for name in &names[1..] {
            let (before, after) = rest.split_once(name).unwrap();
            between.push(before.to_owned());
            rest = after;
        }
        assert_eq!(rest, "", "{list}");
        between
    };
    let last = USUAL_AND_BEFORE;
    let four = between(&["Ⅰ", "Ⅱ", "Ⅲ", last]);
    assert_eq!(four[0], four[1]);
    assert_eq!(four[1..], between(&["Ⅰ", "Ⅱ", last]));
    let mut items = between(&["Ⅰ", last]);
    items.extend_from_slice(&four[1..]);
    let other = between(&["Ⅰ", OTHER_AND_BEFORE]);
    if items[0] != other[0] {
        assert_eq!(between(&["Ⅰ", "Ⅱ", OTHER_AND_BEFORE])[1], other[0]);
        items.extend(other);
    }
    items
}

fn items(tag: &str) -> Vec<String> {
    let mut items = Days::of(tag).items();
    items.append(&mut list_items(tag));
    for item in &items {
        assert!(
            !item.is_empty() && !item.contains(['|', '\n']),
            "{tag}: {items:?}"
        );
    }
    items
}

/// The calendar that CLDR has for a locale.
pub fn is_gregorian(tag: &str) -> bool {
    let locale = locale(tag);
    let day = DateTimeFormatter::try_new((&locale).into(), YMDE::long()).unwrap();
    day.calendar().kind() == AnyCalendarKind::Gregorian
}

/// All tags that add something to a language and may change its dates, with what is added.
pub fn variants(language: &str) -> Vec<(String, String)> {
    if language.contains("-BR") {
        return Vec::new();
    }
    let letters = 'A'..='Z';
    let pairs = letters
        .clone()
        .flat_map(|first| letters.clone().map(move |second| [first, second]));
    let countries = pairs.map(|pair| pair.iter().collect());
    let scripts = SCRIPTS.iter().filter(|(own, _)| *own == language);
    let others = AREAS.iter().chain(scripts.map(|(_, script)| script));
    let others = others.map(|added| (*added).to_owned());
    let mut variants = Vec::new();
    for added in others.chain(countries) {
        let alias = ALIASES.iter().find(|(alias, _)| *alias == added);
        let meant = alias.map_or(&*added, |(_, meant)| meant);
        variants.push((format!("{language}-{meant}"), added));
    }
    variants
}

/// A language's file.
pub fn file(language: &str) -> String {
    let base = items(language);
    // What is other than in the language at large, by where it is.
    let mut others: BTreeMap<(usize, String), Vec<String>> = BTreeMap::new();
    for (tag, added) in variants(language) {
        for (index, item) in items(&tag).into_iter().enumerate() {
            if base.get(index) != Some(&item) {
                others.entry((index, item)).or_default().push(added.clone());
            }
        }
    }
    let mut lines: BTreeMap<Vec<String>, Vec<(usize, String)>> = BTreeMap::new();
    for (item, regions) in others {
        lines.entry(regions).or_default().push(item);
    }
    let mut file = format!("|{}\n", base.join("|"));
    for (regions, items) in lines {
        file += &regions.join(" ");
        let mut place = 0;
        for (index, item) in items {
            let _ = write!(file, "{}{item}", "|".repeat(index + 1 - place));
            place = index + 1;
        }
        file.push('\n');
    }
    file
}
