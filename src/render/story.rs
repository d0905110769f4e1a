//! The story: what stands above its text, the text, and what stands below.

use std::iter;

use super::blocks;
use super::comments_place::comments_place;
use super::icons::icon;
use super::inlines::link;
use super::page::Page;
use super::picture::{self, Position};
use super::places::{Action, Place, When};
use super::setting::{Drawing, Lines, Setting};
use super::share_bar::{Picker, ShareBar};
use crate::article::{Access, Article, Date, Origin, WithheldReason};
use crate::i18n::{Message, Messages, dates, direction};
use crate::markup::html::Writer;
use crate::markup::tag::copied;
use crate::markup::{Attr, Node, Tag, Text, part, tag};
use crate::share::network;
use crate::text::around;
use crate::url::WebUrl;

/// The story's own lines.
const OWN: Lines = Lines {
    rel: "noopener",
    has_pictures: true,
};

/// A story that is being drawn, from top to bottom: a long text comes in portions, and no tree holds
/// all of it.
pub struct Story<'a> {
    page: &'a Page<'a>,
    drawing: Drawing,
}

impl<'a> Story<'a> {
    /// Begins.
    #[must_use]
    pub fn new(page: &'a Page<'a>) -> Self {
        Self::after(0, page)
    }

    /// Goes on after so many pictures.
    #[must_use]
    pub fn after(pictures: u32, page: &'a Page<'a>) -> Self {
        Self {
            page,
            drawing: Drawing::after(pictures, page.messages),
        }
    }

    /// How many pictures have been drawn.
    #[must_use]
    pub fn pictures(&self) -> u32 {
        self.drawing.pictures()
    }

    fn setting(&self) -> Setting<'_> {
        Setting {
            above: self.page.heading_level,
            rel: OWN.rel,
            story: Some(&self.drawing),
        }
    }

    /// The story's element, in which the rest goes in the order of the methods.
    #[must_use]
    pub fn root(&self) -> Tag {
        let article = self.page.article;
        let direction = article
            .direction
            .or_else(|| article.language.as_deref().map(direction::of_language))
            .map_or("auto", |direction| direction.as_str());
        part("article.story")
            .set(Attr::Lang, article.language.as_ref())
            .set(Attr::Dir, direction)
            .set(
                Attr::AriaLabelledBy,
                (!article.headline.is_empty()).then_some("headline"),
            )
            .set(Attr::DataContext, self.page.context.to_json())
    }

    /// What stands above the text.
    #[must_use]
    pub fn head(&self) -> Node {
        let lead = self.page.article.lead_image.as_ref();
        let lead = lead.map(|image| picture::figure(image, Position::Lead, self.setting()).into());
        let messages = self.page.messages;
        let notes = [
            (When::Updated, Message::StoryUpdated),
            (When::Corrected, Message::StoryCorrected),
        ];
        let notes = notes.map(|(when, message)| change(when, message, messages).into());
        let header = header(self.page).into();
        Node::List(notes.into_iter().chain([header]).chain(lead).collect())
    }

    /// The text's element, in which its portions go.
    #[must_use]
    pub fn text(&self) -> Tag {
        part("div.text").set(Attr::DataPlace, Place::Text.name())
    }

    /// The portion of this number of the text; `None` after the last.
    #[must_use]
    pub fn portion(&self, number: usize) -> Option<Node> {
        blocks::portion(&self.page.article.body, number, self.setting())
    }

    /// The text.
    pub fn portions(&self) -> impl Iterator<Item = Node> {
        (0..).map_while(|number| self.portion(number))
    }

    /// Everything in the story's order, but for the elements of the story and its text themselves.
    pub fn nodes(&self) -> impl Iterator<Item = Node> {
        let head = iter::once_with(|| self.head());
        let rest = [Self::foot, Self::below].into_iter().map(|part| part(self));
        head.chain(self.portions()).chain(rest)
    }

    /// What stands below the text.
    #[must_use]
    pub fn foot(&self) -> Node {
        let page = self.page;
        let place = |place: Place| tag("div").set(Attr::DataPlace, place.name());
        let bar = ShareBar {
            messages: page.messages,
            targets: &page.targets,
            shared: &page.shared,
            server: page.server.as_ref(),
            copied: None,
            picker: Picker::Closed,
        };
        Node::List(vec![
            place(Place::Quote).into(),
            missing_text(page.article, page.messages).map_or_else(Node::nothing, Node::from),
            footer(page).into(),
            place(Place::Share).spoken().child(bar.draw()).into(),
            place(Place::Lightbox).into(),
        ])
    }

    /// What stands below the story: the comments' place, which is empty where there are none.
    #[must_use]
    pub fn below(&self) -> Node {
        let page = self.page;
        let comments = page.context.comments.as_ref();
        let own = comments.and_then(|comments| WebUrl::parse(&comments.page));
        comments_place(page.messages, page.heading_level, own.as_ref()).into()
    }

    /// Writes all of it as HTML; tells when the text has ended.
    pub fn write(&self, writer: &mut Writer, text_ended: impl FnOnce(&Writer)) {
        let (root, text) = (self.root(), self.text());
        writer.open(&root);
        writer.node(&self.head());
        writer.open(&text);
        for portion in self.portions() {
            writer.node(&portion);
        }
        writer.close(&text);
        text_ended(writer);
        writer.node(&self.foot());
        writer.close(&root);
        writer.node(&self.below());
    }

    /// All of it as HTML.
    #[must_use]
    pub fn to_html(&self) -> String {
        let mut writer = Writer::default();
        self.write(&mut writer, |_| {});
        writer.html
    }
}

