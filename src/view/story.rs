//! The story: what stands above its text, the text, and what stands below.

use yew::{AttrValue, Html};

use super::blocks::{self, Setting};
use super::content::copied;
use super::inlines::link;
use super::lightbox::lightbox;
use super::opened::{Event, Reader};
use super::page::Page;
use super::picture::{self, Place};
use super::tag::{Attr, Tag, list, part, tag, text};
use crate::article::{Access, Article, Date, WithheldReason};
use crate::i18n::{Message, Messages, dates, direction};
use crate::text::around;

/// `rel` of the story's own links.
const OWN: &str = "noopener";

/// What invites to share the story.
pub struct Sharing {
    /// Below it.
    pub bar: Option<Tag>,
    /// Beside words that are selected.
    pub quote_bar: Option<Tag>,
}

/// The whole story, with what invites to share it.
pub fn story<'a>(page: &'a Page, sharing: Sharing, reader: &'a Reader<'a>) -> Html {
    let article = &page.article;
    let direction = article
        .direction
        .or_else(|| article.language.as_deref().map(direction::of_language))
        .or_else(|| direction::of_text(&article.headline))
        .map_or("auto", |direction| direction.as_str());
    let lead = article.lead_image.as_ref();
    let setting = Setting {
        above: page.heading_level,
        rel: OWN,
        reader: Some(reader),
    };
    part("article.story")
        .set(Attr::Lang, article.language.as_ref())
        .set(Attr::Dir, direction)
        .set(
            Attr::AriaLabelledBy,
            (!article.headline.is_empty()).then_some("headline"),
        )
        .child(header(page))
        .child(lead.map(|image| picture::figure(image, Place::Lead, setting)))
        .child(part("div.text").child(blocks::text(&article.body, setting)))
        .child(sharing.quote_bar)
        .child(missing_text(article, reader))
        .child(footer(page))
        .child(sharing.bar)
        .child(lightbox(reader, OWN))
        .into()
}

fn header(page: &Page) -> Tag {
    let article = &page.article;
    let sections = article
        .sections
        .iter()
        .map(|section| tag("li").text(section));
    let has_sections = !article.sections.is_empty();
    let kicker = article.kicker.as_ref();
    let has_standfirst = !article.standfirst.is_empty();
    tag("header")
        .child(has_sections.then(|| part("ul.sections").children(sections)))
        .child(kicker.map(|kicker| part("p.kicker").text(kicker)))
        .child(headline(page))
        .child(has_standfirst.then(|| part("p.standfirst").inlines(&article.standfirst, OWN)))
        .child(
            part("div.meta")
                // Other words are other elements, so that none of these is seen to move.
                .key(page.messages.locale())
                .child(byline(article, page.messages))
                .child(day(page)),
        )
}

/// A story without a headline has no heading: an empty one would be worse.
fn headline(page: &Page) -> Option<Tag> {
    let words = &page.article.headline;
    (!words.is_empty()).then(|| {
        tag(blocks::heading(page.heading_level))
            .set(Attr::Id, "headline")
            .set(Attr::TabIndex, "-1")
            .class("headline")
            .set(Attr::Part, "headline")
            .text(words)
    })
}

fn byline(article: &Article, messages: Messages) -> Option<Tag> {
    if let Some(byline) = &article.byline {
        return Some(part("p.byline").text(byline));
    }
    if article.authors.is_empty() {
        return None;
    }
    let mut names = Vec::new();
    for author in &article.authors {
        names.push(author.name.clone());
    }
    let list_of_names = messages.list(&names);
    let (before, after) = messages.around(Message::By, "names");
    let mut byline = vec![text(before)];
    let mut rest = &*list_of_names;
    for author in &article.authors {
        let (between, left) = around(rest, &author.name);
        byline.push(text(copied(between)));
        byline.push(match &author.url {
            Some(url) => link(url.as_str(), OWN).text(&author.name).into(),
            None => text(&author.name),
        });
        rest = left;
    }
    byline.push(text(copied(rest)));
    byline.push(text(after));
    Some(part("p.byline").interface(messages).child(list(byline)))
}

