//! Whether a machine does what the grammars mean, and stops where they do not.

use std::sync::LazyLock;

use syntect::parsing::ParseState;

use super::*;

static SET: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

fn machine(grammar: &str) -> Machine {
    Machine::new(SET.find_syntax_by_name(grammar).unwrap(), &SET).unwrap()
}

#[test]
fn every_line_is_parsed_as_syntect_does() {
    for (grammar, code) in [
        ("Rust", "fn a() {\n  // b\n  r#\"c\n\"d\"#\n}\n"),
        ("HTML", "<script>let a = `${b}`\n</script><p c='d'>\n"),
        ("Python", "def a(b: int):\n  f'{b!r}'\n"),
        (
            "Bourne Again Shell (bash)",
            "cat <<A\n$b\nA\necho \"$(c)\"\n",
        ),
        ("Ruby", "a = <<~B\n  #{c}\nB\n%w(d e)\n"),
        ("PHP", "<p><?php echo <<<A\n$b\nA;\n?></p>\n"),
        ("Markdown", "# a\n```js\nlet b\n```\n*c*\n"),
    ] {
        let mut expected = ParseState::new(SET.find_syntax_by_name(grammar).unwrap());
        let mut machine = machine(grammar);
        for line in code.split_inclusive('\n') {
            let expected = expected.parse_line(line, &SET).unwrap();
            assert_eq!(machine.next_line(line), Some(expected), "{grammar}");
        }
    }
}

#[test]
fn a_grammar_that_goes_round_in_circles_is_led_on() {
    let mut machine = machine("JavaScript");
    assert!(machine.next_line("a /* b\n").is_some());
    assert!(machine.next_line("c */ d\n").is_some());
}

#[test]
fn what_takes_too_many_searches_is_given_up() {
    let mut machine = machine("JSON");
    machine.searches_left = 10;
    assert_eq!(machine.next_line("[1, 2, 3, 4]\n"), None);
}