/// What is said of a story that has been put in place of an older one while it was read.
fn change(when: When, message: Message, messages: Messages) -> Tag {
    let close = tag("button.close-note")
        .set(Attr::DataAction, Action::CloseNote.name())
        .set(Attr::AriaLabel, messages.text(Message::Close))
        .text("×");
    part("p.newer")
        .interface(messages)
        .spoken()
        .set(Attr::DataWhen, when.name())
        .set(Attr::Hidden, "")
        .say(messages, message)
        .child(close)
}

fn header(page: &Page) -> Tag {
    let article = page.article;
    let has_standfirst = !article.standfirst.is_empty();
    tag("header")
        .child(labels(page))
        .child(headline(page))
        .child(has_standfirst.then(|| part("p.standfirst").inlines(&article.standfirst, OWN)))
        .child(
            part("div.meta")
                .spoken()
                .child(byline(article, page.messages))
                .child(day(page)),
        )
}

/// One line: whose story it is, and what it is about.
fn labels(page: &Page) -> Option<Tag> {
    let article = page.article;
    let sections = &article.sections;
    if page.publisher.is_none() && article.kicker.is_none() && sections.is_empty() {
        return None;
    }
    let logo = article.source.logo.as_ref().map(|logo| {
        tag("img.logo")
            .set(Attr::Loading, "lazy")
            .set(Attr::Decoding, "async")
            .set(Attr::Alt, "")
            .set(Attr::Src, logo)
    });
    let publisher = page.publisher.map(|name| {
        let words = tag("span").child(logo).text(copied(name));
        part("p.publisher").child(match &article.source.url {
            Some(url) => link(url.as_str(), OWN.rel).child(words),
            None => words,
        })
    });
    let kicker = article.kicker.as_ref();
    let items = sections.iter().map(|section| tag("li").text(section));
    Some(
        tag("div.labels")
            .child(publisher)
            .child(kicker.map(|kicker| part("p.kicker").text(kicker)))
            .child((!sections.is_empty()).then(|| part("ul.sections").children(items))),
    )
}

