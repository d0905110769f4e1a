//! A story's context as JSON, without serde: what [`super::context`] is written and read by in the
//! programs.

use super::context::{CommentsContext, Context};
use crate::json::{Json, Quoted};
use crate::text::decimal;

/// A context as JSON.
pub fn write(context: &Context, quoted: Quoted) -> String {
    let mut share = String::new();
    for name in &context.share {
        let comma = if share.is_empty() { "" } else { "," };
        share += &[comma, &quoted(name)].concat();
    }
    let comments = context.comments.as_ref();
    let mut members = vec![
        ("version", decimal(context.version)),
        ("level", decimal(context.level.into())),
        ("blocks", decimal(context.blocks)),
        ("share", ["[", &share, "]"].concat()),
    ];
    members.extend(comments.map(|comments| ("comments", write_comments(comments, quoted))));
    let texts = [
        ("article", context.article.as_deref()),
        ("url", context.url.as_deref()),
        ("headline", Some(context.headline.as_str())),
        ("publisher", context.publisher.as_deref()),
        ("language", context.language.as_deref()),
        ("interface", Some(context.interface.as_str())),
        ("locale", Some(context.locale.as_str())),
        ("shared", context.shared.as_deref()),
        ("modified", context.modified.as_deref()),
        ("made", context.made.as_deref()),
    ];
    object(members, &texts, quoted)
}

fn write_comments(comments: &CommentsContext, quoted: Quoted) -> String {
    let truth = |is_true| if is_true { "true" } else { "false" };
    let mut members = vec![
        ("newest", truth(comments.newest).to_owned()),
        ("closed", truth(comments.closed).to_owned()),
    ];
    members.extend(comments.author.map(|author| ("author", decimal(author))));
    let texts = [
        ("engine", Some(comments.engine.as_str())),
        ("address", Some(comments.address.as_str())),
        ("page", Some(comments.page.as_str())),
    ];
    object(members, &texts, quoted)
}

/// An object of these members, and of the texts that there are.
fn object(
    mut members: Vec<(&str, String)>,
    texts: &[(&'static str, Option<&str>)],
    quoted: Quoted,
) -> String {
    for (name, text) in texts {
        members.extend(text.map(|text| (*name, quoted(text))));
    }
    let mut json = String::new();
    for (name, value) in members {
        let before = if json.is_empty() { "{\"" } else { ",\"" };
        json += &[before, name, "\":", &value].concat();
    }
    json + "}"
}

/// What stands in a context's JSON, of whatever version it is.
pub fn read(json: &Json) -> Option<Context> {
    let share = json.get("share").items().iter();
    Some(Context {
        version: json.get("version").as_unsigned()?,
        article: text(json, "article"),
        url: text(json, "url"),
        headline: text(json, "headline")?,
        level: json.get("level").as_unsigned()?.try_into().ok()?,
        blocks: json.get("blocks").as_unsigned().unwrap_or_default(),
        publisher: text(json, "publisher"),
        language: text(json, "language"),
        interface: text(json, "interface")?,
        locale: text(json, "locale")?,
        share: share
            .filter_map(|name| name.as_str().map(str::to_owned))
            .collect(),
        shared: text(json, "shared"),
        comments: read_comments(json.get("comments")),
        modified: text(json, "modified"),
        #[cfg(not(target_arch = "wasm32"))]
        options: std::collections::BTreeMap::new(),
        made: text(json, "made"),
    })
}

fn read_comments(json: &Json) -> Option<CommentsContext> {
    Some(CommentsContext {
        engine: text(json, "engine")?,
        address: text(json, "address")?,
        page: text(json, "page")?,
        author: json.get("author").as_unsigned(),
        newest: json.get("newest").is_true(),
        closed: json.get("closed").is_true(),
    })
}

fn text(json: &Json, name: &str) -> Option<String> {
    json.get(name).as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::super::context::VERSION;
    use super::*;

    fn quoted(text: &str) -> String {
        serde_json::to_string(text).unwrap()
    }

    fn contexts() -> [Context; 2] {
        let least = Context {
            version: VERSION,
            article: None,
            url: None,
            headline: String::new(),
            level: 1,
            publisher: None,
            language: None,
            interface: "en".to_owned(),
            locale: "en".to_owned(),
            blocks: 0,
            share: Vec::new(),
            shared: None,
            comments: Some(CommentsContext {
                engine: "preview".to_owned(),
                address: "https://news.example/".to_owned(),
                page: "https://news.example/".to_owned(),
                author: None,
                newest: false,
                closed: true,
            }),
            modified: None,
            options: std::collections::BTreeMap::new(),
            made: None,
        };
        let text = |text: &str| Some(text.to_owned());
        let all = Context {
            version: VERSION + 1,
            article: text("https://news.example/1.json"),
            url: text("https://news.example/1/"),
            headline: "“A” & <b> \"\\\u{2028}\n".to_owned(),
            level: 6,
            publisher: text("The Fen Lantern"),
            language: text("de"),
            share: vec!["x".to_owned(), "copy".to_owned()],
            shared: text("https://news.example/1/?a=b"),
            comments: Some(CommentsContext {
                engine: "wordpress".to_owned(),
                address: "https://news.example/wp-json".to_owned(),
                page: "https://news.example/1/".to_owned(),
                author: Some(u32::MAX),
                newest: true,
                closed: false,
            }),
            made: text("2026-01-02T03:04:05Z"),
            modified: text("2026-01-01T12:00:00+01:00"),
            ..least.clone()
        };
        [least, all]
    }

    #[test]
    fn serde_reads_what_is_written_by_hand() {
        for context in contexts() {
            let json = write(&context, quoted);
            let read: Context = serde_json::from_str(&json).unwrap();
            assert_eq!(read, context, "{json}");
            let [by_hand, by_serde] = [&json, &serde_json::to_string(&context).unwrap()]
                .map(|json| serde_json::from_str::<serde_json::Value>(json).unwrap());
            assert_eq!(by_hand, by_serde);
        }
    }

    #[test]
    fn what_serde_writes_is_read_by_hand() {
        for context in contexts() {
            let json = serde_json::to_string(&context).unwrap();
            let json: Json = serde_json::from_str(&json).unwrap();
            assert_eq!(read(&json), Some(context));
        }
    }

    #[test]
    fn what_is_missing_is_missing_either_way() {
        for (json, is_context) in [
            ("{}", false),
            ("[1]", false),
            ("null", false),
            (
                r#"{"version":1,"headline":"","level":2,"interface":"en","locale":"en","share":[]}"#,
                true,
            ),
            (
                r#"{"version":1,"headline":"","level":256,"interface":"en","locale":"en","share":[]}"#,
                false,
            ),
        ] {
            let by_serde = serde_json::from_str::<Context>(json).ok();
            let by_hand = read(&serde_json::from_str(json).unwrap());
            assert_eq!(by_hand, by_serde, "{json}");
            assert_eq!(by_hand.is_some(), is_context, "{json}");
        }
    }
}
