//! Attempts to bring something that runs into a page.

use proptest::prelude::*;

use super::*;
use crate::document::sanitize::sanitize;

/// What in finished HTML could run. It reads with means of its own, so that a fault of the room's tokenizer is not
/// repeated: in finished HTML every `<` begins a tag and every value is in double quotes.
fn danger(html: &str) -> Option<String> {
    for part in html.split('<').skip(1) {
        let Some((tag, text)) = split_tag(part) else {
            return Some(format!("<{part} does not end"));
        };
        if text.contains('>') {
            return Some(format!("a bare > in {text}"));
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let name = name.trim_start_matches('/');
        let runs = [
            "script", "style", "iframe", "object", "embed", "form", "base", "link", "meta", "svg",
            "math", "template", "button", "textarea",
        ];
        if name.is_empty()
            || !name
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
            || runs.contains(&name)
        {
            return Some(format!("the element {name}"));
        }
        if let Some(danger) = danger_of_attributes(name, attributes) {
            return Some(danger);
        }
    }
    None
}

fn danger_of_attributes(element: &str, attributes: &str) -> Option<String> {
    let mut rest = attributes;
    while let Some((attribute, after)) = rest.split_once("=\"") {
        let Some((value, after)) = after.split_once('"') else {
            return Some(format!("the value {after}"));
        };
        rest = after.trim_start();
        let address: String = value
            .replace("&amp;", "&")
            .chars()
            .filter(|c| *c > ' ')
            .collect::<String>()
            .to_lowercase();
        let is_in_scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
        let scheme = address
            .split_once(':')
            .map(|(scheme, _)| scheme)
            .filter(|scheme| !scheme.is_empty() && scheme.chars().all(is_in_scheme));
        let is_picture = element == "img"
            && address.starts_with("data:image/")
            && !address.starts_with("data:image/svg");
        let is_dangerous = match attribute {
            "href" | "src" | "poster" | "srcset" => {
                !is_picture
                    && scheme.is_some_and(|scheme| {
                        !["http", "https", "mailto", "tel", "ftp"].contains(&scheme)
                    })
            }
            "style" => value.contains('(') || value.contains("position"),
            "srcdoc" | "formaction" | "action" | "ping" | "target" | "background" => true,
            name => {
                name.starts_with("on") || !name.chars().all(|c| c.is_ascii_lowercase() || c == '-')
            }
        };
        if is_dangerous {
            return Some(format!("{attribute}={value:?}"));
        }
    }
    (!rest.trim().is_empty()).then(|| format!("the attributes {rest}"))
}

/// Splits a tag from the text after it; a `>` in a value does not end the tag.
fn split_tag(part: &str) -> Option<(&str, &str)> {
    let mut in_value = false;
    let end = part.find(|c| {
        in_value ^= c == '"';
        c == '>' && !in_value
    })?;
    Some((&part[..end], &part[end + 1..]))
}

pub(super) const ATTACKS: &[&str] = &[
    // Elements that run.
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.org/x.js></SCRIPT>",
    "<script\n>alert(1)</script\n>",
    "<script/x>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<<script>alert(1)//<</script>",
    "a <script>*b*</script> c",
    "<script>\n\nalert(1)\n\n</script>",
    "<style>@import 'javascript:alert(1)';</style>",
    "<style>body{background:url(javascript:alert(1))}</style>",
    "<iframe src=\"javascript:alert(1)\"></iframe>",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<object data=\"data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==\"></object>",
    "<embed src=\"javascript:alert(1)\">",
    "<base href=\"javascript:/a/-alert(1)///////\"><a href=../lol/safari.html>test</a>",
    "<meta http-equiv=\"refresh\" content=\"0;url=javascript:alert(1)\">",
    "<link rel=stylesheet href=\"javascript:alert(1)\">",
    "<form action=\"javascript:alert(1)\"><input type=submit></form>",
    "<button formaction=\"javascript:alert(1)\">x</button>",
    "<isindex action=\"javascript:alert(1)\">",
    "<input type=\"image\" src=x onerror=alert(1)>",
    "<input type=text autofocus onfocus=alert(1)>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<applet code=x></applet>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
    "<frameset onload=alert(1)>",
    "<body onload=alert(1)>",
    "<html onmouseover=alert(1)>x",
    // Handlers.
    "<img src=x onerror=alert(1)>",
    "<img src=x OnErRoR=alert(1)>",
    "<img src=x onerror\n=\nalert(1)>",
    "<img/src=x/onerror=alert(1)>",
    "<img src=\"x\"onerror=\"alert(1)\">",
    "<img \"\"\"><script>alert(1)</script>\">",
    "<img src=`x` onerror=`alert(1)`>",
    "<b onmouseover=alert(1)>x</b>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=\"alert(1)\"></video>",
    "<video src=x onloadstart=alert(1)>",
    "<audio src=x onerror=alert(1)>",
    "<a href=\"x\" onclick=\"alert(1)\">x</a>",
    "<div \u{c}onclick=alert(1)>x</div>",
    "<div a=b'onclick=alert(1) c='>x</div>",
    "<div title='\"><img src=x onerror=alert(1)>'>x</div>",
    "<div title=\"a\n\n<img src=x onerror=alert(1)>\">",
    "<p title=\"&quot; onclick=alert(1) &quot;\">x</p>",
    "## x\" onclick=\"alert(1)",
    "## x { #a\"onclick=alert(1) }",
    "[^a\" onclick=\"x]\n\n[^a\" onclick=\"x]: b",
    "```x\" onclick=\"alert(1)\ncode\n```",
    "![\" onerror=\"alert(1)](x)",
    "![x](y \"\\\" onerror=\\\"alert(1)\")",
    "[x](y '\" onclick=\"alert(1)')",
    // Addresses.
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](javascript&colon;alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A&#x61vascript:alert(1))",
    "[x](\u{1}javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](DATA:text/html,<script>alert(1)</script>)",
    "[x](data:image/svg+xml,<svg/onload=alert(1)>)",
    "[x](data:image/png,x)",
    "[x](blob:https://example.com/1)",
    "[x](file:///etc/passwd)",
    "[x](view-source:javascript:alert(1))",
    "[x](feed:javascript:alert(1))",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml;base64,PHN2Zy8+)",
    "![x](data:text/html,x)",
    "<javascript:alert(1)>",
    "[x]\n\n[x]: javascript:alert(1)",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<a href=\" &#14; javascript:alert(1)\">x</a>",
    "<a href=\"jav&#x09;ascript:alert(1)\">x</a>",
    "<a href=\"jav&#x0A;ascript:alert(1)\">x</a>",
    "<a href=\"&#0000106&#0000097vascript:alert(1)\">x</a>",
    "<a href=javascript&colon;alert&lpar;1&rpar;>x</a>",
    "<a href=\"java\0script:alert(1)\">x</a>",
    "<a xlink:href=\"javascript:alert(1)\">x</a>",
    "<a href=x ping=javascript:alert(1)>x</a>",
    "<img src=\"javascript:alert(1)\">",
    "<img srcset=\"javascript:alert(1) 1x, x 2x\">",
    "<img srcset=\"data:text/html,x\">",
    "<img src=\"x:alert(1)\" lowsrc=\"javascript:alert(1)\" dynsrc=\"javascript:alert(1)\">",
    "<video poster=javascript:alert(1)></video>",
    "<video><source src=\"data:text/html,x\"></video>",
    "<table background=\"javascript:alert(1)\"><td background=\"javascript:alert(1)\">x</table>",
    "<blockquote cite=\"javascript:alert(1)\">x</blockquote>",
    // Styles.
    "<div style=\"background:url(javascript:alert(1))\">x</div>",
    "<div style=\"background-color:url('//evil.org/x')\">x</div>",
    "<div style=\"width:expression(alert(1))\">x</div>",
    "<div style=\"width: ex\\pression(alert(1))\">x</div>",
    "<div style=\"color:&#117;rl(x)\">x</div>",
    "<div style=\"behavior:url(x.htc)\">x</div>",
    "<div style=\"-moz-binding:url(x)\">x</div>",
    "<div style=\"position:fixed;top:0;left:0;width:100%;height:100%\">x</div>",
    // Foreign content, and parsers that disagree.
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><script xlink:href=data:,alert(1) />",
    "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><set attributeName=href to=javascript:alert(1)>",
    "<svg><foreignObject><iframe src=javascript:alert(1)></foreignObject></svg>",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<svg><use href=\"data:image/svg+xml,<svg id='x'/>#x\"/></svg>",
    "<math href=\"javascript:alert(1)\">x</math>",
    "<math><mtext><table><mglyph><style><img src onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<math><annotation-xml encoding=\"text/html\"><script>alert(1)</script></annotation-xml></math>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\">",
    "<textarea><p title=\"</textarea><img src=x onerror=alert(1)>\">",
    "<title><p title=\"</title><img src=x onerror=alert(1)>\">",
    "<plaintext><script>alert(1)</script>",
    "<noembed><img src=\"</noembed><img src=x onerror=alert(1)>\">",
    "<select><script>alert(1)</script></select>",
    "<table><tr><td><table><script>alert(1)</script></table>",
    "<!--><script>alert(1)</script>-->",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version=\"1.0\"?><script>alert(1)</script>",
    "<!DOCTYPE x [<!ENTITY y \"<script>alert(1)</script>\">]>&y;",
    "</p onclick=alert(1)>",
    "<\0script>alert(1)</script>",
    "<script\0>alert(1)</script>",
    "<ſcript>alert(1)</ſcript>",
    "＜script＞alert(1)＜/script＞",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<x:script xmlns:x=\"http://www.w3.org/1999/xhtml\">alert(1)</x:script>",
    "<a href='x' onclick='alert(1)'\n\nb>x</a>",
    "`<script>`<script>alert(1)</script>",
    "> [!NOTE] <script>alert(1)</script>\n> x",
    "| <script> |\n|-|\n| <img src=x onerror=alert(1)> |",
    "- [x] <img src=x onerror=alert(1)>",
    "<div>\n\n[x](javascript:alert(1))\n\n</div>",
    "[<img src=x onerror=alert(1)>](javascript:alert(1))",
    "<script>\n<!--more-->\n</script>",
];

