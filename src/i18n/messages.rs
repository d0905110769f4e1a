//! Every text of the interface, in one table, with its English words.
//!
//! Names in braces, such as `{site}`, are filled in when a text is used. The wording of the reply
//! form is the one that readers of WordPress sites know. Other languages have a file each in
//! static/languages, with the keys of this table; [`super::catalog`] has the texts of all alike.

/// A text of the interface. Its English words come along with it, so that a program carries only those
/// that it says.
#[derive(Clone, Copy, Debug)]
pub struct Message {
    place: Place,
    pub(super) english: &'static str,
}

impl Message {
    /// Where the text stands in a packed message file.
    #[must_use]
    pub fn place(self) -> usize {
        self.place as usize
    }
}

/// English words belong to their place.
impl PartialEq for Message {
    fn eq(&self, other: &Self) -> bool {
        self.place == other.place
    }
}

impl Eq for Message {}

/// Declares the messages: a constant, its key in message files, and its English text; after a slash
/// the text for one, where a number has its say.
macro_rules! messages {
    ($($(#[$doc:meta])* $name:ident $key:literal $english:literal $(/ $one:literal)?)*) => {
        /// The places of the texts in a packed message file.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        enum Place {
            $($name,)*
        }

        #[allow(non_upper_case_globals, reason = "they are used as variants are")]
        impl Message {
            $($(#[$doc])* pub const $name: Self = Self { place: Place::$name, english: $english };)*
        }

        /// English texts, in the order of their places.
        pub const ENGLISH: &[&str] = &[$($english,)*];

        /// The names of the texts in message files, in the same order.
        pub const KEYS: &[&str] = &[$($key,)*];

        /// What English says otherwise of one.
        pub(super) const ENGLISH_ONES: &[(Message, &str)] = &[$($((Message::$name, $one),)?)*];
    };
}

messages! {
    /// Shown to screen readers while the story is fetched.
    Loading "loading" "Loading the story"
    /// In front of the writers' names.
    By "by" "By {names}"
    /// In front of the day of the last change.
    Updated "updated" "Updated {date}"
    /// Name of the part with the publisher's profiles.
    Follow "follow" "Follow {publisher}"
    /// The same where the publisher's name is not known.
    FollowUs "follow_us" "Follow us"
    /// In front of the source where the article has no credit line of its own.
    Source "source" "Source: {name}"
    /// Link to the story's own page.
    ReadOn "read_on" "Read this story on {site}"
    /// Instead of a text that the publisher shows on its own page only.
    Protected "protected" "The publisher shows the full text on its own page only."
    /// Instead of a story that was taken back.
    Canceled "canceled" "The publisher has withdrawn this story."
    /// Above a story that a newer one of another date has been put in place of while it was read.
    StoryUpdated "story_updated" "The publisher has updated this story."
    /// The same, where the publisher gives no newer date.
    StoryCorrected "story_corrected" "The publisher has corrected this story."
    /// Instead of a story whose time has not come.
    Embargoed "embargoed" "This story may not be shown yet."
    /// Instead of a story whose time is over.
    Expired "expired" "This story may no longer be shown here."
    /// Under a story whose pictures may not all be used again.
    ImagesWithheld "images_withheld" "Some pictures are on the publisher's own page only."
    /// Instead of a text that is not there.
    NoText "no_text" "This story came without its text."
    /// Under a picture, where its publisher says so.
    MadeWithAi "made_with_ai" "Made with AI"
    /// Button that prints the story.
    Print "print" "Print"
    /// Label of the field for the reader's Mastodon server.
    ServerLabel "server_label" "Your Mastodon server"
    /// Error at that field.
    ServerInvalid "server_invalid" "Please enter a server such as mastodon.social."
    /// Label of the box that keeps the server in this browser.
    RememberServer "remember_server" "Remember it in this browser"
    /// Link for readers who do not know their server.
    ServerUnknown "server_unknown" "I do not know my server"
    /// Button that lets the reader name another server.
    ChangeServer "change_server" "Mastodon: not on {server}?"
    /// Name of the bar beside words that are selected.
    ShareQuote "share_quote" "Share the selected words"
    /// Words of the story that are passed on.
    Quoted "quoted" "“{words}”"
    /// Its button that copies the words with a link to their place.
    CopyQuote "copy_quote" "Copy the words and their link"
    /// The invitation above the share buttons.
    ShareInvitation "share_invitation" "Think your friends would be interested? Share this story!"
    /// Name of a share link.
    ShareOn "share_on" "Share on {target}"
    /// Name of the button that opens the device's share sheet.
    ShareDevice "share_device" "Share with another app"
    /// The same, where there is room for one word.
    ShareShort "share_short" "Share"
    /// The button that shows the targets that are not seen at once.
    ShareMore "share_more" "More"
    /// Name of the link that opens a mail.
    ShareEmail "share_email" "Share by email"
    /// The same, where there is room for one word.
    EmailShort "email_short" "Email"
    /// Name of the button that copies the address.
    CopyLink "copy_link" "Copy link"
    /// After it was copied.
    LinkCopied "link_copied" "Link copied"
    /// Where the browser would not copy it.
    CopyFailed "copy_failed" "Your browser would not copy the link. Here it is:"
    /// Said by screen readers after a link that opens elsewhere.
    NewTab "new_tab" "opens in a new tab"
    /// Name of the button on a picture.
    Enlarge "enlarge" "Enlarge the picture"
    /// Name of the window that shows the pictures large.
    Pictures "pictures" "Pictures"
    /// Name of the button that closes it.
    Close "close" "Close"
    /// Name of the button in it that goes back.
    PreviousPicture "previous_picture" "Previous picture"
    /// Name of the button in it that goes on.
    NextPicture "next_picture" "Next picture"
    /// Button in place of a post or recording of another service.
    EmbedShow "embed_show" "Show this from {provider}"
    /// The same in place of a film.
    EmbedPlay "embed_play" "Play video · loads from {provider}"
    /// Below the button of what is no film.
    EmbedNotice "embed_notice" "Until then, nothing is loaded from {provider}."
    /// Link to the post's own page.
    EmbedOpen "embed_open" "Open on {provider}"
    /// Heading above the related stories.
    Related "related" "More on this"
    /// Heading of the comments.
    Comments "comments" "Comments"
    /// The same with how many there are.
    CommentsCount "comments_count" "{count} comments" / "{count} comment"
    /// While they are fetched.
    CommentsLoading "comments_loading" "Loading the comments"
    /// Where there are none.
    CommentsEmpty "comments_empty" "No comments yet. Be the first to reply."
    /// Where they could not be had.
    CommentsFailed "comments_failed" "The comments could not be loaded."
    /// Button that loads the next page of them.
    CommentsMore "comments_more" "Show more comments"
    /// Where no more are taken.
    CommentsClosed "comments_closed" "Comments are closed."
    /// Where comments stay in this browser.
    CommentsPreview "comments_preview" "Preview: what you write here stays in this browser and nobody else sees it."
    /// Mark of a comment that waits for the publisher.
    AwaitingModeration "awaiting_moderation" "Your comment is awaiting moderation."
    /// Mark of a comment by the publisher.
    ByPublisher "by_publisher" "Publisher"
    /// The name of a comment's writer who gave none.
    Anonymous "anonymous" "Anonymous"
    /// Above a reply whose parent stands far above.
    InReplyTo "in_reply_to" "In reply to {name}"
    /// Instead of a comment that was deleted.
    CommentDeleted "comment_deleted" "This comment was deleted."
    /// Button under a comment.
    Reply "reply" "Reply"
    /// Name of that button.
    ReplyTo "reply_to" "Reply to {name}"
    /// Button that leaves the reply.
    CancelReply "cancel_reply" "Cancel reply"
    /// Heading of the form.
    LeaveReply "leave_reply" "Leave a Reply"
    /// Heading of the form under a comment.
    LeaveReplyTo "leave_reply_to" "Leave a Reply to {name}"
    /// Under that heading.
    EmailPrivate "email_private" "Your email address will not be published."
    /// Beside it; the mark is the asterisk.
    RequiredMarked "required_marked" "Required fields are marked\u{a0}{mark}"
    /// Label of the text.
    Comment "comment" "Comment"
    /// Label of the name.
    Name "name" "Name"
    /// Label of the e-mail address.
    EmailAddress "email" "Email"
    /// Label of the website.
    Website "website" "Website"
    /// Button that sends the form.
    PostComment "post_comment" "Post Comment"
    /// The same button while a comment waits to be sent.
    SendsIn "sends_in" "Sends in {seconds} s"
    /// The same button while it is found out whether a comment arrived.
    AsksIn "asks_in" "Checking again in {seconds} s"
    /// While that is found out.
    FindingOut "finding_out" "Something went wrong in sending. Whether your comment arrived will be known in a moment."
    /// Mark of a comment that is on its way.
    Sending "sending" "Sending…"
    /// Button that shows the newest comments first.
    NewestFirst "newest_first" "Newest first"
    /// Button that shows the oldest comments first.
    OldestFirst "oldest_first" "Oldest first"
    /// Link to where readers reply, where that is not here.
    ReplyThere "reply_there" "Reply on {site}"
    /// Below that link, where nobody can.
    RepliesOff "replies_off" "Replies are turned off there."
    /// The same where only some can; below it, on a line each, some of the next four.
    RepliesLimited "replies_limited" "Who can reply there:"
    /// Whom the post mentions.
    RepliersMentioned "repliers_mentioned" "people mentioned in the post"
    /// Whom its writer follows.
    RepliersFollowed "repliers_followed" "people its author follows"
    /// Who follows its writer.
    RepliersFollowers "repliers_followers" "people who follow its author"
    /// Who is on a list of its writer's.
    RepliersListed "repliers_listed" "people on a list"
    /// What opens a comment, or pictures with it, that is marked as not for everybody.
    Sensitive "sensitive" "Sensitive content"
    /// Button under a comment that the reader may still change.
    Edit "edit" "Edit"
    /// Heading of the form while a comment is changed.
    EditComment "edit_comment" "Edit your comment"
    /// Button that leaves the comment as it was.
    CancelEdit "cancel_edit" "Leave as it was"
    /// Button that sends the changed comment.
    SaveComment "save_comment" "Save"
    /// Button under a comment that the reader may still delete.
    Delete "delete" "Delete"
    /// The same button, once it was pressed.
    DeleteForGood "delete_for_good" "Delete for good?"
    /// Where a comment could not be deleted.
    DeleteFailed "delete_failed" "The comment could not be deleted. Please try again."
    /// Below a comment that is nearly as long as it may be.
    RoomLeft "room_left" "Room for {count} more characters" / "Room for {count} more character"
    /// Where the words may be marked up.
    MarkdownHint "markdown_hint" "You can write *emphasis*, **strong**, > quotes and [links](https://example.com) in Markdown."
    /// Label of a field that is hidden from readers.
    HoneypotLabel "trap_label" "Leave this field empty"
    /// Another comment, which was on its way, was refused, or nobody knows whether it arrived.
    OtherRefused "other_refused" "Your other comment has not been confirmed. Its text is kept where you wrote it."
    /// Refusal: too few words.
    TooShort "too_short" "This is too short. Please write a little more."
    /// Refusal: this reader has said enough for now.
    TooMany "too_many" "You have written several comments here. Please give others a turn before you go on."
    /// Refusal: a reply to oneself.
    ToOneself "to_oneself" "You can reply to yourself only after a while. Until then you can edit your comment."
    /// Refusal: a comment can no longer be changed.
    TooLate "too_late" "The comment can no longer be changed. Your text is still here, so that you can copy it."
    /// Label of the box that keeps name and addresses in this browser.
    RememberMe "remember_me" "Remember me on this site"
    /// Below the comment where the browser keeps nothing.
    NotKept "not_kept" "This browser keeps nothing. Your text is here only as long as this page is."
    /// The same while it is sent.
    Posting "posting" "Posting…"
    /// After a comment was published.
    Posted "posted" "Your comment was published."
    /// Error at an empty field.
    FieldMissing "field_missing" "Please fill in this field."
    /// Error at the e-mail address.
    EmailInvalid "email_invalid" "Please enter an email address such as name@example.com."
    /// Error at the website.
    WebsiteInvalid "website_invalid" "Please enter an address such as https://example.com."
    /// Error at a field whose text is too long.
    FieldTooLong "field_too_long" "This is too long. Please make it shorter."
    /// Refusal: the same comment again.
    Duplicate "duplicate" "You have already said that: the same comment is here."
    /// Refusal: the last comment is only seconds ago.
    TooFast "too_fast" "You are posting too quickly. Your comment will be sent by itself in a moment."
    /// Refusal: comments were closed meanwhile.
    ClosedMeanwhile "closed_meanwhile" "Comments were closed meanwhile. Your text is still here, so that you can copy it."
    /// Refusal: the engine wants members.
    LoginRequired "login_required" "The publisher takes comments from signed-in members only. Your text is still here, so that you can copy it."
    /// Refusal for another reason.
    RefusedOther "refused" "The publisher's server refused the comment: {reason}"
    /// The server failed.
    ServerFailed "server_failed" "The publisher's server could not take the comment. Your text is still here; please try again later."
    /// The network failed and nobody knows whether the comment arrived.
    OutcomeUnknown "outcome_unknown" "The connection broke, and it is not certain that your comment arrived. Your text is still here; please look at the comments before you send it again."
    /// The connection could not be made.
    NotSent "not_sent" "You seem to be offline. Your text is still here; please try again."
    /// Failure: there is no article to show.
    NoArticle "no_article" "No story was named for this place."
    /// Failure: it is gone.
    NotFound "not_found" "This story could not be found. It may have been moved or taken down."
    /// Failure: it may not be seen.
    Forbidden "forbidden" "The publisher does not let this story be shown here."
    /// Failure: the server's fault.
    ServerError "server_error" "The publisher's server has a problem at the moment."
    /// Failure: no connection.
    Offline "offline" "You seem to be offline. The story will load when you are back."
    /// Failure: the connection could not be made.
    Unreachable "unreachable" "The story could not be reached."
    /// Failure: it takes too long.
    TimedOut "timed_out" "The story is taking too long to load."
    /// Failure: what came is no story.
    Unreadable "unreadable" "The story came in a form that cannot be shown here."
    /// Button that tries again.
    Retry "retry" "Try again"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_has_a_text_for_one() {
        for (message, text) in ENGLISH.iter().enumerate() {
            let mut ones = ENGLISH_ONES.iter();
            let has_form = ones.any(|(other, _)| other.place() == message);
            assert_eq!(text.contains("{count}"), has_form, "{text}");
        }
    }

    #[test]
    fn keys_are_named_once() {
        let forms = ENGLISH_ONES
            .iter()
            .map(|(message, text)| (KEYS[message.place()], text));
        for (key, text) in KEYS.iter().copied().zip(ENGLISH).chain(forms) {
            let places = KEYS.iter().filter(|other| **other == key).count();
            assert_eq!(places, 1, "{key} stands twice");
            assert!(!text.trim().is_empty(), "{key} is empty");
            let names = text.matches('{').count();
            assert!(
                names <= 1 && names == text.matches('}').count(),
                "{key}: {text}"
            );
        }
    }
}
