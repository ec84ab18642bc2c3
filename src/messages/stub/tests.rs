//! What is appended, and that nothing else changes.

use super::*;

const ENGLISH: &str = "\
# $count: number of posts.
posts = { $count ->
    [one] { $count } post
   *[other] { $count } posts
}

## Search

search = Search
    .placeholder = Search this site

# same
song = Yellow submarine
-term = Term
home = Home
";

fn site(files: &[(&str, &str)]) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = root.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    root
}

fn fix(root: &Path) -> Vec<Diagnostic> {
    let (catalog, _) = Catalog::load(Some(root));
    let en = Locale::parse("en").unwrap();
    let locales = Locales::new(en, catalog.locales().to_vec(), &BTreeMap::new());
    append(root, &catalog, &locales)
}

fn read(root: &Path, name: &str) -> String {
    fs::read_to_string(root.join(name)).unwrap()
}

#[test]
fn what_is_missing_is_appended_as_comments_once() {
    let before = "home = Accueil\n";
    let root = site(&[("en/a.ftl", ENGLISH), ("fr/a.ftl", before)]);
    let told = fix(root.path());
    let expected = "\
home = Accueil

# $count: number of posts.
# Missing. To translate it, take `# ` away from the lines below.
# posts = { $count ->
#     [one] { $count } post
#    *[other] { $count } posts
# }

# Missing. To translate it, take `# ` away from the lines below.
# search = Search
#     .placeholder = Search this site
";
    assert_eq!(read(root.path(), "fr/a.ftl"), expected);
    assert_eq!(told.len(), 1);
    assert_eq!(
        told[0].message,
        "2 missing messages were appended as comments"
    );
    assert_eq!(told[0].place.as_ref().unwrap().line, Some(3));
    assert_eq!(fix(root.path()), []);
    assert_eq!(read(root.path(), "fr/a.ftl"), expected);
    assert_eq!(fs::read_dir(root.path().join("fr")).unwrap().count(), 1);
    let (catalog, problems) = Catalog::load(Some(root.path()));
    assert_eq!(problems, []);
    assert!(!catalog.has(&Locale::parse("fr").unwrap(), "posts"));
}

#[test]
fn a_stub_without_its_marks_is_the_message() {
    let root = site(&[("en/a.ftl", ENGLISH), ("fr/a.ftl", "home = Accueil\n")]);
    fix(root.path());
    let stubs = read(root.path(), "fr/a.ftl");
    let lines = stubs.lines().map(|line| match line.strip_prefix("# ") {
        Some(text) if !text.starts_with(['$', 'M']) => text,
        _ => line,
    });
    let translated: Vec<&str> = lines.collect();
    fs::write(root.path().join("fr/a.ftl"), translated.join("\n")).unwrap();
    let (catalog, problems) = Catalog::load(Some(root.path()));
    assert_eq!(problems, []);
    let fr = Locale::parse("fr").unwrap();
    assert!(catalog.has(&fr, "posts") && catalog.has(&fr, "search"));
    assert_eq!(fix(root.path()), []);
}

#[test]
fn line_ends_and_a_last_line_without_one_are_kept() {
    for (before, expected) in [
        (
            "a = 1\r\nb = 2\r\n",
            "a = 1\r\nb = 2\r\n\r\n# Missing. To translate it, take `# ` away from the lines below.\r\n# c = 3\r\n",
        ),
        (
            "a = 1\r\nb = 2",
            "a = 1\r\nb = 2\r\n\r\n# Missing. To translate it, take `# ` away from the lines below.\r\n# c = 3\r\n",
        ),
        (
            "a = 1\nb = 2",
            "a = 1\nb = 2\n\n# Missing. To translate it, take `# ` away from the lines below.\n# c = 3\n",
        ),
        (
            "\u{FEFF}a = 1\nb = 2\n",
            "\u{FEFF}a = 1\nb = 2\n\n# Missing. To translate it, take `# ` away from the lines below.\n# c = 3\n",
        ),
        ("a = 1\nb = 2\n#  c=\n", "a = 1\nb = 2\n#  c=\n"),
    ] {
        let root = site(&[
            ("en/a.ftl", "a = 1\r\nb = 2\r\nc = 3\r\n"),
            ("fr/a.ftl", before),
        ]);
        fix(root.path());
        fix(root.path());
        assert_eq!(read(root.path(), "fr/a.ftl"), expected, "{before:?}");
    }
}

#[test]
fn a_file_is_made_where_there_is_none() {
    let root = site(&[("en/a.ftl", "a = 1\n"), ("pt_br/b.ftl", "b = 1\n")]);
    let told = fix(root.path());
    assert!(read(root.path(), "pt_br/a.ftl").starts_with("# Missing."));
    assert_eq!(read(root.path(), "pt_br/b.ftl"), "b = 1\n");
    assert_eq!(told[0].place.as_ref().unwrap().line, Some(1));
}

#[test]
fn what_cannot_be_appended_to_stays_as_it_is() {
    let root = site(&[
        ("en/a.ftl", "a = 1\n"),
        ("en/b.ftl", "b = 1\n"),
        ("fr/a.ftl", ""),
    ]);
    let latin = b"c = \xE9\n";
    fs::write(root.path().join("fr/a.ftl"), latin).unwrap();
    let full = "#".repeat(usize::try_from(FILE_BYTES_MAX).unwrap());
    fs::write(root.path().join("fr/b.ftl"), &full).unwrap();
    let codes: Vec<&str> = fix(root.path()).iter().map(|each| each.code).collect();
    assert_eq!(codes, ["MESSAGE_STUBS_REFUSED", "MESSAGE_STUBS_REFUSED"]);
    assert_eq!(fs::read(root.path().join("fr/a.ftl")).unwrap(), latin);
    assert_eq!(read(root.path(), "fr/b.ftl"), full);
    assert_eq!(fs::read_dir(root.path().join("fr")).unwrap().count(), 2);
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let root = site(&[("en/a.ftl", "a = 1\n"), ("fr/real.ftl", "b = 1\n")]);
    let real = root.path().join("fr/real.ftl");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&real, root.path().join("fr/a.ftl")).unwrap();
    fix(root.path());
    assert!(root.path().join("fr/a.ftl").is_symlink());
    assert!(read(root.path(), "fr/real.ftl").contains("# a = 1"));
    assert_eq!(
        fs::metadata(&real).unwrap().permissions().mode() & 0o777,
        0o640
    );
}
