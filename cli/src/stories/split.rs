//! The stories of a feed, a list or an array, each as an answer of its own that means the same.

use article_embed::embed::answer;
use article_embed::formats::{FORMATS, Format};
use article_embed::json::Json;
use serde_json::{Map, Value};
use url::Url;

/// Lists in lists deeper than this are none.
const LEVELS: usize = 3;

/// A story that was one of several.
#[derive(Clone, Debug)]
pub struct Part {
    /// It alone, as JSON.
    pub json: String,
    /// What its format tells it from others by.
    pub id: Option<String>,
    /// Whether browsers can pick it from the whole answer by its id.
    pub is_pickable: bool,
    /// The address of its own JSON, as the list says.
    own: Option<String>,
}

impl Part {
    /// The address of its own JSON, with as much in it as the list at `address` was asked for.
    pub fn own_address(&self, address: &str) -> Option<String> {
        let list = Url::parse(address).ok()?;
        let mut own = list.join(self.own.as_ref()?).ok()?;
        if own.host() != list.host() {
            return None;
        }
        for (name, value) in list.query_pairs() {
            if name == "_embed" {
                let mut query = own.query_pairs_mut();
                match &*value {
                    "" => query.append_key_only(&name),
                    value => query.append_pair(&name, value),
                };
            }
        }
        Some(own.into())
    }
}

/// The stories in a text; `None` where it is one story, or nothing that can be taken apart.
pub fn stories(text: &str, format: Option<&str>) -> Option<Vec<Part>> {
    let answer = answer::parse(text.trim()).ok()?;
    of_value(&answer, format)
}

/// The stories in an answer.
pub fn of_value(answer: &Value, format: Option<&str>) -> Option<Vec<Part>> {
    split(answer, format, LEVELS)
}

fn split(answer: &Value, format: Option<&str>, levels: usize) -> Option<Vec<Part>> {
    let levels = levels.checked_sub(1)?;
    let json = read(answer);
    let found = FORMATS.iter().find(|found| match format {
        Some(name) => found.name == name,
        None => (found.detect)(&json),
    });
    let found = found.filter(|found| format.is_none() || !is_bare_list(answer, found));
    let Some(found) = found else {
        return listed(answer, format, levels);
    };
    match found.name {
        "json-feed" => within(answer, "items", found),
        "ghost" => within(answer, "posts", found).or_else(|| within(answer, "pages", found)),
        "wordpress.com" => Some(alone(list(answer.get("posts")?)?, found)),
        "wordpress" => Some(alone(list(answer)?, found)),
        "json-ld" => linked_data(answer, &json, found, levels),
        _ => None,
    }
}

/// Whether an answer is a list of what the format itself knows no lists of.
fn is_bare_list(answer: &Value, format: &Format) -> bool {
    answer.is_array() && format.ids.is_empty()
}

/// Stories that share what stands around them.
fn within(answer: &Value, name: &str, format: &Format) -> Option<Vec<Part>> {
    let items = list(answer.get(name)?)?;
    let mut around = answer.as_object()?.clone();
    // What leads to others is nothing that they share.
    around.remove("next_url");
    let parts = items.into_iter().map(|item| {
        let mut around = around.clone();
        around.insert(name.to_owned(), vec![item.clone()].into());
        Part {
            json: Value::Object(around).to_string(),
            id: id(item, format.ids),
            is_pickable: true,
            own: None,
        }
    });
    Some(parts.collect())
}

/// Stories that are whole without what stands around them.
fn alone(items: Vec<&Value>, format: &Format) -> Vec<Part> {
    let parts = items.into_iter().map(|item| Part {
        json: item.to_string(),
        id: id(item, format.ids),
        is_pickable: true,
        own: own(item),
    });
    parts.collect()
}

/// Where WordPress says a post's own JSON is.
fn own(post: &Value) -> Option<String> {
    let places = ["/_links/self/0/href", "/meta/links/self"];
    let mut found = places.iter().filter_map(|place| post.pointer(place));
    found.find_map(|address| Some(address.as_str()?.to_owned()))
}

