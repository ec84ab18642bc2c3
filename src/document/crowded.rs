//! Tags with more attributes than any element has a use for. The tokenizer of HTML compares each attribute of a tag with
//! all before it, so that one tag of two megabytes would take minutes: it never sees such a tag whole.

use std::cell::Cell;

use html5ever::TokenizerResult;
use html5ever::tokenizer::{
    BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// The most attributes of an element.
pub(super) const ATTRIBUTES_MAX: usize = 256;

/// The shortest tag with more.
const CROWDED_BYTES_MIN: usize = 2 * ATTRIBUTES_MAX;

/// Runs HTML through a tokenizer, and leaves out of each tag the attributes after the first [`ATTRIBUTES_MAX`]; tells
/// whether there were any. While `is_raw`, as in a script, only tags that end something are tags.
pub(super) fn tokenize(
    html: &str,
    sink: impl TokenSink,
    options: TokenizerOpts,
    is_raw: impl Fn() -> bool,
) -> bool {
    let tokens = Cell::new(0);
    let sink = Counting {
        sink,
        tokens: &tokens,
    };
    let tokenizer = Tokenizer::new(sink, options);
    let feed = |piece: &str| {
        let input = BufferQueue::default();
        input.push_back(piece.into());
        while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    };
    let is_crowded = if html.len() < CROWDED_BYTES_MIN {
        feed(html);
        false
    } else {
        feed_thinned(html, &tokens, feed, is_raw)
    };
    tokenizer.end();
    is_crowded
}

/// Feeds HTML in pieces that begin with `<`. Where a piece before made a token there is no tag open, so that this one may
/// begin a tag.
fn feed_thinned(
    html: &str,
    tokens: &Cell<usize>,
    feed: impl Fn(&str),
    is_raw: impl Fn() -> bool,
) -> bool {
    let mut rest = html;
    let mut is_crowded = false;
    let mut is_between = true;
    while !rest.is_empty() {
        let known = tokens.get();
        let may_begin_tag = is_between && (!is_raw() || rest.starts_with("</"));
        if may_begin_tag && let Some(tag) = Crowded::at_start(rest) {
            is_crowded = true;
            feed(rest.get(..tag.kept).unwrap_or_default());
            rest = rest.get(tag.end..).unwrap_or_default();
        } else {
            let next = rest.bytes().skip(1).position(|byte| byte == b'<');
            let (piece, after) = rest
                .split_at_checked(next.map_or(rest.len(), |at| at + 1))
                .unwrap_or((rest, ""));
            feed(piece);
            rest = after;
            is_between = tokens.get() > known;
        }
    }
    is_crowded
}

/// Where a tag with too many attributes is cut.
struct Crowded {
    /// How many bytes come before the attributes that are left out.
    kept: usize,
    /// Where the `>` is.
    end: usize,
}

impl Crowded {
    fn at_start(html: &str) -> Option<Self> {
        html.strip_prefix('<')?;
        let mut reader = TagReader {
            bytes: html.as_bytes(),
            at: 1,
        };
        reader.skip_name()?;
        for _ in 0..ATTRIBUTES_MAX {
            reader.skip_attribute()?;
        }
        let kept = reader.at;
        reader.skip_attribute()?;
        while reader.skip_attribute().is_some() {}
        Some(Self {
            kept,
            end: reader.at,
        })
    }
}

/// Reads a tag as the tokenizer does.
struct TagReader<'h> {
    bytes: &'h [u8],
    at: usize,
}

