//! Every attribute that the view can set.

/// Declares the attributes: a variant and the name in HTML.
macro_rules! attributes {
    ($($variant:ident $name:literal)*) => {
        /// An attribute.
        #[derive(Clone, Copy)]
        #[allow(missing_docs, reason = "they are HTML's own")]
        pub enum Attr {
            $($variant,)*
        }

        /// Their names, in the order of the variants.
        pub const NAMES: &[&str] = &[$($name,)*];
    };
}

// Set in this order, so `Src` and `SrcSet` come after what says how they are fetched: nothing is
// fetched twice, and no frame begins with more rights than it is to have.
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
    Loading "loading"
    FetchPriority "fetchpriority"
    Decoding "decoding"
    Width "width"
    Height "height"
    Sizes "sizes"
    SrcSet "srcset"
    Alt "alt"
    Sandbox "sandbox"
    Allow "allow"
    ReferrerPolicy "referrerpolicy"
    Controls "controls"
    Preload "preload"
    Poster "poster"
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
    ViewBox "viewBox"
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
}