/// Several stories in JSON-LD: of several pages, or of one whose nodes point at each other.
fn linked_data(answer: &Value, json: &Json, format: &Format, levels: usize) -> Option<Vec<Part>> {
    let count = |json: &Json| (format.stories)(json).len();
    if let Value::Array(items) = answer
        && items.len() > 1
        && json.items().iter().all(|item| count(item) > 0)
    {
        let parts = each(items, None, levels).into_iter().map(|part| Part {
            is_pickable: part.id.is_some(),
            ..part
        });
        return Some(parts.collect());
    }
    let stories = (format.stories)(json);
    if stories.len() < 2 {
        return None;
    }
    let whole = answer.to_string();
    let parts = stories.into_iter().map(|story| Part {
        json: whole.clone(),
        id: (format.ids.iter()).find_map(|name| story.get(name).text().map(str::to_owned)),
        is_pickable: true,
        own: None,
    });
    Some(parts.collect())
}

/// An array of stories in whatever formats, or an object around one.
fn listed(answer: &Value, format: Option<&str>, levels: usize) -> Option<Vec<Part>> {
    match answer {
        Value::Array(items) => Some(each(items, format, levels)),
        Value::Object(members) => {
            let mut lists = members.values().filter_map(|value| {
                let items = value.as_array()?;
                let is_list = items.iter().any(|item| is_story(item, format, levels));
                is_list.then(|| each(items, format, levels))
            });
            let parts = lists.next()?;
            lists.next().is_none().then_some(parts)
        }
        _ => None,
    }
}

fn is_story(item: &Value, format: Option<&str>, levels: usize) -> bool {
    let json = read(item);
    let is_one = match format {
        Some(_) => item.is_object(),
        None => FORMATS.iter().any(|format| (format.detect)(&json)),
    };
    is_one || split(item, format, levels).is_some()
}

/// All items, and what is in those that are lists themselves.
fn each(items: &[Value], format: Option<&str>, levels: usize) -> Vec<Part> {
    let mut parts = Vec::new();
    for item in items {
        match split(item, format, levels) {
            Some(several) => parts.extend(several.into_iter().map(|part| Part {
                is_pickable: false,
                ..part
            })),
            None => parts.push(Part {
                json: item.to_string(),
                id: id(
                    item,
                    &[
                        "id",
                        "ID",
                        "@id",
                        "uri",
                        "guid",
                        "canonical_url",
                        "url",
                        "link",
                    ],
                ),
                is_pickable: false,
                own: own(item),
            }),
        }
    }
    parts
}

/// An id, which some give as a number.
fn id(story: &Value, places: &[&str]) -> Option<String> {
    places.iter().find_map(|place| match story.get(place)? {
        Value::Number(number) => number.as_u64().map(|number| number.to_string()),
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        _ => None,
    })
}

/// The items of a list, which PHP writes as an object once the first of them is gone.
fn list(value: &Value) -> Option<Vec<&Value>> {
    let is_numbered = |members: &Map<String, Value>| {
        let is_number = |name: &String| name.bytes().all(|byte| byte.is_ascii_digit());
        !members.is_empty() && members.keys().all(is_number)
    };
    match value {
        Value::Array(items) => Some(items.iter().collect()),
        Value::Object(members) if is_numbered(members) => Some(members.values().collect()),
        _ => None,
    }
}

