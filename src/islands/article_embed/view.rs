//! What the component looks like in each phase.

use yew::{Html, create_portal};

use super::life::{Life, Phase};
use crate::islands::app::{self, App};
use crate::islands::live_tag::{component, list};
use crate::markup::{Attr, tag};
use crate::render::failure::{Failure, failure};

impl Life {
    /// What is shown.
    pub fn view(&self) -> Html {
        let (shown, taken) = match &self.phase {
            Phase::Loading => {
                let empty = tag("div.embed").set(Attr::AriaBusy, "true");
                (empty.live().key("loading").into(), None)
            }
            Phase::Failed(error) => {
                let url = self.options.url.as_ref();
                let view = failure(&Failure {
                    message: error.message(),
                    link: url.map(|url| (url.as_str().to_owned().into(), url.site().into())),
                    can_retry: error.can_retry(),
                    messages: self.messages,
                });
                let embed = tag("div.embed").live().key("failure");
                (embed.child(view).into(), None)
            }
            Phase::Story(shown) => {
                let key = shown.number.to_string();
                (shown.drawn.view(&key, shown.portions), shown.taken.clone())
            }
        };
        let hosts = self.stage.islands.clone();
        list(vec![
            create_portal(shown, self.stage.column.clone()),
            component::<App>("islands", app::Props { hosts, taken }),
        ])
    }
}
