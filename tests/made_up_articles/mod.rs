//! Made-up articles, as readers of formats would make them: no words without a character to see, no
//! lists without items, no space around names. What the project's own document has no words for is
//! left out.

mod blocks;
mod words;

use article_embed::article::{
    Access, Article, Author, Block, CommentsEndpoint, CommentsInfo, CommentsStatus, Date,
    Direction, Origin, Profile, Related, Report, Source,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use self::blocks::{block, image};
use self::words::{link, maybe_words, media, text, web};

/// An article.
pub fn article() -> impl Strategy<Value = Article> {
    // Tuples of strategies end at twelve, so the fields come in three parts.
    let told = (
        text(),
        option::of(text()),
        maybe_words(),
        option::of(text()),
        vec(author(), 0..3),
        source(),
        vec(text(), 0..3),
        option::of(date()),
        option::of(date()),
        option::of(text()),
        option::of(select(
            &[Direction::LeftToRight, Direction::RightToLeft][..],
        )),
    );
    let shown = (option::of(image()), vec(block(), 0..5));
    let around = (
        option::of(text()),
        option::of(web()),
        select(&[Access::Open, Access::Protected][..]),
        vec(profile(), 0..3),
        comments(),
        vec(related(), 0..3),
        option::of(web()),
        vec(origin(), 0..3),
    );
    (told, shown, around).prop_map(|(told, (lead_image, mut body), around)| {
        // Nothing that stands behind a separator is taken for the lead picture or the standfirst
        // once more.
        body.insert(0, Block::Separator);
        Article {
            headline: told.0,
            kicker: told.1,
            standfirst: told.2,
            byline: told.3,
            authors: distinct(told.4),
            source: told.5,
            sections: told.6,
            date_published: told.7,
            date_modified: told.8,
            language: told.9.map(|tag| tag.replace('_', "-")),
            direction: told.10,
            lead_image,
            body,
            copyright_notice: around.0,
            based_on: around.7,
            license_url: around.1,
            access: around.2,
            has_withheld_images: false,
            follow: around.3,
            comments: around.4,
            related: around.5,
            canonical_url: around.6,
            dropped: Report::default(),
        }
    })
}

fn author() -> impl Strategy<Value = Author> {
    (text(), option::of(web())).prop_map(|(name, url)| Author { name, url })
}

/// Nobody is named twice.
fn distinct(authors: Vec<Author>) -> Vec<Author> {
    let mut distinct: Vec<Author> = Vec::new();
    for author in authors {
        let mut known = distinct.iter();
        if !known.any(|known| known.name.eq_ignore_ascii_case(&author.name)) {
            distinct.push(author);
        }
    }
    distinct
}

fn origin() -> impl Strategy<Value = Origin> {
    (text(), option::of(web())).prop_map(|(name, url)| Origin { name, url })
}

fn source() -> impl Strategy<Value = Source> {
    let parts = (
        option::of(text()),
        option::of(web()),
        option::of(media()),
        option::of(text()),
    );
    parts.prop_map(|(name, url, logo, credit_line)| Source {
        name,
        url,
        logo,
        credit_line,
    })
}

fn profile() -> impl Strategy<Value = Profile> {
    (text(), web()).prop_map(|(label, url)| Profile { label, url })
}

fn related() -> impl Strategy<Value = Related> {
    (text(), link()).prop_map(|(headline, url)| Related { headline, url })
}

fn comments() -> impl Strategy<Value = CommentsInfo> {
    let endpoint =
        (prop::sample::select(vec!["wordpress", "isso"]), web()).prop_map(|(engine, url)| {
            CommentsEndpoint {
                engine: engine.to_owned(),
                url,
                author: None,
            }
        });
    let status = select(&[CommentsStatus::Open, CommentsStatus::Closed][..]);
    (status, any::<Option<u32>>(), option::of(endpoint)).prop_map(|(status, count, endpoint)| {
        CommentsInfo {
            status,
            count,
            endpoint,
        }
    })
}

fn date() -> impl Strategy<Value = Date> {
    let day = (0..=9999, 1..=12, 1..=28).prop_map(|(y, m, d)| format!("{y:04}-{m:02}-{d:02}"));
    let time = (0..=23, 0..=59, 0..=59).prop_map(|(h, m, s)| format!("T{h:02}:{m:02}:{s:02}"));
    let offset = select(&["", "Z", "+01:00", "-14:00", "+05:45"][..]);
    (day, option::of((time, offset))).prop_map(|(day, time)| {
        let time = time.map_or(String::new(), |(time, offset)| [&time, offset].concat());
        Date::parse(&[day, time].concat()).unwrap()
    })
}