#[test]
fn no_attack_survives() {
    assert!(ATTACKS.len() >= 60);
    for attack in ATTACKS {
        for markdown in [
            (*attack).to_owned(),
            format!("a {attack} b"),
            format!("{attack}\n\n<!--more-->\n\n{attack}"),
            format!("> - {attack}"),
            format!("## {attack}\n\n|a|\n|-|\n|{attack}|\n"),
        ] {
            let body = rendered(&markdown);
            assert_eq!(
                danger(&body.html),
                None,
                "{markdown:?} became {:?}",
                body.html
            );
            assert_eq!(
                danger(body.excerpt.as_deref().unwrap_or_default()),
                None,
                "{markdown:?}"
            );
        }
    }
}

#[test]
fn what_is_sanitized_again_stays_the_same() {
    for attack in ATTACKS {
        let once = rendered(attack).html;
        assert_eq!(sanitize(&once), once, "{attack:?}");
    }
}

#[test]
fn the_last_gate_holds_alone() {
    for attack in ATTACKS {
        let html = sanitize(attack);
        assert_eq!(danger(&html), None, "{attack:?} became {html:?}");
    }
}

#[test]
fn danger_is_known_when_it_is_seen() {
    for html in [
        "<script>",
        "<p onclick=\"x\">",
        "<a href=\"javascript:x\">",
        "<a href=\"java\nscript:x\">",
        "<p title=x>",
        "<img src=\"data:text/html,\">",
        "<p style=\"a(\">",
        "<p>a > b",
        "<p",
    ] {
        assert!(danger(html).is_some(), "{html}");
    }
    assert_eq!(
        danger("<p title=\"a > b\"><a href=\"/x\">b</a> &lt;script&gt;</p>"),
        None
    );
}