/// What the library makes of a value; `null` for what nests too deeply for it.
fn read(value: &Value) -> Json {
    serde::Deserialize::deserialize(value).unwrap_or(Json::Null)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(text: &str) -> Option<Vec<Option<String>>> {
        let parts = stories(text, None)?;
        Some(parts.into_iter().map(|part| part.id).collect())
    }

    fn named(names: &[&str]) -> Vec<Option<String>> {
        names.iter().map(|name| Some((*name).to_owned())).collect()
    }

    const DOCUMENT: &str =
        r#"{"schema": "article-embed/1", "headline": "D", "canonical_url": "https://a.example/d"}"#;
    const NINJS: &str = r#"{"uri": "urn:x:1", "headline": "N"}"#;
    const POST: &str = r#"{"id": 42, "title": {"rendered": "P"}, "content": {"rendered": "x"},
        "_links": {"self": [{"href": "https://a.example/wp-json/wp/v2/posts/42"}]}}"#;

    #[test]
    fn lists_of_all_formats_are_taken_apart() {
        let of_linked_data = r#"{"@context": "https://schema.org", "@type": "NewsArticle", "@id": "ID", "headline": "L ID"}"#;
        let linked = |id| of_linked_data.replace("ID", id);
        for (text, expected) in [
            (
                r#"{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": 1}, {"id": "b"}]}"#.to_owned(),
                Some(named(&["1", "b"])),
            ),
            (["[", POST, "]"].concat(), Some(named(&["42"]))),
            (
                r#"{"posts": [{"id": "5f", "uuid": "u"}, {"id": "60", "uuid": "v"}], "meta": {}}"#.to_owned(),
                Some(named(&["5f", "60"])),
            ),
            (
                r#"{"found": 1, "posts": {"3": {"ID": 3, "URL": "https://a.example/3", "content": ""}}}"#.to_owned(),
                Some(named(&["3"])),
            ),
            (
                ["[", &linked("urn:a"), ",", &linked("urn:b"), "]"].concat(),
                Some(named(&["urn:a", "urn:b"])),
            ),
            (
                [r#"{"@context": "https://schema.org", "@graph": ["#, &linked("urn:a"), ",", &linked("urn:b"), "]}"].concat(),
                Some(named(&["urn:a", "urn:b"])),
            ),
            (
                ["[", DOCUMENT, ",", NINJS, ",", POST, "]"].concat(),
                Some(named(&["https://a.example/d", "urn:x:1", "42"])),
            ),
            (
                [r#"{"_items": ["#, NINJS, r#"], "_meta": {"page": 1}, "_links": []}"#].concat(),
                Some(named(&["urn:x:1"])),
            ),
            ("[]".to_owned(), Some(Vec::new())),
            (DOCUMENT.to_owned(), None),
            (NINJS.to_owned(), None),
            (POST.to_owned(), None),
            (linked("urn:a"), None),
            ("<html>".to_owned(), None),
            (r#"{"a": [1]}"#.to_owned(), None),
        ] {
            assert_eq!(ids(&text), expected, "{text}");
        }
    }

    #[test]
    fn one_page_in_an_array_stays_one_story() {
        let page = r##"[{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "H", "author": {"@id": "#a"}},
            {"@type": "Person", "@id": "#a", "name": "Ann"}]"##;
        assert_eq!(ids(page), None);
    }

    #[test]
    fn an_item_keeps_what_its_feed_says_for_all() {
        let feed = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "F", "next_url": "/2", "items": [{"id": 1}, {"id": 2}]}"#;
        let parts = stories(feed, None).unwrap();
        assert_eq!(
            parts[1].json,
            r#"{"version":"https://jsonfeed.org/version/1.1","title":"F","items":[{"id":2}]}"#
        );
    }

    #[test]
    fn posts_are_found_at_their_own_address() {
        let parts = stories(&["[", POST, "]"].concat(), None).unwrap();
        let own = |list| parts[0].own_address(list);
        assert_eq!(
            own("https://a.example/wp-json/wp/v2/posts?per_page=5&_embed").as_deref(),
            Some("https://a.example/wp-json/wp/v2/posts/42?_embed")
        );
        assert_eq!(own("https://cache.example/posts"), None);
        assert_eq!(own(""), None);
    }

    #[test]
    fn a_named_format_is_read_without_looking() {
        let parts = stories(r#"[{"headline": "A"}, {"headline": "B"}]"#, Some("ninjs"));
        assert_eq!(parts.map(|parts| parts.len()), Some(2));
    }
}
