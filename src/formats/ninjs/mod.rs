//! A news item in IPTC's ninjs, versions 1, 2 and 3, as agencies deliver it.
//!
//! Source: the ninjs schemas in IPTC's newsinjson repository. The versions differ in how names are
//! written (`versioncreated`, `versionCreated`) and in whether texts, pictures and their renditions
//! are members of an object (1) or items of an array (2 and 3). Both are read whatever version an
//! item says it is. The `uri` names the item and leads to a page only where it is an address.

mod picture;
mod wording;

use super::fields::{self, Places, Writing};
use super::format::{Format, StorySource};
use super::{body, whole};
use crate::article::Article;
use crate::json::Json;
use crate::url::WebUrl;

/// The format's row in the table.
pub const FORMAT: Format = Format {
    name: "ninjs",
    places: Places {
        headline: "headline title",
        byline: "byline by",
        date_published: "firstcreated firstCreated versioncreated versionCreated",
        date_modified: "versioncreated versionCreated",
        language: "language",
        canonical_url: "",
        copyright_notice: "copyrightnotice copyrightNotice",
        copyright_holder: "copyrightholder copyrightHolder",
        license_url: "rightsinfo.linkedrights rightsInfo.linkedRights",
        status: "pubstatus pubStatus",
        embargoed: "embargoed embargoeduntil embargoedUntil",
        expires: "expires",
    },
    ids: &[],
    detect,
    stories: whole,
    read,
};

fn detect(answer: &Json) -> bool {
    let marks = "standard.version versioncreated versionCreated headline headlines bodies";
    fields::text(answer, "uri").is_some()
        && (!fields::find(answer, marks).is_null() || wording::body(answer).is_some())
}

fn read(story: &StorySource, article: &mut Article) {
    let json = story.json;
    article.canonical_url = fields::text(json, "uri").and_then(WebUrl::parse);
    let page = article.canonical_url.as_ref().map(WebUrl::as_str);
    let base = &story.base.join(page);
    article.headline = wording::headline(json).unwrap_or_default();
    if let Some(description) = wording::description(json) {
        article.standfirst = description.words(base);
    }
    if let Some(wording) = wording::body(json) {
        article.body = if wording.is_html {
            body::from_html(Some(wording.text), base)
        } else {
            body::from_plain(wording.text)
        };
        drop_heading(article);
    }
    for subject in fields::find(json, "subject subjects").items() {
        fields::push_name(&mut article.sections, subject, Writing::Plain);
    }
    picture::push_pictures(story, article, base);
}

/// Some agencies put a whole page into the body: the headline, a line with place and source, and
/// then the text.
fn drop_heading(article: &mut Article) {
    /// Longer lines are text.
    const DATELINE: usize = 60;
    if article.headline.is_empty() || body::first_words(article).trim() != article.headline {
        return;
    }
    article.body.remove(0);
    let line = body::first_words(article);
    let is_sentence = body::without_end(&line).len() < line.trim_end().len();
    if article.body.len() > 1 && !line.is_empty() && line.len() < DATELINE && !is_sentence {
        article.body.remove(0);
    }
}

#[cfg(test)]
mod tests {
    use crate::article::block::plain_text;
    use crate::article::{Access, WithheldReason};
    use crate::formats::pick::tests::read;

    fn item(members: &str) -> String {
        [
            r#"{"uri": "urn:x:1", "headline": "H", "body_text": "Text.","#,
            members,
            "}",
        ]
        .concat()
    }

    #[test]
    fn the_body_is_html_rather_than_text_and_never_nitf() {
        let article = read(
            r#"{"uri": "urn:x:1", "standard": {"name": "ninjs", "version": "3.1"}, "headlines": [{"value": "H"}],
                "bodies": [{"contentType": "application/nitf+xml", "value": "<nitf/>"}, {"role": "main", "value": "One"},
                    {"contentType": "text/html", "value": "<p>One</p><p>Two</p>"}]}"#,
        )
        .unwrap();
        assert_eq!((article.headline.as_str(), article.body.len()), ("H", 2));
        assert_eq!(article.canonical_url, None);
    }

    #[test]
    fn pictures_lead_and_follow_with_their_sizes() {
        let picture = |name: &str, more: &str| {
            r#"{"name": "NAME", "type": "picture", "by": "Ann", "descriptions": [{"value": "NAME caption"}], MORE "renditions": [
                {"href": "https://a.example/NAME-print.jpg", "contentType": "image/jpeg", "width": 4800, "height": 3200},
                {"href": "https://a.example/NAME-small.jpg", "contentType": "image/jpeg", "width": 300, "height": 200},
                {"href": "https://a.example/NAME.jpg", "contentType": "image/jpeg", "width": 1200, "height": 800},
                {"href": "https://a.example/NAME.mp4", "contentType": "video/mp4", "width": 1920, "height": 1280}]}"#
                .replace("NAME", name)
                .replace("MORE", more)
        };
        let pictures = [
            picture("a", ""),
            picture("b", r#""pubStatus": "withheld","#),
            picture("c", r#""embargoedUntil": "2027-06-01T00:00:00Z","#),
            picture("d", r#""expires": "2026-06-01T00:00:00Z","#),
            picture("e", r#""pubStatus": "usable","#),
        ];
        let members = [r#""associations": ["#, &pictures.join(","), "]"].concat();
        let article = read(&item(&members)).unwrap();
        let lead = article.lead_image.unwrap();
        assert_eq!(lead.src.as_str(), "https://a.example/a.jpg");
        assert_eq!(plain_text(&lead.caption), "a caption");
        assert_eq!(plain_text(&lead.credit), "Ann");
        assert_eq!(article.body.len(), 2);
        assert!(article.has_withheld_images);
    }

    #[test]
    fn a_status_embargo_or_expiry_withholds_the_story() {
        for (members, reason) in [
            (r#""pubstatus": "withheld""#, WithheldReason::Withheld),
            (r#""pubStatus": "canceled""#, WithheldReason::Canceled),
            (
                r#""embargoed": "2027-01-02T00:00:00Z""#,
                WithheldReason::Embargoed,
            ),
            (
                r#""embargoedUntil": "2027-01-02""#,
                WithheldReason::Embargoed,
            ),
            (
                r#""expires": "2026-12-31T23:00:00Z""#,
                WithheldReason::Expired,
            ),
        ] {
            let article = read(&item(members)).unwrap();
            assert_eq!(article.access, Access::Withheld(reason), "{members}");
            assert!(article.body.is_empty());
            let is_expired = reason == WithheldReason::Expired;
            assert_eq!(!article.headline.is_empty(), is_expired, "{members}");
        }
        for members in [
            r#""pubstatus": "usable""#,
            r#""embargoed": "2026-12-31T00:00:00Z""#,
            // The day lasts until its end.
            r#""expires": "2027-01-01""#,
            r#""embargoed": """#,
        ] {
            assert_eq!(read(&item(members)).unwrap().access, Access::Open);
        }
    }

    #[test]
    fn rights_that_are_not_understood_are_refused() {
        for (members, message) in [
            (
                r#""pubStatus": "maybe""#,
                "ninjs: `pubStatus` should be usable, withheld or canceled, but is a text",
            ),
            (
                r#""embargoed": "soon""#,
                "ninjs: `embargoed` should be a date and time, but is a text",
            ),
            (
                r#""expires": 7"#,
                "ninjs: `expires` should be a date and time, but is a number",
            ),
        ] {
            assert_eq!(read(&item(members)).unwrap_err().to_string(), message);
        }
    }
}
