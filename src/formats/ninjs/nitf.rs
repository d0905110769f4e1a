//! NITF, IPTC's markup for the text of a story, which is older than HTML and has many of its elements:
//! the others are given HTML's names here.
//!
//! Only names change, so that no word is lost; what HTML does not know either it looks through.

use crate::text::{around, contains, replaced, split_run};

/// Names of NITF, and HTML's for them.
const NAMES: &str = "\
    body div body.head div body.content div body.end div block div hedline div abstract div \
    hl1 h1 hl2 h2 byline p byttl small distributor p dateline p tagline p series p note aside \
    bq blockquote credit cite fn aside media figure media-caption figcaption \
    media-producer figcaption nitf-table div head template media-metadata template \
    media-object template nitf-table-metadata template nitf-col template";

/// Whether a text is marked up in NITF.
pub fn is_nitf(text: &str) -> bool {
    contains(text, "<nitf") || contains(text, "<body.content") || contains(text, "<hedline")
}

/// The same text in HTML.
pub fn to_html(nitf: &str) -> String {
    let mut html = String::new();
    let mut rest = nitf;
    // Files of the `media` that is open: the first is shown, the others are the same in other sizes.
    let mut has_file = false;
    while let Some((text, tag)) = rest.split_once('<') {
        html.push_str(text);
        if let Some(literal) = tag.strip_prefix("![CDATA[") {
            let (text, after) = around(literal, "]]>");
            html.push_str(&replaced(text, b'<', "&lt;"));
            rest = after;
            continue;
        }
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        rest = after;
        let name = tag.strip_prefix('/').unwrap_or(tag);
        let is_end = name.len() < tag.len();
        let (name, attributes) = split_run(name, |byte| !matches!(byte, b' ' | b'\n' | b'/'));
        let name = name.strip_prefix("nitf:").unwrap_or(name);
        if name == "media-reference" {
            if !is_end && !has_file {
                push_file(attributes, &mut html);
                has_file = true;
            }
            continue;
        }
        has_file &= name != "media";
        let name = html_name(name);
        html.push_str(if is_end { "</" } else { "<" });
        html.push_str(name);
        html.push_str(attributes);
        html.push('>');
        if attributes.ends_with('/') && !matches!(name, "br" | "hr" | "img") {
            html.push_str(&["</", name, ">"].concat());
        }
    }
    html.push_str(rest);
    html
}

fn html_name(name: &str) -> &str {
    let mut names = NAMES.split_ascii_whitespace();
    while let (Some(nitf), Some(html)) = (names.next(), names.next()) {
        if nitf == name {
            return html;
        }
    }
    name
}

/// The file of a picture or recording. NITF calls its address `source`, HTML `src`.
fn push_file(attributes: &str, html: &mut String) {
    let kinds = ["video", "audio"].into_iter();
    let mut kinds = kinds.filter(|kind| contains(attributes, kind));
    let name = kinds.next().unwrap_or("img");
    let (before, after) = around(attributes, "source=");
    html.push_str(&["<", name, before, " src=", after, "></", name, ">"].concat());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Report;
    use crate::article::block::{Block, plain_text};
    use crate::formats::body;
    use crate::formats::writing::Writing;
    use crate::html;
    use crate::url::Base;

    fn base() -> Base {
        Base::parse("https://agency.example/").unwrap()
    }

    fn blocks(nitf: &str) -> Vec<Block> {
        html::blocks(&to_html(nitf), &base())
    }

    #[test]
    fn no_word_is_lost_and_each_stands_as_what_it_is() {
        let nitf = r#"<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf><head><title>T</title>
                <docdata><doc-id id-string="7"/><key-list><keyword key="tide"/></key-list></docdata></head>
                <body><body.head><hedline><hl1>Low tide</hl1><hl2>Mud</hl2></hedline><byline>By <person>Ann Oake</person></byline>
                <dateline><location>BERGEN</location></dateline></body.head>
                <body.content><block><p lede="true">At <chron norm="20260302">four</chron> in <location>Bergen</location>.</p>
                <hl2>Boats</hl2><ul><li>One</li></ul><bq><block><p>Stuck.</p></block><credit>Bo Elm</credit></bq>
                <nitf-table><nitf-table-metadata><nitf-col value="1"/></nitf-table-metadata><table><tr><th>Boat</th></tr><tr><td>Plover</td></tr></table></nitf-table>
                <p>It <em>stays</em>,<br/> <money unit="EUR">two</money> <q>crowns</q> &amp; more <![CDATA[<3 & so]]>.</p></block></body.content>
                <body.end><tagline>Edited by Cy.</tagline></body.end></body></nitf>"#;
        let html = to_html(nitf);
        let words = body::line(
            &html,
            "body",
            Writing::Html,
            &base(),
            &mut Report::default(),
        );
        let blocks = blocks(nitf);
        assert_eq!(
            plain_text(&words)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            "Low tide Mud By Ann Oake BERGEN At four in Bergen. Boats One Stuck. Bo Elm Boat Plover It stays, two crowns & more <3 & so. Edited by Cy."
        );
        assert!(
            blocks
                .iter()
                .any(|block| matches!(block, Block::Quote { .. }))
        );
        assert!(blocks.iter().any(|block| matches!(block, Block::Table(_))));
    }

    #[test]
    fn media_become_pictures_and_players_with_their_captions() {
        let blocks = blocks(
            r#"<body.content><media media-type="image"><media-metadata name="id" value="7"/>
                <media-reference mime-type="image/jpeg" source="/a.jpg" width="1200" height="800"/>
                <media-reference mime-type="image/jpeg" source="/a-small.jpg"></media-reference>
                <media-object encoding="base64">QUJD</media-object>
                <media-caption><p>The slip.</p></media-caption><media-producer>Ann Oake</media-producer></media>
                <p>One.</p><media media-type="video"><media-reference source="/b.mp4" mime-type="video/mp4"/><media-caption>The film.</media-caption></media></body.content>"#,
        );
        let [Block::Image(image), Block::Paragraph(_), Block::Video(film)] = &blocks[..] else {
            panic!("{blocks:?}");
        };
        assert_eq!(image.src.as_str(), "https://agency.example/a.jpg");
        assert_eq!(image.width, Some(1200));
        let caption = plain_text(&image.caption);
        assert!(
            caption.starts_with("The slip.") && caption.contains("Ann Oake"),
            "{caption}"
        );
        assert_eq!(plain_text(&film.caption), "The film.");
    }

    #[test]
    fn what_ends_too_early_is_read_as_far_as_it_goes() {
        for (nitf, html) in [
            ("<p>One", "<p>One"),
            ("<block/", "<div/></div>"),
            ("<", "<>"),
            ("One </", "One </>"),
            ("<nitf:p>One</nitf:p>", "<p>One</p>"),
            ("<![CDATA[One", "One"),
        ] {
            assert_eq!(to_html(nitf), html);
        }
    }
}
