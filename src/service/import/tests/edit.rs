//! Files against editors: what changed where, and who gives way.

use super::*;
use crate::domain::translation::TranslationStatus::{Missing, Source, Stale, UpToDate};

#[tokio::test]
async fn the_same_folder_again_changes_nothing_whatever_editors_did() {
    let site = Site::new(HELLO).await;
    let first = site.import().await;
    let edited = |row: &mut TranslationRow| {
        row.head_version = 2;
        row.live_version = Some(2);
    };
    site.edit("blog/hello", "en", edited).await;
    let again = site.import().await;
    assert_eq!(
        (summary(&again).as_str(), again.head),
        ("unchanged 2", first.head)
    );
    assert_eq!(site.translation("blog/hello", "en").await.head_version, 2);
}

#[tokio::test]
async fn a_changed_file_is_a_new_revision_and_confirms_its_source() {
    let site = Site::new(HELLO).await;
    site.import().await;
    site.say(&[(
        "en/blog/hello.md",
        "---\ntitle: Hello\ndate: 2024-02-03\ntags: [Rust]\n---\nTwo.",
    )]);
    let outcome = site.import().await;
    assert_eq!(summary(&outcome), "updated 1, unchanged 1");
    let en = site.translation("blog/hello", "en").await;
    assert_eq!((en.head_version, en.live_version), (2, Some(2)));
    assert_eq!(
        site.renderings().await,
        2,
        "what no pointer names is forgotten"
    );
    assert_eq!(site.post("blog/hello").await.shared_version, 1);
    assert_eq!(
        site.translation("blog/hello", "de")
            .await
            .confirmed_source_version,
        Some(1)
    );
    site.say(&[(
        "de/blog/hello.md",
        "---\ntitle: Hallo\nslug: hallo\n---\nZwei.",
    )]);
    site.import().await;
    assert_eq!(
        site.translation("blog/hello", "de")
            .await
            .confirmed_source_version,
        Some(2)
    );
}

#[tokio::test]
async fn a_translation_is_stale_while_its_file_is_older_than_a_change_of_its_source() {
    let site = Site::new(HELLO).await;
    site.import().await;
    assert_eq!(site.progress("blog/hello", "de").await, UpToDate);
    let say = |text: &str| {
        let front_matter = "title: Hello\ndate: 2024-02-03\ntags: [Rust]";
        let text = format!("---\n{front_matter}\n---\n{text}");
        site.say(&[("en/blog/hello.md", &text)]);
    };
    say("Two.");
    site.import().await;
    site.import().await;
    assert_eq!(site.progress("blog/hello", "de").await, Stale);
    say("One.\n");
    site.import().await;
    assert_eq!(
        site.progress("blog/hello", "de").await,
        UpToDate,
        "as it was"
    );
    say("Three.");
    site.say(&[(
        "de/blog/hello.md",
        "---\ntitle: Hallo\nslug: hallo\n---\nDrei.",
    )]);
    site.import().await;
    assert_eq!(site.progress("blog/hello", "de").await, UpToDate);
    assert_eq!(site.progress("blog/hello", "ru").await, Missing);
    assert_eq!(site.progress("blog/hello", "en").await, Source);
}

#[tokio::test]
async fn a_file_that_says_the_same_in_other_words_makes_no_revision() {
    let site = Site::new(HELLO).await;
    site.import().await;
    site.say(&[(
        "de/blog/hello.md",
        "---\ntitle: \"Hallo\"\nslug: 'hallo'\n---\nEins.",
    )]);
    assert_eq!(summary(&site.import().await), "unchanged 2");
    assert_eq!(site.translation("blog/hello", "de").await.head_version, 1);
}

#[tokio::test]
async fn what_both_changed_is_a_conflict_unless_forced() {
    let site = Site::new(HELLO).await;
    site.import().await;
    site.edit("blog/hello", "de", |row| row.head_version = 2)
        .await;
    site.say(&[(
        "de/blog/hello.md",
        "---\ntitle: Hallo\nslug: hallo\n---\nZwei.",
    )]);
    let outcome = site.import().await;
    assert_eq!(
        (summary(&outcome).as_str(), codes(&outcome)),
        ("unchanged 1, conflicts 1", vec!["CONFLICT"])
    );
    assert_eq!(site.translation("blog/hello", "de").await.head_version, 2);
    assert_eq!(summary(&site.force().await), "updated 1, unchanged 1");
    assert_eq!(
        site.translation("blog/hello", "de").await.live_version,
        Some(3)
    );
}

#[tokio::test]
async fn what_an_editor_unpublished_does_not_come_back_by_itself() {
    let site = Site::new(HELLO).await;
    site.import().await;
    site.edit("blog/hello", "de", |row| row.live_version = None)
        .await;
    assert_eq!(summary(&site.import().await), "unchanged 2");
    site.say(&[(
        "de/blog/hello.md",
        "---\ntitle: Hallo\nslug: hallo\n---\nZwei.",
    )]);
    assert_eq!(codes(&site.import().await), ["CONFLICT"]);
}

#[tokio::test]
async fn drafts_are_saved_and_not_shown() {
    let site = Site::new(&[("en/a.md", "---\ntitle: A\ndraft: true\n---\n")]).await;
    assert_eq!(summary(&site.import().await), "created 1, drafts 1");
    assert_eq!(site.at("en", "a").await, "nothing");
    site.say(&[("en/a.md", "---\ntitle: A\n---\n")]);
    assert_eq!(summary(&site.import().await), "updated 1");
    assert_eq!(site.at("en", "a").await, "live a");
    assert_eq!(site.translation("a", "en").await.published_at, Some(NOON));
    site.say(&[("en/a.md", "---\ntitle: A\ndraft: true\n---\n")]);
    assert_eq!(summary(&site.import().await), "updated 1, drafts 1");
    assert_eq!(site.at("en", "a").await, "moved a");
}

#[tokio::test]
async fn a_dry_run_tells_and_forgets() {
    let site = Site::new(HELLO).await;
    let options = Options {
        dry_run: true,
        ..Options::default()
    };
    assert_eq!(summary(&site.import_with(options).await), "created 2");
    let tx = site.scratch.store.read().await.unwrap();
    assert_eq!(post::all(&tx).await.unwrap(), []);
    assert_eq!(change::head(&tx).await.unwrap(), 0);
}
