//! A hundred pages put together from what content systems, page builders and plugins write, each with words that
//! occur once, so that none can stand for another. The same hundred each time.

use std::fmt::Write as _;

use fastrand::Rng;

/// What stands in pages; each `@` becomes a word of its own.
const PARTS: &[&str] = &[
    "<p>@ <strong>@</strong> <a href=\"/@\">@</a> @<br>@</p>",
    "<h3 class=\"wp-block-heading\" id=\"h1\">@ <em>@</em></h3>",
    "<ul><li>@<ul><li>@</li></ul></li><li><p>@</p><p>@</p></li></ul>",
    "<ol type=\"i\" start=\"3\"><li value=\"9\">@</li><li>@</li></ol>",
    "<figure class=\"wp-block-image\"><a href=\"/film\"><img src=\"/a.jpg\" alt=\"@\"></a><figcaption>@ <a href=\"/x\">@</a></figcaption></figure>",
    "<div class=\"wp-caption\"><img data-src=\"/b.jpg\" alt=\"\"><noscript><img src=\"/b.jpg\"></noscript><p class=\"wp-caption-text\">@</p></div>",
    "<figure class=\"wp-block-table\"><table><thead><tr><th>@</th><th>@</th></tr></thead><tbody><tr><td>@</td><td><ul><li>@</li></ul></td></tr></tbody></table><figcaption>@</figcaption></figure>",
    "<table><caption>@</caption></table>",
    "<blockquote class=\"wp-block-quote\"><p>@</p><cite>@</cite></blockquote>",
    "<figure class=\"wp-block-pullquote\"><blockquote><p>@</p><ul><li>@</li></ul><cite>@</cite></blockquote></figure>",
    "<div class=\"wp-block-columns\"><div class=\"wp-block-column\"><p>@</p></div><div class=\"wp-block-column\">@</div></div>",
    "<details class=\"wp-block-details\"><summary>@</summary><p>@</p></details>",
    "<div class=\"wp-block-accordion\"><h3><button>@<span aria-hidden=\"true\">+</span></button></h3><div role=\"region\" hidden>@</div></div>",
    "<div class=\"wp-block-file\"><a href=\"/@.pdf\">@</a><a href=\"/f.pdf\" class=\"wp-block-file__button\" download>@</a></div>",
    "<form id=\"aspnetForm\"><div><p>@</p><label>@ <input value=\"no\"></label><select><option>@</option></select></div></form>",
    "<div class=\"et_pb_section\"><div class=\"et_pb_toggle\"><h5 class=\"et_pb_toggle_title\">@</h5><div class=\"et_pb_toggle_content\"><p>@</p></div></div></div>",
    "<p>[et_pb_text admin=\"x\"]@[/et_pb_text] [sic] @ [n = 120]</p>",
    "<div class=\"elementor-widget\"><div class=\"elementor-counter\"><span class=\"elementor-counter-number\" data-to-value=\"1500\">0</span> @</div></div>",
    "<figure class=\"kg-card kg-bookmark-card\"><a href=\"https://other.example/@\"><div>@</div><div>@ <img src=\"/i.png\" alt=\"\"><span>@</span></div></a></figure>",
    "<div class=\"kg-card kg-toggle-card\"><div><h4>@</h4><button><svg><path d=\"M0 0\"/></svg></button></div><div class=\"kg-toggle-content\"><p>@</p></div></div>",
    "<div class=\"kg-card kg-callout-card\"><div>!</div><div>@</div></div>",
    "<div class=\"kg-card kg-product-card\"><img src=\"/p.jpg\"><h4>@</h4><div>@</div><a href=\"/buy\" class=\"kg-btn\">@</a></div>",
    "<pre class=\"wp-block-verse\">@\n  <em>@</em> <a href=\"/v\">@</a></pre>",
    "<pre><code><div class=\"line\">@</div><div class=\"line\">@</div></code></pre>",
    "<dl><dt>@</dt><dd>@</dd><dd><p>@</p></dd></dl>",
    "<p>@ <math><mi>E</mi><mo>=</mo><mi>@</mi></math> @ <code>@</code></p>",
    "<p>@<sup><a href=\"#n\" id=\"r\">@</a></sup></p><ol><li id=\"n\">@ <a href=\"#r\">@</a></li></ol>",
    "<svg role=\"img\" aria-label=\"x\"><title>@</title></svg><svg><text>@</text><text>@</text></svg>",
    "<object data=\"/plan.pdf\"><p>@ <a href=\"/plan.pdf\">@</a></p></object><canvas>@</canvas>",
    "<noscript>@</noscript><noscript><p>@ <a href=\"/n\">@</a></p></noscript>",
    "<div class=\"sharedaddy\"><h3>@</h3></div><p hidden>@</p><span class=\"screen-reader-text\">@</span>",
    "<aside><h2>@</h2><p>@</p></aside><footer>@</footer><center>@</center><marquee>@</marquee>",
    "<p dir=\"rtl\" lang=\"he\">@</p><div lang=\"fr\">@<p>@</p></div>",
    "<ruby>@<rt>@</rt></ruby><abbr title=\"x\">@</abbr><bdo dir=\"rtl\">@</bdo><u>@</u><big>@</big>",
    "<video poster=\"/p.jpg\"><source src=\"/v.mp4\">@</video><audio controls>@</audio>",
    "<blockquote class=\"twitter-tweet\"><p>@</p>@ <a href=\"https://twitter.com/a/status/20\">@</a></blockquote>",
    "<iframe src=\"https://plan.example/x\" title=\"@\"></iframe><script>@</script><style>@</style><template>@</template>",
    "<table><tr><td><table><tr><td>@</td></tr></table></td><td><h2>@</h2><p>@</p></td></tr></table>",
    "@ <b>@<p>@</p>@</b> <a href=\"/z\">@<div>@</div></a>",
    "<div class=\"tabs\"><ul role=\"tablist\"><li><button role=\"tab\">@</button></li><li><button role=\"tab\">@</button></li></ul><div role=\"tabpanel\"><p>@</p></div><div role=\"tabpanel\" hidden>@</div></div>",
];

/// The pages.
pub fn pages() -> Vec<String> {
    let mut rng = Rng::with_seed(15);
    let mut number = 0;
    (0..100)
        .map(|_| {
            let mut page = String::new();
            for _ in 0..rng.usize(3..12) {
                let part = rng.choice(PARTS).map_or("", |part| part);
                for (index, text) in part.split('@').enumerate() {
                    if index > 0 {
                        number += 1;
                        // No word begins another.
                        let _ = write!(page, "w{number}x");
                    }
                    page.push_str(text);
                }
                page.push('\n');
            }
            page
        })
        .collect()
}
