//! Medians and their spread.

use serde::{Deserialize, Serialize};

/// The middle of some figures, and where their quarters end.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct Spread {
    /// The median.
    pub median: f64,
    /// A quarter of the figures is lower.
    pub lower: f64,
    /// A quarter of them is higher.
    pub upper: f64,
}

impl Spread {
    /// Of these figures; zeros where there are none.
    pub fn of(figures: &[f64]) -> Self {
        let mut sorted = figures.to_vec();
        sorted.sort_by(f64::total_cmp);
        Self {
            median: quantile(&sorted, 2),
            lower: quantile(&sorted, 1),
            upper: quantile(&sorted, 3),
        }
    }

    /// The same in another unit.
    pub fn divided_by(self, unit: f64) -> Self {
        Self {
            median: self.median / unit,
            lower: self.lower / unit,
            upper: self.upper / unit,
        }
    }
}

/// Where so many quarters of sorted figures end, between two figures in proportion.
fn quantile(sorted: &[f64], quarters: usize) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else {
        return 0.0;
    };
    let (index, rest) = (last * quarters / 4, last * quarters % 4);
    let at = |index: usize| sorted.get(index).copied().unwrap_or_default();
    let part = [0.0, 0.25, 0.5, 0.75]
        .get(rest)
        .copied()
        .unwrap_or_default();
    if rest == 0 {
        at(index)
    } else {
        at(index) + (at(index + 1) - at(index)) * part
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spread(figures: &[f64]) -> [f64; 3] {
        let Spread {
            median,
            lower,
            upper,
        } = Spread::of(figures);
        [lower, median, upper]
    }

    fn is(found: [f64; 3], expected: [f64; 3]) -> bool {
        let pairs = found.iter().zip(expected);
        pairs
            .into_iter()
            .all(|(one, other)| (one - other).abs() < 1e-9)
    }

    #[test]
    fn quarters_end_at_figures_or_between_them() {
        for (figures, expected) in [
            (&[][..], [0.0, 0.0, 0.0]),
            (&[7.0], [7.0, 7.0, 7.0]),
            (&[3.0, 1.0], [1.5, 2.0, 2.5]),
            (&[5.0, 1.0, 4.0, 2.0, 3.0], [2.0, 3.0, 4.0]),
            (
                &[9.0, 1.0, 8.0, 2.0, 7.0, 3.0, 6.0, 4.0, 5.0],
                [3.0, 5.0, 7.0],
            ),
            (&[4.0, 3.0, 2.0, 1.0], [1.75, 2.5, 3.25]),
        ] {
            assert!(is(spread(figures), expected), "{figures:?}");
        }
    }

    #[test]
    fn one_wild_figure_does_not_move_the_middle() {
        let calm = spread(&[10.0, 11.0, 12.0, 13.0, 14.0]);
        let wild = spread(&[10.0, 11.0, 12.0, 13.0, 9000.0]);
        assert!(is(calm, wild));
    }
}
