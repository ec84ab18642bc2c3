//! The names that authors give languages in fences, and what highlights each.
//! A language is added here and nowhere else, as long as a grammar for it ships with the binary.

use super::lexicon::{Lexicon, PRISMA};

/// What highlights a language.
#[derive(Clone, Copy)]
pub(super) enum Language {
    /// The grammar of this name.
    Grammar(&'static str),
    /// The grammar of another language, and the words that it does not know.
    Borrowed {
        grammar: &'static str,
        name: &'static str,
    },
    /// Words of a language without a grammar.
    Lexicon(&'static Lexicon),
    /// Commands among their output.
    Console,
}

/// What highlights the language of this name, in whatever case. `None` is plain text.
pub(super) fn find(name: &str) -> Option<Language> {
    LANGUAGES
        .iter()
        .find(|(names, _)| names.split(' ').any(|n| n.eq_ignore_ascii_case(name)))
        .map(|(_, language)| *language)
}

/// Every name, for tests.
#[cfg(test)]
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().flat_map(|(names, _)| names.split(' '))
}

const fn grammar(name: &'static str) -> Language {
    Language::Grammar(name)
}

/// Scala's own grammar takes a tenth of a second for lines that it has no good answer to.
const SCALA: Language = Language::Borrowed {
    grammar: "Kotlin",
    name: "Scala",
};

/// Names, set apart by spaces, and what highlights them.
static LANGUAGES: &[(&str, Language)] = &[
    ("ada adb ads", grammar("Ada")),
    ("apache apacheconf htaccess", grammar("Apache Conf")),
    ("asciidoc adoc", grammar("AsciiDoc (Asciidoctor)")),
    ("asm nasm assembly x86asm", grammar("x86_64 Assembly")),
    ("awk gawk", grammar("AWK")),
    (
        "bash sh shell zsh ksh shellscript",
        grammar("Bourne Again Shell (bash)"),
    ),
    ("bat batch cmd dosbatch", grammar("Batch File")),
    ("bibtex bib", grammar("BibTeX")),
    ("c h", grammar("C")),
    ("clojure clj cljs cljc edn", grammar("Clojure")),
    ("cmake", grammar("CMake")),
    ("coffee coffeescript", grammar("CoffeeScript")),
    (
        "console shellsession shell-session sh-session terminal",
        Language::Console,
    ),
    ("cpp c++ cc cxx hpp hxx", grammar("C++")),
    ("crystal cr", grammar("Crystal")),
    ("csharp cs c#", grammar("C#")),
    ("css", grammar("CSS")),
    ("d dlang", grammar("D")),
    ("dart", grammar("Dart")),
    ("diff patch udiff", grammar("Diff")),
    (
        "dockerfile docker containerfile",
        grammar("Dockerfile (with bash)"),
    ),
    ("dot graphviz", grammar("Graphviz (DOT)")),
    ("dotenv env .env", grammar("DotENV")),
    ("elixir ex exs", grammar("Elixir")),
    ("elm", grammar("Elm")),
    ("erb rhtml", grammar("HTML (Rails)")),
    ("erlang erl hrl", grammar("Erlang")),
    ("fish", grammar("Fish")),
    ("fortran f90 f95", grammar("Fortran (Modern)")),
    ("fsharp fs fsx fsi f#", grammar("F#")),
    ("gdscript gd", grammar("GDScript (Godot Engine)")),
    ("glsl", grammar("GLSL")),
    ("go golang", grammar("Go")),
    ("graphql gql graphqls", grammar("GraphQL")),
    ("groovy gradle jenkinsfile", grammar("Groovy")),
    ("haml", grammar("Ruby Haml")),
    ("haskell hs", grammar("Haskell")),
    ("html htm xhtml", grammar("HTML")),
    ("http rest", grammar("HTTP Request and Response")),
    ("ini conf cfg editorconfig systemd", grammar("INI")),
    ("java", grammar("Java")),
    ("javascript js mjs cjs node", grammar("JavaScript")),
    ("jinja jinja2 j2", grammar("Jinja2")),
    ("jq", grammar("JQ")),
    (
        "json jsonc jsonl json5 webmanifest geojson",
        grammar("JSON"),
    ),
    ("jsonnet", grammar("jsonnet")),
    ("jsx tsx", grammar("TypeScriptReact")),
    ("julia jl", grammar("Julia")),
    ("kotlin kt kts", grammar("Kotlin")),
    ("latex", grammar("LaTeX")),
    ("lean lean4", grammar("Lean 4")),
    ("less", grammar("Less")),
    (
        "lisp common-lisp cl elisp emacs-lisp scheme scm",
        grammar("Lisp"),
    ),
    ("llvm", grammar("LLVM")),
    ("lua luau", grammar("Lua")),
    ("makefile make mk mf", grammar("Makefile")),
    ("markdown md mdc mdx", grammar("Markdown")),
    ("nginx nginxconf", grammar("nginx")),
    ("nim", grammar("Nim")),
    ("nix", grammar("Nix")),
    (
        "objective-c objectivec objc obj-c mm",
        grammar("Objective-C"),
    ),
    ("ocaml ml mli", grammar("OCaml")),
    ("odin", grammar("Odin")),
    ("org", grammar("orgmode")),
    ("pascal delphi", grammar("Pascal")),
    ("perl pl pm", grammar("Perl")),
    ("php", grammar("PHP")),
    ("powershell ps1 pwsh ps psm1 psd1", grammar("PowerShell")),
    ("prisma", Language::Lexicon(&PRISMA)),
    ("properties", grammar("Java Properties")),
    ("protobuf proto", grammar("Protocol Buffer")),
    ("puppet", grammar("Puppet")),
    ("purescript purs", grammar("PureScript")),
    ("python py py3 python3 pyi", grammar("Python")),
    ("qml", grammar("QML")),
    ("r", grammar("R")),
    ("racket rkt", grammar("Racket")),
    ("regex regexp", grammar("Regular Expression")),
    ("rego", grammar("Rego")),
    ("rst restructuredtext", grammar("reStructuredText")),
    ("ruby rb gemfile rakefile", grammar("Ruby")),
    ("rust rs", grammar("Rust")),
    ("sass", grammar("Sass")),
    ("scala sbt sc", SCALA),
    ("scss", grammar("SCSS")),
    ("sml", grammar("SML")),
    ("solidity sol", grammar("Solidity")),
    (
        "sql mysql pgsql postgres postgresql plsql sqlite tsql",
        grammar("SQL"),
    ),
    ("ssh-config sshconfig", grammar("SSH Config")),
    ("stylus styl", grammar("Stylus")),
    ("svelte", grammar("Svelte")),
    ("swift", grammar("Swift")),
    ("tcl", grammar("Tcl")),
    ("terraform hcl tf tfvars", grammar("Terraform")),
    ("tex", grammar("TeX")),
    ("textile", grammar("Textile")),
    ("toml", grammar("TOML")),
    ("twig", grammar("HTML (Twig)")),
    ("typescript ts mts cts", grammar("TypeScript")),
    ("typst typ", grammar("Typst")),
    ("verilog systemverilog sv", grammar("Verilog")),
    ("vhdl", grammar("VHDL")),
    ("vim viml vimscript", grammar("VimL")),
    ("vue", grammar("Vue Component")),
    ("wgsl", grammar("WGSL")),
    ("xml svg xsl xsd rss plist", grammar("XML")),
    ("yaml yml", grammar("YAML")),
    ("zig zon", grammar("Zig")),
];
