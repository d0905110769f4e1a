//! What has got worse since the last run, beyond what runs differ by themselves.

use super::competitor::Competitor;
use super::results::{Line, Results};
use super::statistics::Spread;

/// A figure that is compared.
struct Measure {
    title: &'static str,
    unit: &'static str,
    figure: fn(&Line) -> Spread,
    /// Machines differ in it, so it is compared as a ratio to the Preact widget of the same run.
    is_relative: bool,
    /// Less than this is nothing that a reader could tell.
    least: f64,
}

const MEASURES: &[Measure] = &[
    Measure {
        title: "the story is seen",
        unit: " of Preact's time",
        figure: |line| line.seen,
        is_relative: true,
        least: 0.01,
    },
    Measure {
        title: "long tasks",
        unit: " of Preact's",
        figure: |line| line.blocking,
        is_relative: true,
        least: 0.02,
    },
    Measure {
        title: "CLS",
        unit: "",
        figure: |line| line.shift,
        is_relative: false,
        least: 0.001,
    },
    Measure {
        title: "bytes before the story",
        unit: " bytes",
        figure: |line| line.bytes,
        is_relative: false,
        least: 100.0,
    },
    Measure {
        title: "requests before the story",
        unit: "",
        figure: |line| line.requests,
        is_relative: false,
        least: 0.5,
    },
];

/// A sentence for each figure of this widget whose quarters in the middle are all worse than before.
pub fn worse(now: &Results, before: &Results) -> Vec<String> {
    let mut sentences = Vec::new();
    for line in now.lines.iter().filter(|line| line.competitor.is_own()) {
        let Some(old) = before.line(line.profile, line.visit, line.competitor) else {
            continue;
        };
        for measure in MEASURES {
            let figures = (measured(measure, now, line), measured(measure, before, old));
            let (Some(new), Some(old)) = figures else {
                continue;
            };
            if new.lower > old.upper && new.median - old.median >= measure.least {
                sentences.push(format!(
                    "{}, {} ({}): {} {}{} instead of {}",
                    line.competitor.title(),
                    line.profile.title(),
                    line.visit.title(),
                    measure.title,
                    short(new.median),
                    measure.unit,
                    short(old.median),
                ));
            }
        }
    }
    sentences
}

/// A figure as it is compared; `None` where there is nothing to compare it with.
fn measured(measure: &Measure, results: &Results, line: &Line) -> Option<Spread> {
    let figure = (measure.figure)(line);
    if !measure.is_relative {
        return Some(figure);
    }
    let preact = results.line(line.profile, line.visit, Competitor::Preact)?;
    let unit = (measure.figure)(preact).median;
    (unit > 0.0).then(|| figure.divided_by(unit))
}

/// Bytes as they are, and ratios with two or three digits.
fn short(number: f64) -> String {
    let number = format!("{number:.3}");
    number
        .trim_end_matches('0')
        .trim_end_matches('.')
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::results::tests::{about, results};
    use super::*;

    #[test]
    fn slower_beyond_the_spread_is_told() {
        let told = worse(&results(1_200.0, 1_000.0), &results(1_100.0, 1_000.0));
        assert_eq!(
            told,
            [
                "This widget, as pasted, Slow 4G (150 ms, 1.6 Mbit/s), CPU 4 times slower (cold): \
                 the story is seen 1.2 of Preact's time instead of 1.1"
            ]
        );
    }

    #[test]
    fn a_slower_machine_is_not_a_slower_widget() {
        assert!(worse(&results(2_200.0, 2_000.0), &results(1_100.0, 1_000.0)).is_empty());
    }

    #[test]
    fn within_the_spread_nothing_is_told() {
        assert!(worse(&results(1_115.0, 1_000.0), &results(1_100.0, 1_000.0)).is_empty());
        assert!(worse(&results(1_000.0, 1_000.0), &results(1_100.0, 1_000.0)).is_empty());
    }

    #[test]
    fn bytes_and_shifts_are_compared_as_they_are() {
        let mut now = results(1_100.0, 1_000.0);
        now.lines[0].bytes = Spread::of(&[50_400.0]);
        now.lines[0].shift = about(0.05);
        // What others have become is not this widget's fault.
        now.lines[1].bytes = Spread::of(&[90_000.0]);
        let told = worse(&now, &results(1_100.0, 1_000.0));
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].ends_with("CLS 0.05 instead of 0"), "{told:?}");
        assert!(
            told[1].ends_with("bytes before the story 50400 bytes instead of 50000"),
            "{told:?}"
        );
    }

    #[test]
    fn what_was_not_measured_before_is_not_compared() {
        assert!(worse(&results(1_200.0, 1_000.0), &Results::default()).is_empty());
    }
}
