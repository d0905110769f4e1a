//! What a story has in the words of schema.org, wherever it is said in them: in a document of JSON-LD and in a page.

use article_embed::article::{Article, Image, Origin, Source};
use serde_json::{Value, json};

use crate::object::{Object, address, some};

/// Who wrote the story: the authors, else whom its byline names; `None` where that is nobody.
pub fn writers(article: &Article) -> Option<Vec<Value>> {
    let person = |name: &str, url: Option<String>| {
        let person = Object::typed("Person").with("name", some(name));
        Value::from(person.with("url", url))
    };
    match (article.authors.as_slice(), &article.byline) {
        ([], byline) => byline.as_ref().map(|byline| vec![person(byline, None)]),
        (authors, _) => {
            let authors = authors.iter();
            let persons = authors.map(|author| person(&author.name, address(author.url.as_ref())));
            Some(persons.collect())
        }
    }
}

/// The publisher, by this name.
pub fn publisher(name: &str, source: &Source) -> Value {
    let logo = source.logo.as_ref();
    let logo = logo.map(|logo| json!({ "@type": "ImageObject", "url": logo.as_str() }));
    Object::typed("Organization")
        .with("name", Some(name))
        .with("url", address(source.url.as_ref()))
        .with("logo", logo)
        .into()
}

/// A picture's file with its size.
pub fn image(image: &Image) -> Object {
    Object::typed("ImageObject")
        .with("url", Some(image.src.as_str()))
        .with("width", image.width)
        .with("height", image.height)
}

/// Another work.
pub fn work(origin: &Origin) -> Value {
    Object::typed("CreativeWork")
        .with("name", some(&origin.name))
        .with("url", address(origin.url.as_ref()))
        .into()
}

/// A list, unless there is nothing in it.
pub fn list<T>(items: Vec<T>) -> Option<Vec<T>> {
    (!items.is_empty()).then_some(items)
}
