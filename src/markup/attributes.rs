//! Every attribute that a tree can set.

/// Declares the attributes: a variant and the name in HTML.
macro_rules! attributes {
    ($($variant:ident $name:literal)*) => {
        /// An attribute.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[allow(missing_docs, reason = "they are HTML's own")]
        pub enum Attr {
            $($variant,)*
        }

        /// Their names, in the order of the variants.
        pub const NAMES: &[&str] = &[$($name,)*];

        /// The same in one text, each with a space behind it: a program without a table of addresses and
        /// lengths is smaller.
        const JOINED: &str = concat!($($name, " ",)*);
    };
}

// They are set in this order, in which `SrcSet` and `Src` come after all that says how they are
// fetched: so nothing is fetched twice, and no frame begins with more rights than it is to have.
attributes! {
    Class "class"
    Part "part"
    Id "id"
    Lang "lang"
    Dir "dir"
    Role "role"
    Title "title"
    TabIndex "tabindex"
    Type "type"
    Name "name"
    Href "href"
    Rel "rel"
    Target "target"
    DateTime "datetime"
    Sandbox "sandbox"
    Allow "allow"
    ReferrerPolicy "referrerpolicy"
    Loading "loading"
    FetchPriority "fetchpriority"
    Decoding "decoding"
    CrossOrigin "crossorigin"
    Preload "preload"
    Controls "controls"
    Width "width"
    Height "height"
    Sizes "sizes"
    Kind "kind"
    SrcLang "srclang"
    Label "label"
    Default "default"
    Alt "alt"
    Poster "poster"
    SrcSet "srcset"
    Src "src"
    Start "start"
    Reversed "reversed"
    ColSpan "colspan"
    RowSpan "rowspan"
    Scope "scope"
    Method "method"
    NoValidate "novalidate"
    For "for"
    Rows "rows"
    AutoComplete "autocomplete"
    Required "required"
    ReadOnly "readonly"
    Value "value"
    InputMode "inputmode"
    AutoCapitalize "autocapitalize"
    Placeholder "placeholder"
    Hidden "hidden"
    ViewBox "viewBox"
    Display "display"
    Path "d"
    AriaLabel "aria-label"
    AriaLabelledBy "aria-labelledby"
    AriaDescribedBy "aria-describedby"
    AriaHidden "aria-hidden"
    AriaDisabled "aria-disabled"
    AriaInvalid "aria-invalid"
    AriaBusy "aria-busy"
    DataId "data-id"
    DataLevel "data-level"
    DataTarget "data-target"
    DataColumn "data-column"
    DataContext "data-context"
    DataPlace "data-place"
    DataAction "data-action"
    DataPicture "data-picture"
    DataFrame "data-frame"
    DataTitle "data-title"
    DataBox "data-box"
    DataWhen "data-when"
    DataSay "data-say"
    DataAnchor "data-anchor"
    DataJump "data-jump"
}

impl Attr {
    /// Its name in HTML.
    #[must_use]
    pub fn name(self) -> &'static str {
        // The text is made from the variants, so each has its name.
        JOINED.split(' ').nth(self as usize).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_there_once() {
        for (index, name) in NAMES.iter().enumerate() {
            assert!(!NAMES[..index].contains(name), "{name}");
        }
    }

    #[test]
    fn each_has_its_name() {
        assert_eq!(Attr::Class.name(), "class");
        assert_eq!(Attr::AriaLabel.name(), "aria-label");
        assert_eq!(Attr::DataSay.name(), "data-say");
        assert_eq!(JOINED.trim_end().split(' ').collect::<Vec<_>>(), NAMES);
    }

    #[test]
    fn what_is_fetched_comes_after_how() {
        let how = [
            Attr::Sandbox,
            Attr::Allow,
            Attr::ReferrerPolicy,
            Attr::Loading,
            Attr::FetchPriority,
            Attr::CrossOrigin,
            Attr::Preload,
            Attr::Sizes,
        ];
        for attribute in how {
            for fetched in [Attr::Poster, Attr::SrcSet, Attr::Src] {
                assert!((attribute as usize) < fetched as usize);
            }
        }
    }
}
