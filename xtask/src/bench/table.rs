//! The results as tables in Markdown, for people to read as they are.

use std::fmt::Write as _;

use super::competitor::Competitor;
use super::profile::Name;
use super::results::{Line, Results};
use super::statistics::Spread;
use super::visit::Visit;

const COLUMNS: [&str; 7] = [
    "",
    "story seen, ms",
    "of Preact",
    "long tasks, ms",
    "CLS",
    "bytes before",
    "requests",
];

/// A table for each profile and kind of visit, under a heading.
pub fn tables(results: &Results) -> String {
    let mut text = String::new();
    for (profile, visit) in results.places() {
        // Writing into a text does not fail.
        let _ = write!(
            text,
            "## {}, {}\n\n{}\n",
            profile.title(),
            visit.title(),
            table(results, profile, visit)
        );
    }
    text.trim_end().to_owned() + "\n"
}

fn table(results: &Results, profile: Name, visit: Visit) -> String {
    let lines = Competitor::ALL
        .iter()
        .filter_map(|&competitor| results.line(profile, visit, competitor));
    let rows: Vec<_> = lines.map(|line| row(results, line)).collect();
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        let widest = cells.map(|cell| cell.chars().count()).max();
        widest.unwrap_or(0).max(COLUMNS[column].chars().count())
    };
    let widths: [usize; 7] = std::array::from_fn(width);
    let line = |cells: [String; 7]| {
        let mut text = String::from("|");
        for (index, (cell, width)) in cells.iter().zip(widths).enumerate() {
            let _ = if index == 0 {
                write!(text, " {cell:width$} |")
            } else {
                write!(text, " {cell:>width$} |")
            };
        }
        text + "\n"
    };
    let rule = std::array::from_fn(|index| {
        let dashes = "-".repeat(widths[index] - usize::from(index > 0));
        if index == 0 { dashes } else { dashes + ":" }
    });
    let head = line(COLUMNS.map(str::to_owned)) + &line(rule);
    rows.into_iter().fold(head, |text, row| text + &line(row))
}

fn row(results: &Results, line: &Line) -> [String; 7] {
    let ratio = results.ratio(line);
    [
        line.competitor.title().to_owned(),
        spread(line.seen),
        ratio.map_or_else(String::new, |ratio| format!("{:.2}", ratio.median)),
        spread(line.blocking),
        decimal(line.shift.median),
        whole(line.bytes.median),
        whole(line.requests.median),
    ]
}

/// The median, and in brackets where the quarters in the middle begin and end.
fn spread(spread: Spread) -> String {
    let [lower, median, upper] = [spread.lower, spread.median, spread.upper].map(whole);
    if lower == upper {
        median
    } else {
        format!("{median} ({lower}–{upper})")
    }
}

/// A whole number, in groups of three digits.
pub fn whole(number: f64) -> String {
    let digits = format!("{:.0}", number.max(0.0));
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn decimal(number: f64) -> String {
    if number == 0.0 {
        "0".to_owned()
    } else {
        format!("{number:.3}")
    }
}

#[cfg(test)]
mod tests {
    use super::super::results::tests::results;
    use super::*;

    #[test]
    fn a_table_has_a_row_for_each_who_was_measured() {
        assert_eq!(
            tables(&results(1_200.0, 1_000.0)),
            "\
## Slow 4G (150 ms, 1.6 Mbit/s), CPU 4 times slower, cold

|                        |      story seen, ms | of Preact | long tasks, ms | CLS | bytes before | requests |
| ---------------------- | ------------------: | --------: | -------------: | --: | -----------: | -------: |
| This widget, as pasted | 1,200 (1,188–1,212) |      1.20 |             20 |   0 |       50,000 |        5 |
| Preact widget          |   1,000 (990–1,010) |      1.00 |             20 |   0 |       50,000 |        5 |
"
        );
    }

    #[test]
    fn long_numbers_are_grouped() {
        for (number, text) in [
            (0.0, "0"),
            (999.4, "999"),
            (1_000.0, "1,000"),
            (1_234_567.0, "1,234,567"),
        ] {
            assert_eq!(whole(number), text);
        }
    }
}
