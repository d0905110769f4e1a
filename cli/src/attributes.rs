//! How a story is shown: the same options as those of the script tag, by the same names, from the same table.

use article_embed::embed::Options;
use article_embed::embed::options::{Definition, OPTIONS, Values};
use article_embed::url::Base;
use clap::{Arg, ArgMatches, Args, Command, FromArgMatches};

use crate::error::CliError;

/// Options of the tag that say nothing about a rendered story.
const OF_THE_TAG: &[&str] = &["article", "item", "target", "loading", "theme", "count"];

/// The headline's level on a page of its own.
const LEVEL_ALONE: u8 = 1;

/// The options of the embed that were given, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes(Vec<(&'static str, String)>);

impl Attributes {
    /// The options for a story whose JSON is at `article`, or is the story `item` in what is there.
    pub fn options(&self, article: &str, item: Option<&str>) -> Result<Options, CliError> {
        let value = |name: &str| match name {
            "article" => Some(article.to_owned()),
            "item" => item.map(str::to_owned),
            _ => (self.0.iter()).find_map(|(own, value)| (*own == name).then(|| value.clone())),
        };
        let (options, mistakes) = Options::read(&value, &Base::nowhere());
        match mistakes.into_iter().next() {
            Some(mistake) => Err(CliError::Option(mistake)),
            None => Ok(options),
        }
    }
}

impl Attributes {
    /// No option but this format, where one is named.
    pub fn of_format(format: Option<&str>) -> Result<Self, CliError> {
        let attributes = Self(
            format
                .map(|name| ("format", name.to_owned()))
                .into_iter()
                .collect(),
        );
        attributes.options("", None)?;
        Ok(attributes)
    }

    /// These options for a page of its own: its headline is the page's, unless another level was given.
    pub fn alone(&self, options: &Options) -> Options {
        let mut options = options.clone();
        if !self.0.iter().any(|(name, _)| *name == "heading-level") {
            options.heading_level = LEVEL_ALONE;
        }
        options
    }

    /// What was given, by name.
    pub fn given(&self) -> &[(&'static str, String)] {
        &self.0
    }

    /// The format that stories are read in, where it is not to be found out.
    pub fn format(&self) -> Option<&str> {
        let mut given = self.0.iter();
        given.find_map(|(name, value)| (*name == "format").then_some(value.as_str()))
    }
}

fn table() -> impl Iterator<Item = &'static Definition> {
    OPTIONS
        .iter()
        .filter(|option| !OF_THE_TAG.contains(&option.name))
}

fn help(option: &Definition) -> String {
    let default = match option.values {
        // Of a reader nothing is known here.
        Values::Language => "the story's, else English",
        _ => option.default,
    };
    let description = option.description.trim_end_matches('.');
    format!("{description} [default: {default}]")
}

impl Args for Attributes {
    fn augment_args(command: Command) -> Command {
        table().fold(command, |command, option| {
            let arg = Arg::new(option.name)
                .long(option.name)
                .help(help(option))
                .help_heading("How the story is shown (data-… attributes of the script tag)");
            command.arg(match option.values {
                Values::Address => arg.value_name("URL"),
                Values::Addresses => arg.value_name("URLS"),
                Values::Language => arg.value_name("TAG"),
                Values::OneOf(values) => arg.value_parser(values.to_vec()).value_name("CHOICE"),
                Values::Text | Values::Selector => arg.value_name("TEXT"),
                Values::CommentEngine => arg.value_name("ENGINE"),
                Values::ShareTargets => arg.value_name("TARGETS"),
            })
        })
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Attributes {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let given = |option: &'static Definition| {
            let value = matches.get_one::<String>(option.name)?;
            // The loader compares what is trimmed.
            Some((option.name, value.trim().to_owned()))
        };
        Ok(Self(table().filter_map(given).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_around_a_value_is_none_of_it() {
        let command = Attributes::augment_args(Command::new("test"));
        let matches = command.get_matches_from(["test", "--lang", " de "]);
        let attributes = Attributes::from_arg_matches(&matches).unwrap();
        assert_eq!(attributes.given(), [("lang", "de".to_owned())]);
    }
}
