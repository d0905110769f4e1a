//! A comment that this browser keeps.

use super::{author, times};
use crate::article::Date;
use crate::comments::{Comment, State, Submission, plain};
use crate::url::Base;

/// A comment that this reader wrote, with what she typed.
#[derive(Clone, Debug, PartialEq)]
pub struct LocalComment {
    /// What it is called.
    pub id: LocalId,
    /// What the engine calls the comment that it replies to.
    pub parent: Option<String>,
    /// The writer's name.
    pub author: String,
    /// The writer's own page.
    pub website: String,
    /// The words.
    pub text: String,
    /// Who can see it.
    pub state: State,
    /// When it was kept, by this browser's clock, in ISO 8601.
    pub kept: String,
    /// When the engine has taken it, by its clock.
    pub created: Option<Date>,
    /// When its writer last changed it, by the engine's clock.
    pub edited: Option<Date>,
}

/// What a comment is called that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LocalId {
    /// The engine has not told, if it has the comment at all.
    Unnamed,
    /// What the engine calls it.
    Engine(String),
}

/// What stands before the moment that tells comments without a name from each other.
pub(super) const UNNAMED: &str = "local:";

impl LocalComment {
    /// What was sent, and may have arrived.
    pub fn unnamed(sent: &Submission) -> Self {
        Self {
            id: LocalId::Unnamed,
            parent: sent.parent.clone(),
            author: sent.author.clone(),
            website: sent.website.clone(),
            text: sent.text.clone(),
            state: State::Pending,
            kept: times::now(),
            created: None,
            edited: None,
        }
    }

    /// What was sent, as the engine has taken it.
    pub fn taken(sent: &Submission, taken: &Comment) -> Self {
        Self {
            id: LocalId::Engine(taken.id.clone()),
            state: taken.state,
            created: taken.created,
            edited: taken.edited,
            ..Self::unnamed(sent)
        }
    }

    /// A comment that its writer has deleted: nothing is left of it but which one it was.
    pub fn deleted(comment: &Comment) -> Self {
        Self {
            state: State::Deleted,
            edited: None,
            ..Self::taken(&Submission::default(), comment)
        }
    }

    /// What the page calls it.
    pub fn name(&self) -> String {
        match &self.id {
            LocalId::Unnamed => [UNNAMED, &self.kept].concat(),
            LocalId::Engine(id) => id.clone(),
        }
    }

    /// When it was kept.
    pub fn since(&self) -> Option<Date> {
        Date::parse(&self.kept).map(Date::in_utc)
    }

    /// The comment, as it was typed. Its links are whole addresses, since they were typed by a reader.
    pub fn comment(&self) -> Comment {
        Comment {
            id: self.name(),
            parent: self.parent.clone(),
            author: author(&self.author),
            author_url: Base::nowhere().link(self.website.trim()),
            body: plain(&self.text),
            created: self.created.or_else(|| self.since()),
            state: self.state,
            by_publisher: false,
            permalink: None,
            source: None,
            edited: self.edited,
            folded: None,
        }
    }

    /// What was sent.
    pub fn submission(&self) -> Submission {
        Submission {
            text: self.text.clone(),
            author: self.author.clone(),
            parent: self.parent.clone(),
            ..Submission::default()
        }
    }

    /// Whether these words were sent to this place in the thread.
    pub fn is(&self, sent: &Submission) -> bool {
        self.text == sent.text && self.parent == sent.parent
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::is_unnamed;
    use super::*;

    pub fn all() -> LocalComment {
        LocalComment {
            id: LocalId::Engine("0b1d9f0e-6e0c-4c0f-9d59-5f3f2e0a77aa".into()),
            parent: Some("00000000-0000-0000-0000-000000000007".into()),
            author: "Hold  & Co".into(),
            website: "https://ada.example/".into(),
            text: "1 < 2 & <b>so</b>\n\nthat \"is\" \u{2028}".into(),
            state: State::Published,
            kept: "2026-12-01T05:00:00.123Z".into(),
            created: Date::parse("2026-12-01T05:00:01Z"),
            edited: Date::parse("2026-12-01T05:00:02Z"),
        }
    }

    pub fn least() -> LocalComment {
        LocalComment {
            id: LocalId::Unnamed,
            parent: None,
            author: String::new(),
            website: String::new(),
            text: String::new(),
            created: None,
            edited: None,
            state: State::Pending,
            ..all()
        }
    }

    #[test]
    fn what_is_kept_is_shown_as_it_was_typed() {
        let comment = all().comment();
        assert_eq!(comment.author, "Hold & Co");
        assert_eq!(comment.body, plain(&all().text));
        assert_eq!(comment.created, all().created);
        assert!(!is_unnamed(&comment.id));
        let unnamed = least().comment();
        assert!(is_unnamed(&unnamed.id), "{}", unnamed.id);
        assert_eq!(unnamed.created, least().since());
        assert!(unnamed.created.is_some());
    }
}
