//! The results as a picture: when the story is seen, a panel for each profile. It takes the colours of
//! light and dark pages by itself.

use std::fmt::Write as _;

use super::competitor::Competitor;
use super::profile::PROFILES;
use super::results::{Line, Results};
use super::table::whole;
use super::visit::Visit;

const WIDTH: f64 = 760.0;
/// Where bars begin and may end; what is beyond is room for numbers.
const LEFT: f64 = 190.0;
const RIGHT: f64 = 690.0;
const ROW: f64 = 34.0;
const BAR: f64 = 11.0;
const PANEL_HEAD: f64 = 34.0;
const PANEL_GAP: f64 = 34.0;
const TOP: f64 = 62.0;

const STYLE: &str = "\
text { font: 12px system-ui, \"Segoe UI\", Roboto, Helvetica, Arial, sans-serif; fill: #1f2328; }
.title { font-size: 16px; font-weight: 600; }
.profile { font-weight: 600; }
.quiet { fill: #59636e; }
.grid { stroke: #d1d9e0; }
.spread { stroke: #1f2328; stroke-width: 1.5; }
.own { fill: #0969da; }
.other { fill: #8c959f; }
.own.warm { fill: #84b6f4; }
.other.warm { fill: #c6cbd1; }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc; }
  .quiet { fill: #9198a1; }
  .grid { stroke: #3d444d; }
  .spread { stroke: #f0f6fc; }
  .own { fill: #4493f8; }
  .other { fill: #757d88; }
  .own.warm { fill: #284f80; }
  .other.warm { fill: #40464e; }
}";

/// The picture as SVG.
pub fn chart(results: &Results) -> String {
    let mut body = String::new();
    let mut top = TOP;
    for profile in PROFILES {
        let lines = results.lines.iter();
        let lines: Vec<_> = lines.filter(|line| line.profile == profile.name).collect();
        if lines.is_empty() {
            continue;
        }
        top = panel(&mut body, top, profile.title, &lines) + PANEL_GAP;
    }
    let height = top - PANEL_GAP + 30.0;
    let runs = results.runs;
    let browser = escaped(&results.browser);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" \
         aria-labelledby=\"title\">\n<style>\n{STYLE}\n</style>\n\
         <title id=\"title\">When readers see the story, by widget, network and cache</title>\n\
         <text class=\"title\" x=\"16\" y=\"26\">When readers see the story, in milliseconds</text>\n\
         <text class=\"quiet\" x=\"16\" y=\"46\">Medians of {runs} visits in {browser}; the lines span the \
         quarters in the middle</text>\n\
         <rect class=\"other\" x=\"578\" y=\"15\" width=\"16\" height=\"{BAR}\"/>\
         <text x=\"600\" y=\"25\">cold</text>\
         <rect class=\"other warm\" x=\"644\" y=\"15\" width=\"16\" height=\"{BAR}\"/>\
         <text x=\"666\" y=\"25\">warm</text>\n{body}</svg>\n"
    )
}

/// Draws a profile's panel and returns where it ends.
fn panel(body: &mut String, top: f64, title: &str, lines: &[&Line]) -> f64 {
    let widest = lines.iter().map(|line| line.seen.upper).fold(1.0, f64::max);
    let step = step(widest);
    let across = |time: f64| LEFT + (RIGHT - LEFT) * time / widest;
    let rows: Vec<_> = Competitor::ALL
        .iter()
        .filter(|competitor| lines.iter().any(|line| line.competitor == **competitor))
        .collect();
    let begin = top + PANEL_HEAD;
    let mut end = begin;
    for _ in &rows {
        end += ROW;
    }
    // Writing into a text does not fail.
    let _ = writeln!(
        body,
        "<text class=\"profile\" x=\"16\" y=\"{:.1}\">{}</text>",
        top + 14.0,
        escaped(title)
    );
    let mut tick = 0.0;
    while tick <= widest {
        let x = across(tick);
        let _ = writeln!(
            body,
            "<path class=\"grid\" d=\"M{x:.1} {:.1}V{end:.1}\"/>\
             <text class=\"quiet\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
            begin - 6.0,
            end + 16.0,
            whole(tick)
        );
        tick += step;
    }
    let mut y = begin;
    for &&competitor in &rows {
        let _ = writeln!(
            body,
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
            LEFT - 10.0,
            y + BAR + 4.0,
            competitor.title()
        );
        for visit in Visit::ALL {
            let found = lines
                .iter()
                .find(|line| line.competitor == competitor && line.visit == visit);
            if let Some(line) = found {
                let offset = if visit == Visit::Cold { 0.0 } else { BAR + 2.0 };
                bar(body, y + offset, line, &across);
            }
        }
        y += ROW;
    }
    end
}

fn bar(body: &mut String, y: f64, line: &Line, across: &impl Fn(f64) -> f64) {
    let class = match (line.competitor.is_own(), line.visit) {
        (true, Visit::Cold) => "own",
        (true, Visit::Warm) => "own warm",
        (false, Visit::Cold) => "other",
        (false, Visit::Warm) => "other warm",
    };
    let [lower, median, upper] = [line.seen.lower, line.seen.median, line.seen.upper].map(across);
    let _ = writeln!(
        body,
        "<rect class=\"{class}\" x=\"{LEFT}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{BAR}\"/>\
         <path class=\"spread\" d=\"M{lower:.1} {middle:.1}H{upper:.1}\"/>\
         <text class=\"quiet\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
        median - LEFT,
        upper.max(median) + 6.0,
        y + BAR - 1.5,
        whole(line.seen.median),
        middle = y + BAR / 2.0,
    );
}

/// A round distance between the lines of a grid, so that there are four to nine of them.
fn step(widest: f64) -> f64 {
    let mut step = 10.0;
    for factor in [2.0, 2.5, 2.0].into_iter().cycle().take(24) {
        if widest / step < 9.0 {
            break;
        }
        step *= factor;
    }
    step
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::super::results::tests::results;
    use super::*;

    #[test]
    fn everybody_who_was_measured_has_a_bar() {
        let svg = chart(&results(1_200.0, 1_000.0));
        assert!(
            svg.starts_with("<svg") && svg.ends_with("</svg>\n"),
            "{svg}"
        );
        assert_eq!(svg.matches("class=\"spread\"").count(), 2);
        assert_eq!(svg.matches("class=\"profile\"").count(), 1);
        for words in ["This widget, as pasted", "Preact widget", "1,200", "1,000"] {
            assert!(svg.contains(words), "{words}");
        }
    }

    #[test]
    fn grids_are_neither_dense_nor_empty() {
        for widest in [12.0, 90.0, 101.0, 480.0, 1_691.0, 5_000.0, 30_000.0] {
            let lines = widest / step(widest);
            assert!((1.0..9.0).contains(&lines), "{widest}: {lines}");
        }
    }
}
