//! Code blocks as HTML, and what their info string says.
//! Highlighting plugs in at `push_block` and nowhere else.

use super::escape::{push_text, push_value};

/// Writes a code block.
pub(super) fn push_block(info: &str, code: &str, out: &mut String) {
    out.push_str("<pre><code");
    if let Some(language) = language(info) {
        out.push_str(" class=\"language-");
        push_value(language, out);
        out.push('"');
    }
    out.push('>');
    push_text(code, out);
    out.push_str("</code></pre>\n");
}

/// The language of a code block: what its info string begins with, up to a space, `{` or `[`.
pub(super) fn language(info: &str) -> Option<&str> {
    info.split(|c: char| c.is_whitespace() || matches!(c, '{' | '['))
        .next()
        .filter(|language| !language.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_what_the_info_string_begins_with() {
        for (info, expected) in [
            ("", None),
            ("rust", Some("rust")),
            ("ts [nuxt.config.ts] {1,3-5}", Some("ts")),
            ("python{1}", Some("python")),
            ("[file]", None),
            ("c++ hl_lines=\"1\"", Some("c++")),
        ] {
            assert_eq!(language(info), expected, "{info}");
        }
    }

    #[test]
    fn code_cannot_leave_its_block() {
        let mut out = String::new();
        push_block("\"><script>", "</code></pre><script>", &mut out);
        assert_eq!(
            out,
            "<pre><code class=\"language-&quot;&gt;&lt;script&gt;\">&lt;/code&gt;&lt;/pre&gt;&lt;script&gt;</code></pre>\n"
        );
    }
}
