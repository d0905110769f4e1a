// Types for pages with the article embed: the element, what it tells, and `ArticleEmbed`.
//
// They are global, as the script's own names are: name this file in `files` of tsconfig.json, or in a
// `/// <reference path="…" />`. Options and targets are made from the tables of the widget;
// `UPDATE=1 cargo test --test declarations` writes them anew.

declare namespace ArticleEmbed {
  /** What brings an option's default back. */
  type Default = null | undefined | false;

  // made from src/share/mod.rs
  type ShareTarget = "device" | "x" | "facebook" | "whatsapp" | "telegram" | "bluesky" | "mastodon" | "threads" | "linkedin" | "reddit" | "email" | "copy" | "print";
  // end

  // made from src/embed/options/table.rs
  /** What can be set. */
  interface Options {
    /** Address of the story's JSON, or of a fragment that was rendered of it. The only one that is required. */
    article?: string | Default;
    /** The story's own page: the link that is shown when nothing else can be. */
    url?: string | Default;
    /** The id or address of the story that is meant, where a feed or page has several. */
    item?: string | Default;
    /** The format of the story's JSON. */
    format?: "article-embed" | "json-feed" | "json-ld" | "ghost" | "wordpress.com" | "wordpress" | "ninjs" | Default;
    /** The publisher's name for the credit line, for formats that carry none. */
    publisher?: string | Default;
    /** The publisher's profiles, for formats that carry none. */
    follow?: string | Default;
    /** The comment engine. `auto` follows the article; `preview` keeps comments in the reader's browser. */
    comments?: "auto" | "off" | "wordpress" | "isso" | "mastodon" | "bluesky" | "preview" | Default;
    /** The engine's address, such as `https://news.example/wp-json/wp/v2/comments?post=42`. */
    commentsUrl?: string | Default;
    /** Which comments stand first, until the reader turns them round. */
    commentsOrder?: "oldest" | "newest" | Default;
    /** The share buttons and their order, or `off`. */
    share?: "off" | ShareTarget | (string & {}) | Default;
    /** Whether the story's own address is shared or the partner page's. */
    shareUrl?: "canonical" | "page" | Default;
    /** The colours. `auto` follows the page, live: it goes by the ground that the story stands on. With `light` or `dark` the story has a ground of its own. */
    theme?: "auto" | "light" | "dark" | Default;
    /** `card` sets the story apart from the page, with an edge and a ground of its own. Without it the page's ground shows through. */
    frame?: "none" | "card" | Default;
    /** `page` sets all words in the font of the place where the story stands. */
    font?: "own" | "page" | Default;
    /** Where the story's links open. */
    links?: "same-tab" | "new-tab" | Default;
    /** The language of buttons, labels and dates. A region may follow, as in `de-AT`. */
    lang?: string | Default;
    /** The level of the headline among the page's own headings. */
    headingLevel?: 1 | 2 | 3 | 4 | 5 | 6 | "1" | "2" | "3" | "4" | "5" | "6" | Default;
    /** Address that is told when the story is shown and when it is read to the end. */
    count?: string | Default;
    /** `lazy` fetches nothing until the reader comes near. `auto` is `lazy` for readers who save data, and `eager` for others. */
    loading?: "auto" | "eager" | "lazy" | Default;
    /** When the widget looks for a newer story: `idle` once while the reader reads, or every so many minutes. `auto` is `idle` for a story that came with the page and is older than an hour, and `never` for others. */
    refresh?: 1 | 5 | 15 | 60 | "auto" | "never" | "idle" | "1" | "5" | "15" | "60" | Default;
  }