fn day(page: &Page) -> Option<Tag> {
    let article = &page.article;
    let published = article.date_published.or(article.date_modified)?;
    let is_same_day = |modified: &Date| {
        (modified.year, modified.month, modified.day)
            == (published.year, published.month, published.day)
    };
    let updated = article
        .date_modified
        .filter(|modified| !is_same_day(modified));
    let (before, after) = page.messages.around(Message::Updated, "date");
    let updated = updated.map(|updated| {
        tag("span.updated")
            .text(before)
            .child(time(updated, page))
            .text(after)
    });
    let line = part("p.date")
        .interface(page.messages)
        .child(time(published, page))
        .child(updated);
    Some(line)
}

fn time(date: Date, page: &Page) -> Tag {
    tag("time")
        .set(Attr::DateTime, date.datetime())
        .set(Attr::Lang, page.messages.locale())
        .text(dates::day(date, page.messages.locale()))
}

/// Says why there is no text, or not all of it, or why there are pictures missing.
fn missing_text(article: &Article, reader: &Reader) -> Option<Tag> {
    let messages = reader.messages;
    let message = match article.access {
        Access::Protected => Message::Protected,
        Access::Withheld(reason) => match reason {
            WithheldReason::NotShared | WithheldReason::Withheld => Message::Forbidden,
            WithheldReason::Canceled => Message::Canceled,
            WithheldReason::Embargoed => Message::Embargoed,
            WithheldReason::Expired => Message::Expired,
        },
        Access::Open if article.body.is_empty() => Message::NoText,
        Access::Open if article.has_withheld_images => Message::ImagesWithheld,
        Access::Open => return None,
    };
    let notice = part("p.notice").interface(messages).say(messages, message);
    let again = (message == Message::NoText).then(|| {
        tag("button")
            .on_click(reader.on_click(Event::Again))
            .say(messages, Message::Retry)
    });
    Some(notice.text(" ").child(again))
}

fn footer(page: &Page) -> Tag {
    let article = &page.article;
    let messages = page.messages;
    let credit = match (&article.source.credit_line, &page.publisher) {
        (Some(line), _) => Some(tag("p.credit-line").text(line)),
        (None, Some(name)) => {
            let line = tag("p.credit-line").interface(messages);
            Some(line.say_of(messages, Message::Source, "name", name))
        }
        (None, None) => None,
    };
    let original = page.url.as_ref().map(|url| {
        let words = messages.filled(Message::ReadOn, "site", &url.site());
        tag("p.original")
            .interface(messages)
            .child(link(url.as_str(), OWN).text(words))
    });
    tag("footer")
        .child(credit.map(|credit| credit.set(Attr::Part, "credit")))
        .child(original)
        .child(rights(article))
        .child(follow(page))
        .child(related(article, messages))
}

fn rights(article: &Article) -> Option<Tag> {
    let words = text(article.copyright_notice.as_ref()?);
    let words = match &article.license_url {
        Some(url) => link(url.as_str(), OWN)
            .set(Attr::Rel, "license noopener")
            .child(words)
            .into(),
        None => words,
    };
    Some(tag("p.rights").child(words))
}

fn follow(page: &Page) -> Option<Tag> {
    let messages = page.messages;
    let title: AttrValue = match &page.publisher {
        Some(name) => messages.filled(Message::Follow, "publisher", name).into(),
        None => messages.text(Message::FollowUs).into(),
    };
    let profiles = page.follow.iter();
    let links = profiles.map(|profile| (profile.url.as_str(), &profile.label));
    links_under("div.follow", title, links, messages)
}

fn related(article: &Article, messages: Messages) -> Option<Tag> {
    let title = messages.text(Message::Related).into();
    let stories = article.related.iter();
    let links = stories.map(|story| (story.url.as_str(), &story.headline));
    links_under("div.related", title, links, messages)
}

fn links_under<'a>(
    selector: &'static str,
    title: AttrValue,
    links: impl Iterator<Item = (&'a str, &'a String)>,
    messages: Messages,
) -> Option<Tag> {
    let mut links = links.peekable();
    links.peek()?;
    let links = links.map(|(address, words)| tag("li").child(link(address, OWN).text(words)));
    let shown_title = tag("p")
        .interface(messages)
        .set(Attr::AriaHidden, "true")
        .text(title.clone());
    let group = part(selector)
        .set(Attr::Role, "group")
        .set(Attr::AriaLabel, title)
        .child(shown_title)
        .child(tag("ul").children(links));
    Some(group)
}
