//! Sessions of a shell: what stands behind a prompt is a command, everything else is output.
//! How a command is highlighted is the shell's grammar's business.

use super::grammar::Parser;
use super::line::{Line, Token};
use super::style::{Ink, Style};

/// The grammar of what is typed.
const SHELL: &str = "Bourne Again Shell (bash)";

/// The look of a prompt: there, and not in the way.
const PROMPT: Style = Style {
    ink: Ink::Comment,
    italic: false,
    bold: false,
    underline: false,
    strikethrough: false,
};

/// The tokens of each line, commands highlighted by the grammar of the shell.
pub(super) fn highlight(code: &str) -> Option<Vec<Vec<Token<'_>>>> {
    let mut continued: Option<Parser> = None;
    let mut lines = Vec::new();
    for text in code.lines() {
        let prompt = prompt_length(text);
        let parser = match (prompt, continued.take()) {
            // A prompt within a command is the shell asking for more of it.
            (Some(_), Some(parser)) if text.starts_with('>') => Some(parser),
            (Some(_), _) => Some(Parser::new(SHELL, SHELL)?),
            (None, continued) => continued,
        };
        let Some(mut parser) = parser else {
            lines.push(Line::new(text).finish());
            continue;
        };
        lines.push(command(text, prompt.unwrap_or_default(), &mut parser)?);
        continued = text.ends_with('\\').then_some(parser);
    }
    Some(lines)
}

fn command<'c>(text: &'c str, prompt: usize, parser: &mut Parser) -> Option<Vec<Token<'c>>> {
    let mut line = Line::new(text);
    line.push(prompt, PROMPT);
    parser.parse(&mut line)?;
    Some(line.finish())
}

/// How much of a line is a prompt: `$`, `%`, `#` or `>` and spaces, maybe behind a place in brackets or such.
fn prompt_length(text: &str) -> Option<usize> {
    let sign = text.find(['$', '%', '#', '>'])?;
    let (place, rest) = text.split_at_checked(sign)?;
    let command = rest.get(1..)?;
    let typed = command.trim_start();
    let spaces = command.len() - typed.len();
    (is_place(place) && (spaces > 0 || command.is_empty())).then_some(sign + 1 + spaces)
}

/// Whether this may stand before the sign: nothing, or who is where, as in `user@host:~/dir`.
fn is_place(text: &str) -> bool {
    let text = text.trim();
    text.is_empty()
        || (text.starts_with('[') && text.ends_with(']'))
        || (text.starts_with('(') && text.ends_with(')'))
        || (text.contains('@') && !text.contains(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(line: &[Token<'_>]) -> bool {
        line.iter().all(|t| t.style == Style::default())
    }

    #[test]
    fn commands_are_highlighted_and_output_is_not() {
        let code = "$ npm install \\\n  --save \"x\"\nadded \"3\" packages\nuser@host:~/x$ ls 'a'\n# echo 'a'\n$";
        let lines = highlight(code).unwrap();
        let plain: Vec<bool> = lines.iter().map(|line| plain(line)).collect();
        assert_eq!(plain, [false, false, true, false, false, false]);
        for (line, text) in lines.iter().zip(code.lines()) {
            assert_eq!(line.iter().map(|t| t.text).collect::<String>(), text);
        }
    }

    #[test]
    fn a_sign_alone_makes_no_prompt() {
        for (text, expected) in [
            ("$ ls", Some(2)),
            ("$", Some(1)),
            ("  % ls", Some(4)),
            ("[me@host dir]$ ls", Some(15)),
            ("me@host:~$ ls", Some(11)),
            ("$HOME", None),
            ("100 % done", None),
            ("", None),
        ] {
            assert_eq!(prompt_length(text), expected, "{text}");
        }
    }
}
