//! What code comes out as: which languages are known, what key tokens look like, and what stays plain.

use super::style::Ink;
use super::*;

/// Names that authors write, and a line in which something has a color.
const SAMPLES: &[(&str, &str)] = &[
    ("js javascript jsx mjs ts typescript tsx", "const a = \"b\""),
    ("vue svelte html xml svg", "<a b=\"c\">d</a>"),
    ("css scss sass less", "a { color: red }\n/* b */"),
    ("json jsonc json5 yaml yml", "{ \"a\": 1 }"),
    ("toml ini conf dotenv env", "# a\nb = \"c\""),
    ("md markdown mdc", "# a\n\n**b**"),
    ("graphql gql", "query A { b(c: 1) }"),
    ("sql", "SELECT 1 FROM a"),
    ("bash sh shell zsh fish", "echo \"a\" # b"),
    ("console shellsession", "$ echo \"a\""),
    ("powershell ps1", "function A { Write-Host \"b\" } # c"),
    ("bat cmd", "@echo off\nREM a"),
    ("python py", "def a(): return 1"),
    ("ruby rb", "def a\n  \"b\"\nend"),
    ("php", "<?php echo \"a\";"),
    ("perl pl", "my $a = \"b\"; # c"),
    ("java kotlin kt scala groovy swift", "class A { /* b */ }"),
    ("objective-c objc c cpp c++ cc", "int a = 1; // b"),
    ("csharp cs c# dart", "class A { int b = 1; } // c"),
    ("fsharp fs", "let a = \"b\" // c"),
    ("go golang", "func a() { return \"b\" }"),
    ("rust rs", "fn a() -> u8 { 1 }"),
    ("zig", "const a = \"b\"; // c"),
    ("elixir ex", "def a, do: \"b\" # c"),
    ("erlang erl", "a() -> \"b\". % c"),
    ("haskell hs", "a = \"b\" -- c"),
    ("ocaml ml", "let a = \"b\" (* c *)"),
    ("clojure clj lisp", "(defn a [] \"b\") ; c"),
    ("lua", "local a = \"b\" -- c"),
    ("r julia jl nix", "a = \"b\" # c"),
    ("dockerfile docker", "FROM a\nRUN echo \"b\""),
    ("makefile make", "A = b\na: b # c\n\techo d"),
    ("cmake", "set(A \"b\") # c"),
    ("nginx", "server { listen 80; } # a"),
    ("apache", "# a\nServerName b"),
    ("diff patch", "-a\n+b"),
    ("http", "GET / HTTP/1.1\nHost: a"),
    ("proto protobuf", "message A { int32 b = 1; }"),
    ("terraform hcl tf", "a = \"b\" # c"),
    ("prisma", "model A { id Int @id }"),
    ("latex tex", "\\section{a} % b"),
    ("vim", "let a = \"b\""),
    ("awk", "BEGIN { print \"a\" } # b"),
    ("asm", "mov eax, 1 ; a"),
];

/// The inks of a code, each with its text without spaces around.
fn inks(language: &str, code: &str) -> Vec<(String, Ink)> {
    let lines = highlight(language, code).unwrap();
    let tokens = lines.iter().flatten();
    tokens
        .map(|t| (t.text.trim().to_owned(), t.style.ink))
        .collect()
}

#[track_caller]
fn assert_inks(language: &str, code: &str, expected: &[(&str, Ink)]) {
    let inks = inks(language, code);
    for (text, ink) in expected {
        let token = ((*text).to_owned(), *ink);
        assert!(inks.contains(&token), "{language}: {token:?} in {inks:?}");
    }
}

#[test]
fn every_language_of_a_blog_has_colors() {
    for (names, code) in SAMPLES {
        for name in names.split(' ') {
            let lines = highlight(name, code).unwrap_or_else(|| panic!("{name} is unknown"));
            let colored = |t: &&Token<'_>| t.style != style::Style::default();
            let colored = lines.iter().flatten().filter(colored).count();
            assert!(colored > 0, "{name} has no colors: {lines:?}");
        }
    }
}

#[test]
fn names_are_known_in_any_case_and_plain_ones_are_not() {
    assert_eq!(highlight("RuSt", "fn a"), highlight("rs", "fn a"));
    for name in [
        "",
        " ",
        "text",
        "txt",
        "plain",
        "plaintext",
        "klingon",
        "rust ",
    ] {
        assert_eq!(highlight(name, "fn a"), None, "{name}");
    }
}

