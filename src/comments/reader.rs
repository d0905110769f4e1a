//! Who writes: a reader's name and addresses, kept in this browser only where she asks for it.

use super::Submission;
use crate::json;
use crate::storage;

/// Name in the browser's storage, which belongs to the partner's site.
const NAME: &str = "article-embed/reader";

/// What is kept of the reader: a submission without words. `None` where she has not asked for it.
#[must_use]
pub fn remembered() -> Option<Submission> {
    let json = json::parse(&storage::get(NAME)?.as_str().into()).ok()?;
    let member = |name| json.get(name).as_str().unwrap_or_default().to_owned();
    Some(Submission {
        author: member("author"),
        email: member("email"),
        website: member("website"),
        ..Submission::default()
    })
}

/// Keeps who wrote this.
pub fn remember(submission: &Submission) {
    let members = json::members(&[
        ("author", &submission.author),
        ("email", &submission.email),
        ("website", &submission.website),
    ]);
    storage::set(NAME, &["{", &members, "}"].concat());
}

/// Forgets the reader.
pub fn forget() {
    storage::remove(NAME);
}
