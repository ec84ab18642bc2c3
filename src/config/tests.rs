//! The configuration as an operator meets it: what is read from where, and the words for what is wrong.

use super::*;

struct Site {
    folder: tempfile::TempDir,
    sources: Sources,
}

fn site(toml: &str) -> Site {
    let folder = tempfile::tempdir().unwrap();
    if !toml.is_empty() {
        std::fs::write(folder.path().join(FILE_NAME), toml).unwrap();
    }
    let sources = Sources {
        working_folder: folder.path().to_owned(),
        ..Sources::default()
    };
    Site { folder, sources }
}

impl Site {
    fn variable(mut self, name: &str, value: &str) -> Self {
        self.sources
            .variables
            .push((name.to_owned(), value.to_owned()));
        self
    }

    fn flag(mut self, key: &'static str, value: &str) -> Self {
        self.sources.flags.push((key, value.to_owned()));
        self
    }

    fn config(&self) -> Config {
        Config::load(&self.sources).unwrap().0
    }

    /// Problems as one line each, with the folder's name cut off.
    fn problems(&self) -> Vec<String> {
        let problems = match Config::load(&self.sources) {
            Ok((_, warnings)) => warnings,
            Err(problems) => problems,
        };
        let folder = format!("{}/", self.folder.path().display());
        let show = |problem: &Diagnostic| {
            let place = problem.place.as_ref().map(|place| format!("{place} "));
            let line = format!(
                "{}{} | {}",
                place.unwrap_or_default(),
                problem.message,
                problem.help
            );
            line.replace(&folder, "").trim_end_matches(" | ").to_owned()
        };
        problems.iter().map(show).collect()
    }
}

#[test]
fn nothing_said_means_the_defaults() {
    let site = site("");
    let config = site.config();
    assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(config.site_url, "http://127.0.0.1:8080");
    assert_eq!(config.locales.default.as_str(), "en");
    assert_eq!(config.locales.folder, site.folder.path().join("locales"));
    assert_eq!((config.demo, config.content), (true, None));
    assert_eq!(config.words_per_minute, 220);
    assert_eq!(config.limits.document_bytes, 32 * 1024);
}

#[test]
fn every_key_is_read_from_the_file() {
    let config = site(
        r#"
        listen = "0.0.0.0:80"
        site_url = "https://example.com/"
        demo = false
        content = "pages"
        [database]
        url = "postgres://u:hunter2@h/d"
        replica_url = "postgres://u:hunter2@r/d"
        connections = 4
        pooler = true
        notify = false
        wait_s = 5
        [locales]
        folder = "/srv/locales"
        default = "pt_br"
        watch = "poll"
        fallback = { de-AT = ["de", "en"], zh_tw = [] }
        [paths]
        strategy = "prefix_except_default"
        [reading]
        words_per_minute = 180
        [rendering]
        minimark = "plain"
        [limits]
        body_bytes = 0x1000
        document_bytes = 10_000
        depth = 10
        selections = 100
        complexity = 500
        timeout_ms = 2500
        sockets = 300
        cache_bytes = 0
        [log]
        format = "json"
        level = "isogloss=debug, warn"
        "#,
    )
    .config();
    assert_eq!(config.listen.to_string(), "0.0.0.0:80");
    assert_eq!(config.site_url, "https://example.com");
    assert!(!config.demo);
    assert!(config.content.unwrap().ends_with("pages"));
    assert_eq!(config.database_url.reveal(), "postgres://u:hunter2@h/d");
    let postgres = PostgresConfig {
        replica_url: DatabaseUrl::parse("postgres://u:hunter2@r/d"),
        connections: 4,
        has_pooler: true,
        notifies: false,
        wait: Duration::from_secs(5),
    };
    assert_eq!(config.postgres, postgres);
    assert_eq!(config.locales.folder, Path::new("/srv/locales"));
    assert_eq!(config.locales.default.as_str(), "pt-BR");
    assert_eq!(
        format!("{:?}", config.locales.fallback),
        "{de-AT: [de, en], zh-TW: []}"
    );
    assert_eq!(config.locales.watch, Watching::Poll);
    assert_eq!(config.paths, PathStrategy::PrefixExceptDefault);
    assert_eq!(config.words_per_minute, 180);
    assert_eq!(config.minimark, Mode::Plain);
    let limits = Limits {
        body_bytes: 4096,
        document_bytes: 10_000,
        depth: 10,
        selections: 100,
        complexity: 500,
        timeout: Duration::from_millis(2500),
        sockets: 300,
        cache_bytes: 0,
    };
    assert_eq!(config.limits, limits);
    assert_eq!(config.log.format, LogFormat::Json);
    assert_eq!(config.log.level, "isogloss=debug,warn");
}

