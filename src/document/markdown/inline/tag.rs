//! Raw HTML in a line of text: tags, comments, instructions, declarations and CDATA (CommonMark 0.31, section 6.6).

/// What is known of the rest of a text, so that no end is looked for twice in vain.
#[derive(Default)]
pub(super) struct Markup {
    has_no_comment_end: bool,
    has_no_instruction_end: bool,
    has_no_declaration_end: bool,
    has_no_data_end: bool,
}

impl Markup {
    /// The length of the markup at this place, which is `<`.
    pub(super) fn length(&mut self, text: &str, at: usize) -> Option<usize> {
        let rest = text.get(at..)?;
        if rest.starts_with("<?") {
            return find(rest, 2, "?>", &mut self.has_no_instruction_end);
        }
        let Some(special) = rest.strip_prefix("<!") else {
            return length(rest);
        };
        match special {
            _ if special.starts_with("-->") => Some("<!-->".len()),
            _ if special.starts_with("--->") => Some("<!--->".len()),
            _ if special.starts_with("--") => find(rest, 4, "-->", &mut self.has_no_comment_end),
            _ if special.starts_with("[CDATA[") => find(rest, 9, "]]>", &mut self.has_no_data_end),
            _ if special.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                find(rest, 3, ">", &mut self.has_no_declaration_end)
            }
            _ => None,
        }
    }
}

fn find(rest: &str, from: usize, end: &str, has_none: &mut bool) -> Option<usize> {
    if *has_none {
        return None;
    }
    let found = rest.get(from..)?.find(end);
    *has_none = found.is_none();
    Some(from + found? + end.len())
}

/// The length of the opening or closing tag at the beginning of `text`.
pub(in crate::document::markdown) fn length(text: &str) -> Option<usize> {
    let mut scan = Scan {
        text: text.as_bytes(),
        at: 1,
    };
    if scan.peek() == Some(b'/') {
        scan.at += 1;
        scan.name()?;
        scan.space();
    } else {
        scan.name()?;
        while scan.attribute()? {}
        if scan.peek() == Some(b'/') {
            scan.at += 1;
        }
    }
    (scan.peek() == Some(b'>')).then_some(scan.at + 1)
}

struct Scan<'t> {
    text: &'t [u8],
    at: usize,
}

impl Scan<'_> {
    fn name(&mut self) -> Option<()> {
        self.peek().filter(u8::is_ascii_alphabetic)?;
        self.skip(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        Some(())
    }

    /// Passes over an attribute and the white space around it; false if there is none, `None` if it is none.
    fn attribute(&mut self) -> Option<bool> {
        let had_space = self.space();
        let is_name = |byte: u8| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b':');
        if !self.peek().is_some_and(is_name) {
            return Some(false);
        }
        if !had_space {
            return None;
        }
        self.skip(|byte| is_name(byte) || byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
        let after_name = self.at;
        self.space();
        if self.peek() != Some(b'=') {
            self.at = after_name;
            return Some(true);
        }
        self.at += 1;
        self.space();
        self.value()?;
        Some(true)
    }

    fn value(&mut self) -> Option<()> {
        let first = self.peek()?;
        if matches!(first, b'"' | b'\'') {
            self.at += 1;
            self.skip(|byte| byte != first);
            self.peek()?;
            self.at += 1;
            return Some(());
        }
        let begin = self.at;
        self.skip(|byte| {
            !byte.is_ascii_whitespace() && !matches!(byte, b'"' | b'\'' | b'=' | b'<' | b'>' | b'`')
        });
        (self.at > begin).then_some(())
    }

    fn space(&mut self) -> bool {
        let begin = self.at;
        self.skip(|byte| matches!(byte, b' ' | b'\t' | b'\n'));
        self.at > begin
    }

    fn skip(&mut self, is_passed: impl Fn(u8) -> bool) {
        while self.peek().is_some_and(&is_passed) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }
}

/// Lines after the first lose up to three columns of white space, which belong to the paragraph.
pub(super) fn without_indents(html: &str) -> String {
    let mut lines = html.split('\n');
    let mut text = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        let spaces = line
            .bytes()
            .take(3)
            .take_while(|byte| matches!(byte, b' ' | b'\t'))
            .count();
        text.push('\n');
        text.push_str(line.get(spaces..).unwrap_or_default());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_what_commonmark_calls_so() {
        for (text, expected) in [
            ("<a>b", Some(3)),
            ("<a b=\"c\" d='e' f=g h />i", Some(23)),
            ("<a\nb\n>", Some(6)),
            ("</a >b", Some(5)),
            ("<a b=c\"d>", None),
            ("<a b = c>", Some(9)),
            ("<a\"b\">", None),
            ("<1>", None),
            ("</a b>", None),
            ("<!-- a -->b", Some(10)),
            ("<!-->b", Some(5)),
            ("<!--->b", Some(6)),
            ("<!-- a", None),
            ("<?a?>b", Some(5)),
            ("<!A>b", Some(4)),
            ("<![CDATA[>]]>b", Some(13)),
            ("<!>", None),
        ] {
            assert_eq!(Markup::default().length(text, 0), expected, "{text}");
        }
    }
}
