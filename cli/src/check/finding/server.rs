//! What can be wrong with the server that a story is on.

use super::Severity::{Error, Note, Warning};
use super::Told;

/// What was found out about a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfServer {
    /// Nothing came.
    NoAnswer(String),
    /// Nothing came within the time.
    TimedOut,
    /// The certificate's time is over, or has not come.
    CertificateExpired,
    /// The certificate is another host's.
    CertificateOfAnother(String),
    /// Nobody knows who stands behind the certificate.
    CertificateUnknownIssuer,
    /// There is something else wrong with the encryption.
    Tls(String),
    /// The way leads in a circle.
    RedirectCircle,
    /// The address leads elsewhere.
    Redirected {
        /// Where to.
        to: String,
        /// How many steps there are.
        steps: usize,
    },
    /// A step of the way is not shared with other sites, so browsers do not go it.
    RedirectNotShared {
        /// Where it was told to go elsewhere.
        from: String,
    },
    /// The way leads from https to http, which browsers do not go.
    RedirectInsecure(String),
    /// The way ends where one logs in.
    Login(String),
    /// The address is http.
    Insecure,
    /// Other sites may not read the answer.
    NotShared {
        /// What it says instead of letting them.
        found: String,
        /// How it is mended there.
        software: Software,
    },
    /// The header is there more than once, which browsers take for none.
    SharedTwice(String),
    /// An answer for one site was kept and given to another.
    OriginsMixed {
        /// Where the cache is, as far as it says.
        cache: String,
        /// How it is mended there.
        software: Software,
    },
    /// An answer for one site may be kept and given to another.
    NoVary(Software),
    /// Other sites may read what is there for who is logged in.
    Credentials(Software),
    /// The answer is not called JSON.
    NotCalledJson(String),
    /// The answer is called something else than UTF-8.
    OtherCharset(String),
    /// Browsers may guess what the answer is.
    Sniffed(Software),
    /// The answer is large and travels as it is.
    NotCompressed {
        /// How large.
        bytes: usize,
        /// How it is mended there.
        software: Software,
    },
    /// Much has to travel before the story is seen.
    Heavy {
        /// How much.
        bytes: usize,
    },
    /// Nobody may keep the answer.
    NeverKept(String),
    /// It is not said how long the answer may be kept.
    NoLifetime(Software),
    /// What was kept cannot be asked for again with little traffic.
    NoValidator,
    /// It sets cookies.
    Cookie(String),
}

/// What a server is, as far as it says, by which advice differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Software {
    WordPress,
    Nginx,
    Apache,
    Other,
}

impl Software {
    /// How a header is set there.
    fn header(self, name: &str, value: &str) -> String {
        let nginx = format!("add_header {name} \"{value}\" always;");
        let apache = format!("Header always set {name} \"{value}\"");
        let wordpress = format!(
            "add_filter( 'rest_post_dispatch', function ( $answer ) {{ $answer->header( '{name}', '{value}' ); return $answer; }} );"
        );
        match self {
            Self::Nginx => format!("In nginx, in the location of the JSON: {nginx}"),
            Self::Apache => format!("In Apache (mod_headers), for the JSON's place: {apache}"),
            Self::WordPress => {
                format!("In WordPress, in a plugin or the theme's functions.php: {wordpress}")
            }
            Self::Other => format!(
                "Send the header {name}: {value}. In nginx: {nginx} In Apache (mod_headers): {apache}"
            ),
        }
    }

    /// How everybody is let in there.
    fn share(self) -> String {
        match self {
            // WordPress itself echoes the origin in another place, which is to be replaced and not to be doubled.
            Self::WordPress => "In WordPress, in a plugin or the theme's functions.php: \
                add_filter( 'rest_pre_serve_request', function ( $served ) { \
                header( 'Access-Control-Allow-Origin: *' ); \
                header_remove( 'Access-Control-Allow-Credentials' ); return $served; }, 20 ); \
                Then empty the caches in front of it."
                .to_owned(),
            other => other.header("Access-Control-Allow-Origin", "*"),
        }
    }