/// A story without a headline has no heading: an empty one would be worse.
fn headline(page: &Page) -> Option<Tag> {
    let words = &page.article.headline;
    (!words.is_empty()).then(|| {
        tag(blocks::heading(page.heading_level))
            .set(Attr::Id, "headline")
            .set(Attr::DataLevel, 1)
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
    let mut byline = vec![Node::Text(Text::Borrowed(before))];
    let mut rest = &*list_of_names;
    for author in &article.authors {
        let (between, left) = around(rest, &author.name);
        byline.push(Node::Text(copied(between)));
        byline.push(match &author.url {
            Some(url) => link(url.as_str(), OWN.rel).text(&author.name).into(),
            None => Node::Text(copied(&author.name)),
        });
        rest = left;
    }
    byline.push(Node::Text(copied(rest)));
    byline.push(Node::Text(Text::Borrowed(after)));
    Some(
        part("p.byline")
            .interface(messages)
            .child(Node::List(byline)),
    )
}

fn day(page: &Page) -> Option<Tag> {
    let article = page.article;
    let published = article.date_published.or(article.date_modified)?;
    // A story that was planned was last changed before it was published.
    let updated = article
        .date_modified
        .filter(|modified| modified.is_day_after(published));
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
    let day = dates::day(date, page.messages);
    let [before, weekday, after] = dates::around_weekday(&day, date, page.messages);
    tag("time")
        .set(Attr::DateTime, date.datetime())
        .set(Attr::Lang, page.messages.locale())
        .text(before)
        .child((!weekday.is_empty()).then(|| tag("span.weekday").text(weekday)))
        .text(after)
}

/// Says why there is no text, or not all of it, or why there are pictures missing.
fn missing_text(article: &Article, messages: Messages) -> Option<Tag> {
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
    let notice = part("p.notice")
        .interface(messages)
        .spoken()
        .say(messages, message);
    let again = (message == Message::NoText).then(|| {
        tag("button")
            .set(Attr::DataAction, Action::Retry.name())
            .say(messages, Message::Retry)
    });
    Some(notice.text(" ").child(again))
}

fn footer(page: &Page) -> Tag {
    let article = page.article;
    let messages = page.messages;
    let credit = match (&article.source.credit_line, page.publisher) {
        (Some(line), _) => Some(tag("p.credit-line").text(line)),
        (None, Some(name)) => {
            let line = tag("p.credit-line").interface(messages);
            Some(line.say_of(messages, Message::Source, "name", name))
        }
        (None, None) => None,
    };
    let (before, after) = messages.around(Message::Source, "name");
    let origin = |origin: &Origin| {
        let name = match &origin.url {
            Some(url) => link(url.as_str(), OWN.rel).text(&origin.name).into(),
            None => Node::Text(copied(&origin.name)),
        };
        let line = tag("p.based-on").interface(messages);
        line.text(before).child(tag("bdi").child(name)).text(after)
    };
    let original = page.url.map(|url| {
        let words = messages.filled(Message::ReadOn, "site", &url.site());
        tag("p.original")
            .interface(messages)
            .child(link(url.as_str(), OWN.rel).text(words))
    });
    tag("footer")
        .set(Attr::DataPlace, Place::End.name())
        .spoken()
        .child(credit.map(|credit| credit.set(Attr::Part, "credit")))
        .children(article.based_on.iter().map(origin))
        .child(original)
        .child(rights(article))
        .child(follow(page))
        .child(related(article, messages))
}

fn rights(article: &Article) -> Option<Tag> {
    let words = Node::Text(copied(article.copyright_notice.as_ref()?));
    let words = match &article.license_url {
        Some(url) => link(url.as_str(), OWN.rel)
            .set(Attr::Rel, "license noopener")
            .child(words)
            .into(),
        None => words,
    };
    Some(tag("p.rights").child(words))
}

fn follow(page: &Page) -> Option<Tag> {
    let messages = page.messages;
    let title: Text = match page.publisher {
        Some(name) => messages.filled(Message::Follow, "publisher", name).into(),
        None => messages.text(Message::FollowUs).into(),
    };
    let links = page.follow.iter().map(|profile| {
        let link = link(profile.url.as_str(), OWN.rel);
        match network::at(&profile.url.site()) {
            // Its sign and name say enough where the whole label is what it is called.
            Some(network) if profile.label.contains(network.label) => link
                .set(Attr::AriaLabel, &profile.label)
                .child(icon(network.icon))
                .text(network.label),
            Some(network) => link.child(icon(network.icon)).text(&profile.label),
            None => link.text(&profile.label),
        }
    });
    links_under("div.follow", title, links, messages)
}

fn related(article: &Article, messages: Messages) -> Option<Tag> {
    let title = messages.text(Message::Related).into();
    let stories = article.related.iter();
    let links = stories.map(|story| link(story.url.as_str(), OWN.rel).text(&story.headline));
    links_under("div.related", title, links, messages)
}

fn links_under(
    selector: &'static str,
    title: Text,
    links: impl Iterator<Item = Tag>,
    messages: Messages,
) -> Option<Tag> {
    let mut links = links.peekable();
    links.peek()?;
    let links = links.map(|link| tag("li").child(link));
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

#[cfg(test)]
mod tests;