impl TagReader<'_> {
    fn skip_name(&mut self) -> Option<()> {
        self.skip_while(|byte| byte == b'/');
        self.peek().filter(u8::is_ascii_alphabetic)?;
        self.skip_while(|byte| !is_space(byte) && !matches!(byte, b'/' | b'>'));
        Some(())
    }

    /// Skips an attribute with what stands before it; `None` if the tag ends before there is one.
    fn skip_attribute(&mut self) -> Option<()> {
        self.skip_while(|byte| is_space(byte) || byte == b'/');
        self.peek().filter(|byte| *byte != b'>')?;
        // An equals sign at the beginning of a name is part of it.
        self.at += 1;
        self.skip_while(|byte| !is_space(byte) && !matches!(byte, b'/' | b'>' | b'='));
        let name_end = self.at;
        self.skip_while(is_space);
        if self.peek() != Some(b'=') {
            self.at = name_end;
            return Some(());
        }
        self.at += 1;
        self.skip_while(is_space);
        match self.peek() {
            Some(quote @ (b'"' | b'\'')) => {
                self.at += 1;
                self.skip_while(|byte| byte != quote);
                self.at = (self.at + 1).min(self.bytes.len());
            }
            _ => self.skip_while(|byte| !is_space(byte) && byte != b'>'),
        }
        Some(())
    }

    fn skip_while(&mut self, is_skipped: impl Fn(u8) -> bool) {
        while self.peek().is_some_and(&is_skipped) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0C)
}

/// Counts the tokens of a sink. Errors count as well, since some markup makes nothing else; where one is in a tag, a `<`
/// in that tag may be taken for the beginning of another, which changes nothing unless hundreds of attributes follow.
struct Counting<'c, S> {
    sink: S,
    tokens: &'c Cell<usize>,
}

impl<S: TokenSink> TokenSink for Counting<'_, S> {
    type Handle = S::Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Self::Handle> {
        self.tokens.set(self.tokens.get() + 1);
        self.sink.process_token(token, line)
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.sink
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[derive(Default)]
    struct Written(RefCell<String>);

    impl TokenSink for &Written {
        type Handle = ();

        fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
            let written = match token {
                Token::TagToken(tag) => format!("<{} {}>", tag.name, tag.attrs.len()),
                Token::CharacterTokens(text) => text.to_string(),
                Token::CommentToken(_) => "<!>".to_owned(),
                _ => String::new(),
            };
            self.0.borrow_mut().push_str(&written);
            TokenSinkResult::Continue
        }
    }

    fn written(html: &str) -> (String, bool) {
        let written = Written::default();
        let is_crowded = tokenize(html, &written, TokenizerOpts::default(), || false);
        (written.0.into_inner(), is_crowded)
    }

    #[test]
    fn a_tag_has_only_so_many_attributes() {
        let attributes = |count: usize, value: &str| -> String {
            (0..count).map(|n| format!(" a{n}{value}")).collect()
        };
        let many = attributes(300, "");
        for (html, expected, is_crowded) in [
            (format!("<b{}>c", attributes(256, "")), "<b 256>c", false),
            (format!("<b{many}>c<i>"), "<b 256>c<i 0>", true),
            (format!("</b{many}>c"), "<b 256>c", true),
            (
                format!("<b/{}/>c", many.replace(' ', "/")),
                "<b 256>c",
                true,
            ),
            (format!("<b{}>c", attributes(300, "='>'")), "<b 256>c", true),
            (
                format!("<b{}>c", attributes(300, " = \">\"")),
                "<b 256>c",
                true,
            ),
            (format!("<b{}>c", attributes(300, "=d")), "<b 256>c", true),
            (format!("<b{}>c", attributes(300, "=d<e")), "<b 256>c", true),
            (format!("<b{many}"), "", true),
            (format!("</><b{many}>c"), "<b 256>c", true),
            (format!("<!--><b{many}>c"), "<!><b 256>c", true),
            (format!("<!-- --!><b{many}>c"), "<!><b 256>c", true),
            (format!("<!x <a b=\"> <b{many}>c"), "<!> <b 256>c", true),
            (format!("<!-- <b{many}> -->c"), "<!>c", false),
            (format!("<b title='<b{many}>'>c"), "<b 1>c", false),
            (format!("a < b{many}"), &format!("a < b{many}"), false),
            (format!("ab{many}"), &format!("ab{many}"), false),
        ] {
            let shown = written(&html);
            assert_eq!(
                (shown.0.as_str(), shown.1),
                (expected, is_crowded),
                "{html}"
            );
        }
    }
}