  /** `<article-embed>`. */
  interface Element extends HTMLElement {
    /** Address of the story's JSON, or of a fragment that was rendered of it. The only one that is required. */
    get article(): string | null;
    set article(value: string | Default);
    /** The story's own page: the link that is shown when nothing else can be. */
    get url(): string | null;
    set url(value: string | Default);
    /** The id or address of the story that is meant, where a feed or page has several. */
    get item(): string | null;
    set item(value: string | Default);
    /** The format of the story's JSON. */
    get format(): string | null;
    set format(value: "article-embed" | "json-feed" | "json-ld" | "ghost" | "wordpress.com" | "wordpress" | "ninjs" | Default);
    /** The publisher's name for the credit line, for formats that carry none. */
    get publisher(): string | null;
    set publisher(value: string | Default);
    /** The publisher's profiles, for formats that carry none. */
    get follow(): string | null;
    set follow(value: string | Default);
    /** The comment engine. `auto` follows the article; `preview` keeps comments in the reader's browser. */
    get comments(): string | null;
    set comments(value: "auto" | "off" | "wordpress" | "isso" | "mastodon" | "bluesky" | "preview" | Default);
    /** The engine's address, such as `https://news.example/wp-json/wp/v2/comments?post=42`. */
    get commentsUrl(): string | null;
    set commentsUrl(value: string | Default);
    /** Which comments stand first, until the reader turns them round. */
    get commentsOrder(): string | null;
    set commentsOrder(value: "oldest" | "newest" | Default);
    /** The share buttons and their order, or `off`. */
    get share(): string | null;
    set share(value: "off" | ShareTarget | (string & {}) | Default);
    /** Whether the story's own address is shared or the partner page's. */
    get shareUrl(): string | null;
    set shareUrl(value: "canonical" | "page" | Default);
    /** The colours. `auto` follows the page, live: it goes by the ground that the story stands on. With `light` or `dark` the story has a ground of its own. */
    get theme(): string | null;
    set theme(value: "auto" | "light" | "dark" | Default);
    /** `card` sets the story apart from the page, with an edge and a ground of its own. Without it the page's ground shows through. */
    get frame(): string | null;
    set frame(value: "none" | "card" | Default);
    /** `page` sets all words in the font of the place where the story stands. */
    get font(): string | null;
    set font(value: "own" | "page" | Default);
    /** Where the story's links open. */
    get links(): string | null;
    set links(value: "same-tab" | "new-tab" | Default);
    /** The level of the headline among the page's own headings. */
    get headingLevel(): string | null;
    set headingLevel(value: 1 | 2 | 3 | 4 | 5 | 6 | "1" | "2" | "3" | "4" | "5" | "6" | Default);
    /** Address that is told when the story is shown and when it is read to the end. */
    get count(): string | null;
    set count(value: string | Default);
    /** `lazy` fetches nothing until the reader comes near. `auto` is `lazy` for readers who save data, and `eager` for others. */
    get loading(): string | null;
    set loading(value: "auto" | "eager" | "lazy" | Default);
    /** When the widget looks for a newer story: `idle` once while the reader reads, or every so many minutes. `auto` is `idle` for a story that came with the page and is older than an hour, and `never` for others. */
    get refresh(): string | null;
    set refresh(value: 1 | 5 | 15 | 60 | "auto" | "never" | "idle" | "1" | "5" | "15" | "60" | Default);
  }
  // end

  /** The options by the names of their attributes, as JSX and templates write them. */
  type Attributes = { [Name in keyof Options as Hyphenated<Name>]?: Options[Name] };

  type Hyphenated<Name extends string> = Name extends `${infer First}${infer Rest}`
    ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${Hyphenated<Rest>}`
    : Name;

  /** Why there is no story to show; `islands`: a story stands, but not what a reader does with it. */
  type ErrorCode =
    | "no-article"
    | "offline"
    | "unreachable"
    | "timed-out"
    | "not-found"
    | "withdrawn"
    | "forbidden"
    | "server-error"
    | "empty"
    | "not-json"
    | "unsupported-format"
    | "program"
    | "islands";

  /** What the element tells. The events bubble and cross shadow roots. */
  interface Events {
    /** The story is being fetched. */
    "article-embed-loading": CustomEvent<{ url: string }>;
    /** The story is on the page. */
    "article-embed-ready": CustomEvent<{ headline: string; url: string }>;
    /** There is no story to show, or it came without its text or without its buttons and comments. */
    "article-embed-error": CustomEvent<{ code: ErrorCode; message: string; url: string }>;
    /** The reader used a share button. */
    "article-embed-share": CustomEvent<{ target: ShareTarget; quote?: string }>;
    /** The reader's comment was taken. */
    "article-embed-comment": CustomEvent<{ id: string }>;
  }

  /** An embed that was mounted by hand. */
  interface Handle {
    readonly element: Element;
    /** Changes options; those that are not named stay. */
    update(options: Options): void;
    /** Takes the embed off the page. */
    unmount(): void;
  }

  /** `window.ArticleEmbed`, which is there when embed.js has run. */
  interface Api {
    readonly version: string;
    /** Puts an embed at the end of an element. */
    mount(target: ParentNode, options: Options): Handle;
    /** Looks for tags that came after the page was loaded, in an element or everywhere. */
    scan(root?: ParentNode): void;
  }
}

declare var ArticleEmbed: ArticleEmbed.Api;

interface HTMLElementTagNameMap {
  "article-embed": ArticleEmbed.Element;
}

interface GlobalEventHandlersEventMap extends ArticleEmbed.Events {}