    fn vary(self) -> String {
        [
            "Best answer everybody alike, so that any cache may keep the answer. ",
            &self.share(),
            " Or send Vary: Origin, and have the caches keep to it.",
        ]
        .concat()
    }
}

/// Bytes for people.
pub fn bytes(count: usize) -> String {
    match count {
        0..1_000 => format!("{count} bytes"),
        1_000..1_000_000 => format!("{}.{} kB", count / 1000, count / 100 % 10),
        _ => format!("{}.{} MB", count / 1_000_000, count / 100_000 % 10),
    }
}

impl OfServer {
    /// Whether it is about the way to an answer, and not about what is there.
    pub fn is_detour(&self) -> bool {
        matches!(
            self,
            Self::Redirected { .. } | Self::RedirectNotShared { .. }
        )
    }

    /// The finding in words.
    #[allow(clippy::too_many_lines, reason = "one table of all kinds")]
    pub fn told(&self) -> Told {
        match self {
            Self::NoAnswer(why) => Told::new(
                Error,
                "unreachable",
                format!("the server does not answer: {why}"),
                "Check the address, the name server and the firewall.",
            ),
            Self::TimedOut => Told::new(
                Error,
                "timed-out",
                "no whole answer came within 15 seconds, which is how long the embed waits",
                "Put a cache in front of the server.",
            ),
            Self::CertificateExpired => Told::new(
                Error,
                "certificate-expired",
                "the certificate is no longer valid, or not yet",
                "Renew it, have it renewed by itself (certbot renew), and load it anew: nginx -s reload, apachectl graceful.",
            ),
            Self::CertificateOfAnother(host) => Told::new(
                Error,
                "certificate-name",
                format!("the certificate is not for {host}"),
                "Have one issued with this name in it, or name the address that it is for.",
            ),
            Self::CertificateUnknownIssuer => Told::new(
                Error,
                "certificate-issuer",
                "nobody known has issued the certificate: the server leaves out the certificates between its own and \
                 the root, or it has signed its own",
                "Send the whole chain: ssl_certificate …/fullchain.pem; in nginx, SSLCertificateFile …/fullchain.pem \
                 in Apache. Desktop browsers often find the missing ones by themselves, others do not.",
            ),
            Self::Tls(why) => Told::new(
                Error,
                "tls",
                format!("no encrypted connection is possible: {why}"),
                "Offer TLS 1.2 or 1.3 with a certificate of a known authority.",
            ),
            Self::RedirectCircle => Told::new(
                Error,
                "redirect-circle",
                "the server sends back and forth without an end",
                "Look at rules for http and https, and for www and no www, that contradict each other.",
            ),
            Self::Redirected { to, steps } => Told::new(
                Warning,
                "redirect",
                match steps {
                    1 => format!("the address leads to {to}, which costs each reader a further request"),
                    steps => format!("the address leads to {to} in {steps} steps, each of which costs readers a request"),
                },
                format!("Name {to} in the tag."),
            ),
            Self::RedirectNotShared { from } => Told::new(
                Error,
                "redirect-cors",
                format!(
                    "browsers on partners' pages do not follow where {from} leads: that answer has no \
                     Access-Control-Allow-Origin for them"
                ),
                "Name the last address in the tag, or send Access-Control-Allow-Origin: * with the redirect, too.",
            ),
            Self::RedirectInsecure(to) => Told::new(
                Error,
                "redirect-insecure",
                format!("the address leads from https to http, which browsers refuse: {to}"),
                "Let it lead to https. In WordPress both addresses in the general settings have to be https.",
            ),
            Self::Login(to) => Told::new(
                Error,
                "login",
                format!("the address leads to where one logs in: {to}"),
                "Let everybody read the story's JSON: partners' readers are nobody's users.",
            ),
            Self::Insecure => Told::new(
                Error,
                "http",
                "the address is http: pages that came over https, as nearly all do, may not fetch it",
                "Serve it over https, and name that address.",
            ),
            Self::NotShared { found, software } => Told::new(
                Error,
                "cors",
                format!("browsers on partners' pages may not read the answer: {found}"),
                software.share(),
            ),
            Self::SharedTwice(found) => Told::new(
                Error,
                "cors-twice",
                format!("Access-Control-Allow-Origin has more than one value, which browsers take for none: {found}"),
                "Set it in one place only: in the content system or in the web server. In nginx, \
                 proxy_hide_header Access-Control-Allow-Origin; (fastcgi_hide_header for PHP) takes away the inner one.",
            ),
            Self::OriginsMixed { cache, software } => Told::new(
                Error,
                "origins-mixed",
                format!("a cache gives one partner's browsers the answer for another partner, which they refuse{cache}"),
                software.vary(),
            ),
            Self::NoVary(software) => Told::new(
                Warning,
                "no-vary",
                "the answer names the site that asks, without Vary: Origin: a cache may give one partner's browsers \
                 the answer for another partner, which they refuse",
                software.vary(),
            ),
            Self::Credentials(Software::WordPress) => Told::new(
                Note,
                "cors-credentials",
                "the answer lets other sites ask with the reader's own cookies (Access-Control-Allow-Credentials), as \
                 WordPress does by itself; the embed never does",
                Software::WordPress.share(),
            ),
            Self::Credentials(_) => Told::new(
                Warning,
                "cors-credentials",
                "the answer lets any site ask with the reader's own cookies (Access-Control-Allow-Credentials): it could \
                 read what is there for her alone",
                "Do not send this header; the embed never sends cookies.",
            ),
            Self::NotCalledJson(kind) => Told::new(
                Warning,
                "content-type",
                match kind.as_str() {
                    "" => "the answer does not say what it is".to_owned(),
                    kind => format!("the answer says that it is {kind}, not JSON; things on the way may change it"),
                },
                "Send Content-Type: application/json. In nginx: types { application/json json; } In Apache: AddType \
                 application/json .json",
            ),
            Self::OtherCharset(charset) => Told::new(
                Warning,
                "charset",
                format!("the answer says that it is written in {charset}; browsers read JSON as UTF-8 whatever is said"),
                "Send UTF-8, and leave out the charset.",
            ),
            Self::Sniffed(software) => Told::new(
                Note,
                "nosniff",
                "browsers may take the answer for something else than JSON where somebody opens it",
                software.header("X-Content-Type-Options", "nosniff"),
            ),
            Self::NotCompressed { bytes, software } => Told::new(
                Warning,
                "not-compressed",
                format!("the answer travels without compression: {}", self::bytes(*bytes)),
                match software {
                    Software::Apache => "In Apache (mod_deflate): AddOutputFilterByType DEFLATE application/json".to_owned(),
                    _ => "Switch on gzip or Brotli for application/json. In nginx: gzip on; gzip_types application/json; \
                          gzip_proxied any; In Apache (mod_deflate): AddOutputFilterByType DEFLATE application/json"
                        .to_owned(),
                },
            ),
            Self::Heavy { bytes } => Told::new(
                Warning,
                "heavy",
                format!("{} travel before the story is seen", self::bytes(*bytes)),
                "Serve one story and not a feed, and leave out what is not shown: in WordPress ask with \
                 ?_embed=author,wp:featuredmedia,wp:term rather than ?_embed.",
            ),
            Self::NeverKept(header) => Told::new(
                Warning,
                "never-kept",
                format!("no cache may keep the answer (Cache-Control: {header}): each reader asks your server itself"),
                "Send Cache-Control: public, max-age=60, stale-while-revalidate=600, or longer where corrections may wait.",
            ),
            Self::NoLifetime(software) => Told::new(
                Note,
                "no-lifetime",
                "it is not said how long the answer may be kept, so caches guess or ask each time",
                software.header("Cache-Control", "public, max-age=60, stale-while-revalidate=600"),
            ),
            Self::NoValidator => Told::new(
                Note,
                "no-validator",
                "there is neither ETag nor Last-Modified: who asks again gets all of it again",
                "Send an ETag. For files nginx and Apache do so by themselves; for WordPress a cache in front does.",
            ),
            Self::Cookie(name) => Told::new(
                Note,
                "cookie",
                format!("the answer sets a cookie, {name}: many caches keep no such answers, and browsers drop it"),
                "Set no cookies on the story's address.",
            ),
        }
    }
}
