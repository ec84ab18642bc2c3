//! Paths: old ones, taken ones, and those of files that are gone.

use super::*;

#[tokio::test]
async fn a_changed_slug_or_section_leaves_the_old_path_behind() {
    let site = Site::new(HELLO).await;
    site.import().await;
    site.say(&[(
        "de/blog/hello.md",
        "---\ntitle: Hallo\nslug: guten-tag\n---\nEins.",
    )]);
    site.import().await;
    assert_eq!(site.at("de", "blog/hallo").await, "moved blog/hello");
    assert_eq!(site.at("de", "blog/guten-tag").await, "live blog/hello");
    site.say(&[(
        "en/blog/hello.md",
        "---\ntitle: Hello\npath: /news/hello\ndate: 2024-02-03\ntags: [Rust]\n---\nOne.",
    )]);
    let outcome = site.import().await;
    assert_eq!(
        site.post("blog/hello").await.section.as_str(),
        "news",
        "{:?}",
        outcome.diagnostics
    );
    assert_eq!(site.at("en", "blog/hello").await, "moved blog/hello");
    assert_eq!(site.at("en", "news/hello").await, "live blog/hello");
    assert_eq!(site.at("de", "news/guten-tag").await, "live blog/hello");
}

#[tokio::test]
async fn two_posts_may_exchange_their_paths() {
    let a = |slug: &str| format!("---\ntitle: A\nslug: {slug}\n---\nA.");
    let site = Site::new(&[("en/a.md", &a("one")), ("en/b.md", &a("two"))]).await;
    site.import().await;
    site.say(&[("en/a.md", &a("two")), ("en/b.md", &a("one"))]);
    assert_eq!(summary(&site.import().await), "updated 2");
    assert_eq!(site.at("en", "two").await, "live a");
    assert_eq!(site.at("en", "one").await, "live b");
}

#[tokio::test]
async fn a_path_of_another_import_is_taken() {
    let site = Site::new(HELLO).await;
    site.import().await;
    let other = tempfile::tempdir().unwrap();
    fs::create_dir_all(other.path().join("en/blog")).unwrap();
    fs::write(
        other.path().join("en/blog/x.md"),
        "---\ntitle: X\nslug: hello\n---\n",
    )
    .unwrap();
    fs::write(other.path().join("en/blog/y.md"), "---\ntitle: Y\n---\n").unwrap();
    let outcome = site
        .import_from(other.path(), "other", Options::default())
        .await;
    assert_eq!(
        (summary(&outcome).as_str(), codes(&outcome)),
        ("created 1, failed 1", vec!["PATH_TAKEN"])
    );
    let message = &outcome.diagnostics[0].message;
    assert!(
        message.contains("/en/blog/hello") && message.contains("content/en/blog/hello.md"),
        "{message}"
    );
    site.assert_view().await;
    assert_eq!(site.at("en", "blog/hello").await, "live blog/hello");
    assert_eq!(site.at("en", "blog/y").await, "live blog/y");
}

#[tokio::test]
async fn pruning_takes_away_what_the_folder_lost_and_nothing_else() {
    let site = Site::new(HELLO).await;
    site.say(&[("en/other.md", "---\ntitle: Other\n---\n")]);
    site.import().await;
    site.edit("other", "en", |row| row.head_version = 2).await;
    site.remove("de/blog/hello.md");
    site.remove("en/other.md");
    assert_eq!(
        summary(&site.import().await),
        "unchanged 1",
        "never by itself"
    );
    let outcome = site.prune().await;
    assert_eq!(
        (summary(&outcome).as_str(), codes(&outcome)),
        ("unchanged 1, removed 1, conflicts 1", vec!["CONFLICT"])
    );
    assert_eq!(site.at("de", "blog/hallo").await, "moved blog/hello");
    assert_eq!(site.translation("blog/hello", "de").await.head_rest, None);
    assert_eq!(summary(&site.force().await), "unchanged 1, removed 1");
    site.say(HELLO);
    assert_eq!(
        summary(&site.import().await),
        "created 1, unchanged 1",
        "a file may come back"
    );
    assert_eq!(site.at("de", "blog/hallo").await, "live blog/hello");
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_not_pruned() {
    let site = Site::new(HELLO).await;
    site.import().await;
    site.say(&[("de/blog/hello.md", "---\ntitle: [\n---\n")]);
    let outcome = site.prune().await;
    assert_eq!(summary(&outcome), "unchanged 1, failed 1");
    assert_eq!(site.at("de", "blog/hallo").await, "live blog/hello");
}