/// Pieces of attacks, put together at random.
pub(super) fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop::sample::select(vec![
        "<",
        ">",
        "\"",
        "'",
        "/",
        "=",
        " ",
        "\n",
        "\n\n",
        "script",
        "img",
        "svg",
        "math",
        "style",
        "a",
        "table",
        "td",
        "select",
        "template",
        "p",
        "b",
        "onerror",
        "onclick",
        "href",
        "src",
        "srcset",
        "style=",
        "title=",
        "javascript:",
        "data:text/html,",
        "&#106;",
        "&colon;",
        "\t",
        "\0",
        "x",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "</",
        "<script>",
        "</script>",
        "<img src=",
        "[x](",
        ")",
        "`",
        "```",
        "> ",
        "- ",
        "|",
        "\\",
        "&lt;",
        "&gt;",
        "<a href=\"",
        "\">",
        "</a>",
        "<svg>",
        "</svg>",
        "<math>",
        "<mtext>",
        "<textarea>",
        "<title>",
        "<noscript>",
        "(",
        "url(",
    ]);
    prop::collection::vec(scrap, 0..40).prop_map(|scraps| scraps.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn nothing_that_runs_comes_out_of_anything(markdown in scraps()) {
        let html = rendered(&markdown).html;
        prop_assert_eq!(danger(&html), None, "{}", html);
        prop_assert_eq!(sanitize(&html), html);
    }
}
