//! A lead picture that opens the text once more, mostly in another size.

use super::is_in;
use crate::article::block::{Block, plain_text};
use crate::article::inline::append;
use crate::article::{Article, Image, Reason, Report};
use crate::text::{around, around_last, is_all, split_run};

/// Takes the lead picture out of the beginning of the text; what only the text says of it moves.
pub fn drop_lead(article: &mut Article) {
    /// A line or two may stand before the picture.
    const BEGINNING: usize = 3;
    let Some(lead) = &mut article.lead_image else {
        return;
    };
    let is_text = |block: &&Block| matches!(block, Block::Paragraph(_) | Block::Heading { .. });
    let before = article.body.iter().take_while(is_text).count();
    let opening = article.body.get(before).filter(|_| before < BEGINNING);
    let is_it =
        |block: &Block| matches!(block, Block::Image(image) if is_same_picture(lead, image));
    if opening.is_some_and(is_it)
        && let Block::Image(image) = article.body.remove(before)
    {
        merge(lead, image, &mut article.dropped);
    }
}

/// Adds to a picture what is said of it in another place, where it is no more.
pub fn merge(lead: &mut Image, other: Image, dropped: &mut Report) {
    dropped.add(Reason::Repeated, "body", || describe(&other));
    if lead.alt.is_empty() {
        lead.alt = other.alt;
    }
    let known = [plain_text(&lead.caption), plain_text(&lead.credit)].concat();
    for (words, mut more) in [
        (&mut lead.caption, other.caption),
        (&mut lead.credit, other.credit),
    ] {
        let line = plain_text(&more);
        let line = line.trim();
        if is_in(line, &known) {
            continue;
        }
        if is_in(plain_text(words).trim(), line) {
            words.clear();
        }
        append(words, &mut more);
    }
}

/// All that is said of a picture, or its address.
pub fn describe(image: &Image) -> String {
    let (caption, credit) = (plain_text(&image.caption), plain_text(&image.credit));
    match [&*image.alt, &caption, &credit].join(" ").trim() {
        "" => image.src.as_str().to_owned(),
        words => words.to_owned(),
    }
}

/// Whether two pictures are one in two places.
pub fn is_same_picture(lead: &Image, other: &Image) -> bool {
    names(lead).contains(&name(other.src.as_str()))
}

/// The names of a picture in its sizes.
pub fn names(picture: &Image) -> Vec<String> {
    let mut names = vec![name(picture.src.as_str())];
    for size in &picture.srcset {
        names.push(name(size.url.as_str()));
    }
    names
}

/// Endings of pictures.
const TYPES: &str = "jpg jpeg png gif webp avif";

/// What stays the same of a picture's address in all its sizes, types and places: the path without what
/// systems and their image services add to it.
pub fn name(address: &str) -> String {
    let mut address = address;
    // Services have the address of the picture in their own.
    loop {
        let (_, within) = around(address, "://");
        if within.is_empty() {
            break;
        }
        address = within;
    }
    let (path, _) = split_run(address, |byte| *byte != b'?');
    let (folders, file) = around_last(path, b'/');
    let stem = stem(file);
    if stem.len() == file.len() {
        // The query may be what names the picture.
        return address.to_owned();
    }
    let mut name = String::new();
    let mut steps = folders.split('/');
    let host = steps.next().unwrap_or_default();
    if host.ends_with(".wp.com") {
        steps.next();
    }
    let mut is_value = false;
    for folder in steps {
        // Ghost: `/size/w600/format/webp/`
        let is_key = matches!(folder, "size" | "format");
        if !is_key && !is_value {
            name.push_str(folder);
            name.push('/');
        }
        is_value = is_key;
    }
    if name.is_empty() {
        // A file at the top may have any site's usual name.
        name.push_str(host);
    }
    name.push_str(stem);
    name
}

