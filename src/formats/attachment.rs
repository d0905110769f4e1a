//! Files that come with a story: recordings play, pictures are shown, and the rest are links.

use super::repeated::{is_in, is_same_picture};
use super::{fields, left_out};
use crate::article::block::{Block, Inline};
use crate::article::{Article, Image, MediaObject, Reason};
use crate::json::Json;
use crate::text::{after_last_slash, decimal, split_run};
use crate::url::Base;

/// No item has more attachments than this.
const LIMIT: usize = 100;

/// Adds the attachments of an item of JSON Feed to the end of its text, but for files that the text names.
pub fn push_attachments(item: &Json, base: &Base, article: &mut Article) {
    let html = fields::text(item, "content_html").unwrap_or_default();
    let mut last = ("", "");
    let attachments = fields::values(item.get("attachments"));
    // Each is looked for in all of the text.
    let mut left = LIMIT;
    for attachment in attachments {
        let mut drop = |reason| {
            let dropped = &mut article.dropped;
            dropped.add(reason, "attachments", || left_out::words(attachment));
        };
        if left == 0 {
            drop(Reason::Limit);
            continue;
        }
        left -= 1;
        let address = fields::text(attachment, "url").unwrap_or_default();
        let kind = fields::text(attachment, "mime_type").unwrap_or_default();
        let (kind, _) = split_run(kind, |byte| *byte != b'/');
        let title = fields::text(attachment, "title").unwrap_or_default();
        // The specification's way to name one recording in several types.
        let is_other_type = !title.is_empty() && last == (kind, title);
        last = (kind, title);
        let (path, _) = split_run(address, |byte| *byte != b'?');
        if is_in(path, html) {
            drop(Reason::Repeated);
            continue;
        }
        let (Some(file), Some(url)) = (base.media(address), base.link(address)) else {
            drop(Reason::Address);
            continue;
        };
        let is_recording = matches!(kind, "audio" | "video");
        if let Some(Block::Audio(known) | Block::Video(known)) = article.body.last_mut()
            && is_recording
            && is_other_type
        {
            known.sources.push(file);
            continue;
        }
        let mut caption = Vec::new();
        if !title.is_empty() && title != article.headline {
            caption.push(Inline::Text(title.to_owned()));
        }
        let block = if is_recording {
            let media = MediaObject {
                sources: vec![file],
                caption,
                ..MediaObject::default()
            };
            if kind == "audio" {
                Block::Audio(media)
            } else {
                Block::Video(media)
            }
        } else if kind == "image" {
            let mut image = Image::new(file);
            image.caption = caption;
            let lead = article.lead_image.as_ref();
            if lead.is_some_and(|lead| is_same_picture(lead, &image)) {
                drop(Reason::Repeated);
                continue;
            }
            Block::Image(image)
        } else {
            if caption.is_empty() {
                caption.push(Inline::Text(after_last_slash(path).to_owned()));
            }
            if let Some(bytes) = attachment.get("size_in_bytes").as_unsigned() {
                let size = decimal(bytes.div_ceil(1000));
                caption.push(Inline::Text([" (", &size, " kB)"].concat()));
            }
            let content = caption;
            Block::Paragraph(vec![Inline::Link { url, content }])
        };
        article.body.push(block);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::block::plain_text;
    use crate::formats::pick::tests::read;

    fn item(html: &str, attachments: &str) -> Vec<Block> {
        let text = r#"{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "7", "title": "Low tide",
            "image": "https://radio.example/tide.jpg", "content_html": "HTML", "attachments": [FILES]}]}"#;
        let text = text.replace("HTML", html).replace("FILES", attachments);
        read(&text).unwrap().body
    }

    #[test]
    fn recordings_pictures_and_files_end_the_text() {
        let body = item(
            "<p>Mud.</p>",
            r#"{"url": "/a.mp3", "mime_type": "audio/mpeg", "title": "Low tide"},
                {"url": "/b.webm", "mime_type": "video/webm", "title": "The slip"},
                {"url": "/c.png", "mime_type": "image/png"}, {"url": "/d.m4a", "mime_type": "audio/x-m4a"},
                {"url": "/e/tides.pdf?x=1", "mime_type": "application/pdf", "size_in_bytes": 1400},
                {"url": "/f", "mime_type": "text/vtt", "title": "Words", "size_in_bytes": 7654321},
                {"url": "javascript:alert(1)", "mime_type": "text/html"}, {"mime_type": "audio/mpeg"}, 3"#,
        );
        let [_, audio, video, picture, other_audio, file, words] = &*body else {
            panic!("{body:?}");
        };
        assert!(matches!(audio, Block::Audio(media) if media.caption.is_empty()));
        assert!(matches!(video, Block::Video(media) if plain_text(&media.caption) == "The slip"));
        assert!(matches!(picture, Block::Image(_)));
        assert!(matches!(other_audio, Block::Audio(_)));
        for (block, expected) in [(file, "tides.pdf (2 kB)"), (words, "Words (7655 kB)")] {
            assert!(
                matches!(block, Block::Paragraph(line) if plain_text(line) == expected),
                "{block:?}"
            );
        }
    }

    #[test]
    fn one_title_is_one_recording_in_several_types() {
        let body = item(
            "<p>Mud.</p>",
            r#"{"url": "/a.mp3", "mime_type": "audio/mpeg", "title": "One"}, {"url": "/a.ogg", "mime_type": "audio/ogg", "title": "One"},
                {"url": "/b.mp3", "mime_type": "audio/mpeg", "title": "Two"}"#,
        );
        let sources = |block: &Block| match block {
            Block::Audio(media) => media.sources.len(),
            _ => 0,
        };
        assert_eq!(body.iter().map(sources).collect::<Vec<_>>(), [0, 2, 1]);
    }

    #[test]
    fn what_the_text_has_is_not_there_twice() {
        let html = "<p>Mud, <b><a href='/e.pdf'>all</a></b>.</p><p><img src='/c.png'></p><audio src='/a.mp3'></audio>";
        let body = item(
            html,
            r#"{"url": "/a.mp3", "mime_type": "audio/mpeg"}, {"url": "/c.png", "mime_type": "image/png"},
                {"url": "/e.pdf", "mime_type": "application/pdf"}, {"url": "/tide.jpg", "mime_type": "image/jpeg"},
                {"url": "https://radio.example/tide.jpg", "mime_type": "image/jpeg"}"#,
        );
        // The picture at another site's top has that site's name.
        assert_eq!(body.len(), 4, "{body:?}");
    }
}
