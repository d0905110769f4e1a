//! Whether readers can comment, asked without posting anything.
//!
//! WordPress tells with an `OPTIONS` request for a post's comments, in the header `Allow`, what whoever asks may do
//! there: its own check for new comments runs, with all that plugins have to say to it, and nothing is written.
//! Source: `rest_send_allow_header` and `WP_REST_Comments_Controller::create_item_permissions_check`.

use article_embed::embed::answer;
use article_embed::embed::comments::CommentsPlace;
use article_embed::json::Json;
use reqwest::Method;
use url::Url;

use super::asking::{Asker, PARTNERS, Reply};
use super::finding::OfComments;

/// What can be known of comments from here.
pub async fn ask(asker: &Asker, place: &CommentsPlace) -> Vec<OfComments> {
    match place.kind.name {
        "wordpress" => wordpress(asker, place.address.as_str()).await,
        "isso" => vec![OfComments::Unknown(
            "Isso lets in those partners alone that its setting `host` lists",
        )],
        _ => Vec::new(),
    }
}

async fn wordpress(asker: &Asker, address: &str) -> Vec<OfComments> {
    let no_answer = |reason: String| {
        vec![OfComments::NoAnswer {
            address: address.to_owned(),
            reason,
        }]
    };
    let Ok(url) = Url::parse(address) else {
        return no_answer("that is no address".to_owned());
    };
    let mut list = url.clone();
    list.query_pairs_mut().append_pair("per_page", "1");
    let reply = match asker.ask(Method::GET, &list, PARTNERS[0]).await {
        Ok(reply) => reply,
        Err(failure) => return no_answer(failure.told().text),
    };
    if reply.status != 200 {
        let why = said(&reply).unwrap_or_default();
        return no_answer(format!("status {}{why}", reply.status));
    }
    let mut found = Vec::new();
    let allowed = reply.header("access-control-allow-origin");
    if !allowed.is_some_and(|allowed| allowed == "*" || allowed == PARTNERS[0]) {
        found.push(OfComments::NotShared {
            address: address.to_owned(),
            found: match allowed {
                Some(other) => format!("Access-Control-Allow-Origin is {other}"),
                None => "the header Access-Control-Allow-Origin is missing".to_owned(),
            },
        });
    }
    let options = asker.ask(Method::OPTIONS, &url, PARTNERS[0]).await;
    found.push(match options {
        Ok(options) => permission(&options, &reply),
        Err(_) => OfComments::Unknown("the server does not answer the question"),
    });
    found
}

/// What the answer to `OPTIONS` tells; and that to a request for the list, whether such headers get through.
fn permission(options: &Reply, list: &Reply) -> OfComments {
    let text = String::from_utf8_lossy(&options.body);
    let described = answer::parse::<Json>(text.trim()).unwrap_or(Json::Null);
    // Web servers and gateways answer such requests, too, and know nothing of WordPress's rules.
    if described.get("namespace").text().is_none() {
        return OfComments::Unknown(
            "something in front of WordPress answers the question in its place",
        );
    }
    let allowed = match (options.header("allow"), list.header("allow")) {
        (Some(allowed), _) => allowed,
        // WordPress sends none where nothing is allowed.
        (None, Some(_)) => "",
        (None, None) => return OfComments::Unknown("the server does not say what guests may do"),
    };
    let mut methods = allowed.split(',').map(str::trim);
    if methods.any(|method| method.eq_ignore_ascii_case("POST")) {
        OfComments::GuestsWelcome
    } else {
        OfComments::GuestsRefused
    }
}

/// What WordPress says to a request that it refuses.
fn said(reply: &Reply) -> Option<String> {
    let text = String::from_utf8_lossy(&reply.body);
    let json = answer::parse::<Json>(text.trim()).ok()?;
    Some([", ", json.get("message").text()?].concat())
}