/// The name of a picture's file without its types and what its size added.
fn stem(file: &str) -> &str {
    let mut stem = file;
    loop {
        let (rest, ending) = around_last(stem, b'.');
        let mut types = TYPES.split(' ');
        if ending.is_empty() || !types.any(|other| ending.eq_ignore_ascii_case(other)) {
            break;
        }
        stem = rest;
    }
    loop {
        // `-1024x683`, and the second of its making where a copy was edited: `-e1772439300`.
        let (rest, ending) = around_last(stem, b'-');
        let is_size = is_all(ending, |byte| matches!(byte, b'0'..=b'9' | b'x' | b'e'));
        let is_number = is_all(ending, u8::is_ascii_digit);
        if !matches!(ending, "scaled" | "rotated") && (!is_size || is_number) {
            return stem;
        }
        stem = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::block::Inline;
    use crate::url::Base;

    fn image(address: &str) -> Image {
        let base = Base::parse("https://gazette.example/").unwrap();
        Image::new(base.media(address).unwrap())
    }

    #[test]
    fn a_picture_is_the_same_in_every_size_type_and_place() {
        let lead = "https://gazette.example/media/2026/03/slip.jpg";
        for other in [
            "http://gazette.example/media/2026/03/slip.jpg",
            "/media/2026/03/slip.jpg?w=640#top",
            "/media/2026/03/slip-1024x683.jpg",
            "/media/2026/03/slip-scaled.jpg",
            "/media/2026/03/slip-rotated-300x200.jpg",
            "/media/2026/03/slip-e1772439300000-300x200.jpg",
            "/media/2026/03/slip.jpg.webp",
            "/media/2026/03/slip-scaled.avif",
            "/media/2026/03/slip.JPEG",
            "https://i2.wp.com/gazette.example/media/2026/03/slip.jpg?resize=1024%2C683&ssl=1",
            "https://cdn.example/media/2026/03/slip.jpg",
            "/media/size/w600/2026/03/slip.jpg",
            "/media/size/w600h400/format/webp/2026/03/slip.jpg",
            "https://cdn.example/cdn-cgi/image/width=600/https://gazette.example/media/2026/03/slip.jpg",
        ] {
            assert!(is_same_picture(&image(lead), &image(other)), "{other}");
        }
        for other in [
            "/media/2026/03/slip-2.jpg",
            "/media/2026/04/slip.jpg",
            "/media/2026/03/slip",
            "/slip.jpg",
        ] {
            assert!(!is_same_picture(&image(lead), &image(other)), "{other}");
        }
        let one = image("https://pictures.example/show?id=7");
        assert!(!is_same_picture(
            &one,
            &image("https://pictures.example/show?id=8")
        ));
        // Two sites' usual names.
        assert!(!is_same_picture(
            &image("/1.jpg"),
            &image("https://other.example/1.jpg")
        ));
    }

    #[test]
    fn what_only_the_text_says_of_the_picture_stays() {
        let words = |words: &str| match words {
            "" => Vec::new(),
            words => vec![Inline::Text(words.to_owned())],
        };
        for (lead, own, credit, expected) in [
            ("", "The slip.", "", "The slip."),
            ("The slip.", "The slip", "", "The slip."),
            ("The slip.", "The slip. Ann Oake", "", "The slip. Ann Oake"),
            ("The slip.", "Ann Oake", "Ann Oake", "The slip."),
            ("The slip.", "At low tide.", "", "The slip.\nAt low tide."),
        ] {
            let picture = |caption| Image {
                caption: words(caption),
                ..image("/media/slip.jpg")
            };
            let mut article = Article {
                lead_image: Some(Image {
                    credit: words(credit),
                    ..picture(lead)
                }),
                body: vec![Block::Image(picture(own))],
                ..Article::default()
            };
            drop_lead(&mut article);
            let [repeated] = article.dropped.dropped() else {
                panic!("{:?}", article.dropped);
            };
            assert_eq!(repeated.reason, Reason::Repeated);
            assert_eq!(repeated.words, own);
            let caption = article.lead_image.map(|lead| plain_text(&lead.caption));
            assert_eq!(caption.as_deref(), Some(expected));
            assert!(article.body.is_empty());
        }
    }

    #[test]
    fn a_picture_further_down_stays_where_it_is() {
        let line = || Block::Paragraph(vec![Inline::Text("A line.".to_owned())]);
        for (lines, kept) in [(0, 0), (2, 2), (3, 4)] {
            let mut body: Vec<_> = (0..lines).map(|_| line()).collect();
            body.push(Block::Image(image("/media/slip-300x200.jpg")));
            let mut article = Article {
                lead_image: Some(image("/media/slip.jpg")),
                body,
                ..Article::default()
            };
            drop_lead(&mut article);
            assert_eq!(article.body.len(), kept);
        }
    }
}
