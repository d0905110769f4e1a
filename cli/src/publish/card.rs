//! A story as a card of plain HTML: headline, summary, picture, writers and a link. It works in mail readers and
//! wherever else nothing runs and no style sheet is read.

use article_embed::i18n::Message;
use maud::html;

use super::Publication;
use super::about::About;

/// How wide a card may be, in CSS pixels; source: what mail readers show without scrolling.
const WIDTH: u32 = 600;

/// The card. Without an address to go to its words are no links.
#[must_use]
pub fn card(publication: &Publication) -> String {
    let page = publication.page;
    let article = page.article;
    let about = About(article);
    let here = publication.places.page.as_ref();
    let url = page.url.or(here);
    let address = url.map(|url| url.as_str());
    let picture = about.picture();
    // Mail readers scale by the attribute alone.
    let size = picture.and_then(|picture| {
        let (width, height) = (picture.width?, picture.height?);
        let shown = width.min(WIDTH);
        let height = u64::from(height) * u64::from(shown) / u64::from(width.max(1));
        Some((shown, height))
    });
    let writers: Vec<_> = about.writers().into_iter().map(str::to_owned).collect();
    let credit = match (&article.source.credit_line, page.publisher) {
        (Some(line), _) => Some(line.clone()),
        (None, Some(name)) => Some(page.messages.filled(Message::Source, "name", name)),
        (None, None) => None,
    };
    let read_on = url.map(|url| page.messages.filled(Message::ReadOn, "site", &url.site()));
    html! {
        article lang=[about.language()] dir=(about.direction())
            style="max-width:600px;padding:16px;border:1px solid #ccc;font-family:Georgia,serif;line-height:1.4" {
            @if let Some(picture) = picture {
                a href=[address] {
                    img src=(picture.src.as_str()) alt=(picture.alt) width=[size.map(|(width, _)| width)]
                        height=[size.map(|(_, height)| height)]
                        style="display:block;max-width:100%;height:auto;border:0";
                }
            }
            h2 style="margin:12px 0 8px;font-size:22px" {
                a href=[address] style="color:inherit" { (about.title()) }
            }
            @if !writers.is_empty() {
                p style="margin:0 0 8px;font-size:14px" { (page.messages.list(&writers)) }
            }
            @if let Some(description) = about.description() {
                p style="margin:0 0 8px" { (description) }
            }
            @if let Some(words) = read_on {
                p lang=(page.messages.language()) dir=(page.messages.direction()) style="margin:0 0 8px" {
                    a href=[address] { (words) }
                }
            }
            @if let Some(credit) = credit {
                p style="margin:0;font-size:14px" { (credit) }
            }
        }
        "\n"
    }
    .into_string()
}
