//! What the letters of a story tell of its language and direction. Many systems name none, or always their own.
//!
//! The languages of the alphabets that several share are told apart by letters that one alone has; where that does
//! not help, nothing is claimed.

use crate::article::block::{Block, plain_text};
use crate::article::{Article, Direction};

/// So many letters tell enough.
const ENOUGH: usize = 2000;

/// First and last letter of a script, and the language that it stands for, if it does; source: Unicode's blocks.
/// Those up to [`LEFT_TO_RIGHT`] run from right to left.
const SCRIPTS: &[(char, char, &str)] = &[
    ('\u{590}', '\u{5ff}', "he"),
    ('\u{fb1d}', '\u{fb4f}', "he"),
    ('\u{600}', '\u{8ff}', "ar"),
    ('\u{fb50}', '\u{feff}', "ar"),
    ('\u{10800}', '\u{10fff}', ""),
    ('\u{1e800}', '\u{1efff}', ""),
    ('A', 'z', ""),
    ('\u{c0}', '\u{36f}', ""),
    ('\u{370}', '\u{3ff}', "el"),
    ('\u{400}', '\u{52f}', "cyrillic"),
    ('\u{900}', '\u{97f}', "hi"),
    ('\u{980}', '\u{9ff}', "bn"),
    ('\u{e00}', '\u{e7f}', "th"),
    ('\u{10a0}', '\u{10ff}', "ka"),
    ('\u{3040}', '\u{30ff}', "ja"),
    ('\u{4e00}', '\u{9fff}', "zh-Hans"),
    ('\u{ac00}', '\u{d7af}', "ko"),
    // All other letters.
    ('\u{530}', '\u{2fff}', ""),
];

/// The first script that runs from left to right.
const LEFT_TO_RIGHT: usize = 6;

/// What a script stands for, letters that it has in one language alone, and that language, if it is known.
const MARKS: &[(&str, &str, &str)] = &[
    ("ar", "ێ", "ckb"),
    ("ar", "ےٹڈڑ", "ur"),
    ("ar", "ټښېڄەڭ", ""),
    ("ar", "پچژگ", "fa"),
    ("cyrillic", "їє", "uk"),
    ("cyrillic", "ўәңјљњ", ""),
    ("cyrillic", "ыэ", "ru"),
    ("cyrillic", "а", ""),
    ("hi", "ळ", ""),
    ("bn", "ৰৱ", ""),
    ("zh-Hans", "のはにを", "ja"),
    ("zh-Hans", "這們個來說時國對會", "zh-Hant"),
];

/// Gives a story the direction of most of its letters, and the language that they tell where it names none.
pub fn tell(article: &mut Article) {
    let sample = sample(article);
    let mut counts = [0_usize; SCRIPTS.len()];
    for letter in sample.chars() {
        let is_of = |(first, last, _): &(char, char, _)| (*first..=*last).contains(&letter);
        if let Some(count) = SCRIPTS
            .iter()
            .position(is_of)
            .and_then(|script| counts.get_mut(script))
        {
            *count += 1;
        }
    }
    let sum = |counts: &[usize]| counts.iter().sum::<usize>();
    let (all, right_to_left) = (
        sum(&counts),
        sum(counts.get(..LEFT_TO_RIGHT).unwrap_or_default()),
    );
    if all == 0 {
        return;
    }
    article.direction = article.direction.or(Some(if right_to_left * 2 > all {
        Direction::RightToLeft
    } else {
        Direction::LeftToRight
    }));
    let most = counts
        .into_iter()
        .zip(SCRIPTS)
        .max_by_key(|(count, _)| *count);
    if let (None, Some((_, (.., script)))) = (&article.language, most) {
        let mark = MARKS.iter().find(|(other, letters, _)| {
            let is_mark = |letter: &char| letters.chars().any(|mark| mark == *letter);
            let marks = sample.chars().filter(is_mark);
            // One may stand in a name.
            other == script && marks.count() * 200 > all
        });
        let language = mark.map_or(*script, |(.., language)| language);
        article.language = Some(language)
            .filter(|tag| !tag.is_empty())
            .map(str::to_owned);
    }
}

/// The headline, and the beginning of the text.
fn sample(article: &Article) -> String {
    let mut sample = article.headline.clone();
    for block in &article.body {
        let block = match block {
            Block::Foreign { body, .. } => body.first().unwrap_or(block),
            other => other,
        };
        if let Block::Paragraph(content) | Block::Heading { content, .. } = block {
            sample.push_str(&plain_text(content));
        }
        if sample.len() > ENOUGH {
            break;
        }
    }
    sample
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Inline;

    #[test]
    fn most_letters_tell() {
        let (left, right) = (Direction::LeftToRight, Direction::RightToLeft);
        for (headline, text, direction, language) in [
            (
                "WHO warns",
                "BBC قالت إن العبارة عادت ظهرا",
                Some(right),
                Some("ar"),
            ),
            ("NATO عادت العبارة", "", Some(right), Some("ar")),
            ("The word סוף", "and more words", Some(left), None),
            ("הגשר נפתח", "", Some(right), Some("he")),
            (
                "Пором вернулся",
                "Он снова ходит, мы были рады",
                Some(left),
                Some("ru"),
            ),
            (
                "Пором повернувся",
                "Він знову їздить і має двигун",
                Some(left),
                Some("uk"),
            ),
            ("Мостът е отворен", "Фериботът се върна", Some(left), None),
            ("کشتی برگشت", "گفت که پل باز است", Some(right), Some("fa")),
            ("یہ پل کھل گیا ہے", "", Some(right), Some("ur")),
            ("橋が開く", "船はまた来る", Some(left), Some("ja")),
            ("渡輪回來了", "這是我們的國家", Some(left), Some("zh-Hant")),
            ("渡轮回来了", "这是我们的国家", Some(left), Some("zh-Hans")),
            ("Η γέφυρα άνοιξε", "", Some(left), Some("el")),
            ("2026", "11:30", None, None),
        ] {
            let mut article = Article {
                headline: headline.into(),
                body: vec![Block::Paragraph(vec![Inline::Text(text.into())])],
                ..Article::default()
            };
            tell(&mut article);
            let found = (article.direction, article.language.as_deref());
            assert_eq!(found, (direction, language), "{headline} {text}");
        }
    }

    #[test]
    fn what_the_publisher_says_counts() {
        let mut article = Article {
            headline: "הגשר".into(),
            language: Some("yi".into()),
            direction: Some(Direction::LeftToRight),
            ..Article::default()
        };
        tell(&mut article);
        let found = (article.direction, article.language.as_deref());
        assert_eq!(found, (Some(Direction::LeftToRight), Some("yi")));
    }
}