#[test]
fn flags_win_over_variables_and_variables_over_the_file() {
    let file = || site("listen = \"127.0.0.1:1\"\nsite_url = \"http://file\"\ndemo = false");
    let variables = || {
        file()
            .variable("ISOGLOSS_LISTEN", "127.0.0.1:2")
            .variable("ISOGLOSS_SITE_URL", "http://variable")
    };
    let flags = variables().flag("listen", "localhost:3");
    for (site, port, url) in [
        (file(), 1, "http://file"),
        (variables(), 2, "http://variable"),
        (flags, 3, "http://variable"),
    ] {
        let config = site.config();
        assert_eq!(
            (config.listen.port(), config.site_url.as_str(), config.demo),
            (port, url, false)
        );
    }
}

#[test]
fn an_address_for_all_interfaces_is_no_address_for_readers() {
    let config = site("")
        .variable("ISOGLOSS_LISTEN", "0.0.0.0:9000")
        .config();
    assert_eq!(config.site_url, "http://localhost:9000");
}

#[test]
fn relative_paths_are_taken_from_where_they_were_written() {
    let site = site("");
    let elsewhere = tempfile::tempdir().unwrap();
    let file = elsewhere.path().join("site.toml");
    std::fs::write(&file, "content = \"posts\"").unwrap();
    let site = Site {
        sources: Sources {
            file: Some(file),
            ..site.sources.clone()
        },
        ..site
    };
    let config = site.config();
    assert_eq!(config.content, Some(elsewhere.path().join("posts")));
    assert_eq!(config.locales.folder, elsewhere.path().join("locales"));
    assert_eq!(
        config.database_url.sqlite_file(),
        Some(elsewhere.path().join("data/isogloss.db"))
    );
    let site = site.variable("ISOGLOSS_LOCALES", "texts");
    assert_eq!(
        site.config().locales.folder,
        site.folder.path().join("texts")
    );
}

#[test]
fn an_empty_variable_is_as_good_as_none() {
    let config = site("demo = false").variable("ISOGLOSS_DEMO", "").config();
    assert!(!config.demo);
}

#[test]
fn what_is_wrong_in_the_file_is_named_with_its_place() {
    for (toml, problem) in [
        (
            "listen = 8080",
            "isogloss.toml:1:10 `listen` is `8080`, but accepts an address with a port, such as 127.0.0.1:8080 or [::]:80",
        ),
        (
            "\n[database]\n  ulr = \"x\"",
            "isogloss.toml:3:3 unknown key `database.ulr` | did you mean `database.url`?",
        ),
        (
            "url = \"sqlite://x\"",
            "isogloss.toml:1:1 unknown key `url` | did you mean `database.url`?",
        ),
        (
            "database = \"sqlite://x\"",
            "isogloss.toml:1:1 unknown key `database` | did you mean `database.url`?",
        ),
        (
            "[server]\nport = 1",
            "isogloss.toml:1:2 unknown key `server` | known are listen, site_url, demo, content, database.url, database.replica_url, \
             database.connections, database.pooler, database.notify, database.wait_s, locales.folder, locales.default, locales.watch, paths.strategy, reading.words_per_minute, rendering.minimark, limits.body_bytes, limits.document_bytes, \
             limits.depth, limits.selections, limits.complexity, limits.timeout_ms, limits.sockets, limits.cache_bytes, log.format, log.level",
        ),
        (
            "[paths]\nstrategy = \"none\"",
            "isogloss.toml:2:12 `paths.strategy` is `none`, but accepts prefix or prefix_except_default",
        ),
        (
            "demo = \"maybe\"",
            "isogloss.toml:1:8 `demo` is `maybe`, but accepts true or false",
        ),
        (
            "[reading]\nwords_per_minute = -1",
            "isogloss.toml:2:20 `reading.words_per_minute` is `-1`, but accepts a whole number from 1 to 2000",
        ),
        (
            "[locales]\ndefault = \"klingon language\"",
            "isogloss.toml:2:11 `locales.default` is `klingon language`, but accepts a language tag, such as en or pt-BR",
        ),
        (
            "[locales.fallback]\nde-AT = \"de\"",
            "isogloss.toml:2:9 `locales.fallback.de-AT` is a list of language tags, not `de` | a chain looks like this: \
             de-AT = [\"de\", \"en\"]",
        ),
        (
            "[locales.fallback]\nde-AT = [\"d\"]",
            "isogloss.toml:2:9 `locales.fallback.de-AT` names `d`, which is no language tag | a chain looks like this: \
             de-AT = [\"de\", \"en\"]",
        ),
        (
            "site_url = \"example.com\"",
            "isogloss.toml:1:12 `site_url` is `example.com`, but accepts a URL such as https://example.com",
        ),
        (
            "[log]\nlevel = \"loud\"",
            "isogloss.toml:2:9 `log.level` is `loud`, but accepts off, error, warn, info, debug or trace, or levels by \
             target such as isogloss=debug,warn",
        ),
        (
            "listen = [1]",
            "isogloss.toml:1:10 `listen` is `a list`, but accepts an address with a port, such as 127.0.0.1:8080 or [::]:80",
        ),
    ] {
        assert_eq!(site(toml).problems(), [problem], "{toml}");
    }
}