#[test]
fn every_name_leads_somewhere_and_to_one_thing() {
    let names: Vec<&str> = languages::names().collect();
    for name in &names {
        assert!(highlight(name, "a").is_some(), "{name}");
        let times = names
            .iter()
            .filter(|n| n.eq_ignore_ascii_case(name))
            .count();
        assert_eq!(times, 1, "{name}");
    }
}

#[test]
fn lines_are_those_of_the_code_without_their_ends() {
    for code in [
        "",
        "\n",
        "a",
        "a\n",
        "a\r\nb\n\n\"é",
        "\tif (a) {\n  // é\u{2028}\n}",
        "\0\u{FEFF}\r",
    ] {
        for language in ["ts", "rust", "md", "console", "prisma"] {
            let lines = highlight(language, code).unwrap();
            let texts = lines
                .iter()
                .map(|line| line.iter().map(|t| t.text).collect::<String>());
            assert!(texts.eq(code.lines()), "{language} {code:?}");
            let neighbors = lines.iter().flat_map(|line| line.windows(2));
            assert!(neighbors.into_iter().all(|w| w[0].style != w[1].style));
        }
    }
}

#[test]
fn what_is_too_much_stays_plain() {
    assert_eq!(highlight("json", &" ".repeat(2_001)), None);
    assert_eq!(highlight("json", &"[\n]\n".repeat(17_000)), None);
}

#[test]
fn typescript_looks_as_on_github() {
    assert_inks(
        "ts",
        "export async function load(n: number = 1): Promise<Post> { return `a` } // b",
        &[
            ("export async function", Ink::Keyword),
            ("load", Ink::Entity),
            ("number", Ink::Constant),
            ("1", Ink::Constant),
            ("Promise", Ink::Entity),
            ("return", Ink::Keyword),
            ("`a`", Ink::String),
            ("// b", Ink::Comment),
        ],
    );
}

#[test]
fn python_and_rust_look_as_on_github() {
    assert_inks(
        "python",
        "@a\ndef load(n: int) -> None:\n  \"\"\"b\"\"\"\n  return 1 # c",
        &[
            ("@a", Ink::Entity),
            ("def", Ink::Keyword),
            ("load", Ink::Entity),
            ("int", Ink::Constant),
            ("None", Ink::Constant),
            ("\"\"\"b\"\"\"", Ink::String),
            ("# c", Ink::Comment),
        ],
    );
    assert_inks(
        "rust",
        "pub async fn load(n: &str) -> Vec<u8> { let a = b(\"c\"); 1 } // d",
        &[
            ("pub async fn", Ink::Keyword),
            ("load", Ink::Entity),
            ("str", Ink::Entity),
            ("Vec", Ink::Entity),
            ("let", Ink::Keyword),
            ("b", Ink::Entity),
            ("\"c\"", Ink::String),
            ("// d", Ink::Comment),
        ],
    );
}

#[test]
fn markup_and_data_look_as_on_github() {
    assert_inks(
        "html",
        "<a b=\"c\">d</a><!-- e -->",
        &[
            ("a", Ink::Tag),
            ("b", Ink::Entity),
            ("\"c\"", Ink::String),
            ("<!-- e -->", Ink::Comment),
        ],
    );
    assert_inks(
        "css",
        ".a { color: #fff; --b: 1px }",
        &[
            (".a", Ink::Entity),
            ("color", Ink::Constant),
            ("#fff", Ink::Constant),
            ("--b", Ink::Variable),
            ("px", Ink::Keyword),
        ],
    );
    assert_inks(
        "json",
        "{ \"a\": [\"b\", 1, true] }",
        &[
            ("\"a\"", Ink::Constant),
            ("\"b\"", Ink::String),
            ("1", Ink::Constant),
        ],
    );
    assert_inks(
        "bash",
        "npm install --save \"$A\" # b",
        &[
            ("npm", Ink::Entity),
            ("install", Ink::String),
            ("--save", Ink::Constant),
            ("# b", Ink::Comment),
        ],
    );
}

#[test]
fn markdown_has_shapes() {
    let lines = highlight("md", "# a\n\n**b** *c*").unwrap();
    let shaped = |t: &Token<'_>| (t.style.bold, t.style.italic);
    assert_eq!(shaped(&lines[0][0]), (true, false));
    assert!(lines[2].iter().any(|t| shaped(t) == (true, false)));
    assert!(lines[2].iter().any(|t| shaped(t) == (false, true)));
}