#[test]
fn what_is_wrong_elsewhere_is_named_with_its_variable_or_flag() {
    let site = site("")
        .variable("ISOGLOSS_DEMO", "maybe")
        .flag("listen", "8080");
    assert_eq!(
        site.problems(),
        [
            "variable ISOGLOSS_DEMO: `demo` is `maybe`, but accepts true or false",
            "flag --listen: `listen` is `8080`, but accepts an address with a port, such as 127.0.0.1:8080 or [::]:80",
        ]
    );
}

#[test]
fn all_problems_are_told_at_once() {
    let site = site("demo = 3\nlisten = 3\nnonsense = 3").variable("ISOGLOSS_DEPTH", "0");
    assert_eq!(site.problems().len(), 4);
}

#[test]
fn a_variable_that_is_nearly_ours_is_a_warning() {
    let site = site("")
        .variable("ISOGLOSS_LISTENS", "x")
        .variable("ISOGLOSS_MASCOT", "x");
    assert_eq!(
        site.problems(),
        ["variable ISOGLOSS_LISTENS means nothing | did you mean ISOGLOSS_LISTEN?"]
    );
    assert!(Config::load(&site.sources).is_ok());
}

#[test]
fn a_missing_file_is_an_error_only_when_it_was_named() {
    assert!(Config::load(&site("").sources).is_ok());
    let mut site = site("");
    site.sources.file = Some(site.folder.path().join("other.toml"));
    let problems = site.problems();
    assert!(
        problems[0].starts_with("other.toml the configuration cannot be read: "),
        "{problems:?}"
    );
}

#[test]
fn a_password_is_in_no_problem() {
    for toml in [
        "[database]\nurl = \"postgre://u:hunter2@h/d\"",
        "[database]\nurl = \"postgres://u:hunter2@h/d",
        "[database]\nurl = postgres://u:hunter2@h/d",
        "[database]\nurl = [\"postgres://u:hunter2@h/d\"]",
        "[database]\nurl = { url = \"postgres://u:hunter2@h/d\" }",
    ] {
        let problems = site(toml).problems();
        assert_eq!(problems.len(), 1, "{toml}");
        assert!(!problems[0].contains("hunter2"), "{problems:?}");
    }
    let problems = site("")
        .variable("ISOGLOSS_DATABASE_URL", "mysql://u:hunter2@h/d")
        .problems();
    assert!(!problems[0].contains("hunter2"), "{problems:?}");
    let config = site("[database]\nurl = \"postgres://u:hunter2@h/d\"").config();
    assert!(!format!("{config:?}").contains("hunter2"));
}

#[test]
fn configured_locales_without_a_folder_are_named() {
    let site = site("[locales]\ndefault = \"fr\"\n[locales.fallback]\nde-AT = [\"de\", \"it\"]");
    let config = site.config();
    let known = ["en", "de", "de-AT"].map(|tag| Locale::parse(tag).unwrap());
    let problems = config.locales.check(&known);
    let messages: Vec<&str> = problems
        .iter()
        .map(|problem| problem.message.as_str())
        .collect();
    assert_eq!(
        messages,
        [
            "the default locale `fr` has no folder",
            "`locales.fallback.de-AT` names `it`, which the site does not have",
        ]
    );
    assert_eq!(problems[1].place.as_ref().unwrap().line, Some(4));
}
