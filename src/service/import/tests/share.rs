//! What all locales share, and tags.

use super::*;

#[tokio::test]
async fn a_folder_becomes_posts() {
    let site = Site::new(HELLO).await;
    let outcome = site.import().await;
    assert_eq!(
        (summary(&outcome).as_str(), codes(&outcome)),
        ("created 2", vec![])
    );
    let post = site.post("blog/hello").await;
    assert_eq!(post.source_locale, locale("en"));
    assert_eq!(
        post.date.map(|date| date.to_string()).as_deref(),
        Some("2024-02-03")
    );
    assert_eq!(post.tags.len(), 1);
    let de = site.translation("blog/hello", "de").await;
    assert_eq!(de.head_rest, Some(Rest::from_canonical("blog/hallo")));
    assert_eq!(de.published_at, post.date.map(|date| date.instant()));
    assert_eq!(
        (de.live_version, de.confirmed_source_version),
        (Some(1), Some(1))
    );
    assert_eq!(
        site.translation("blog/hello", "en")
            .await
            .confirmed_source_version,
        None
    );
    assert_eq!(site.at("de", "blog/hallo").await, "live blog/hello");
    assert_eq!(site.at("ru", "tags/раст").await, "live tag");
    assert_eq!(outcome.head, 4, "two translations, one tag in two locales");
}

#[tokio::test]
async fn a_part_of_a_folder_decides_nothing_for_the_whole() {
    let site = Site::new(HELLO).await;
    site.import().await;
    let before = site.post("blog/hello").await;
    let part = tempfile::tempdir().unwrap();
    fs::create_dir_all(part.path().join("de/blog")).unwrap();
    fs::write(
        part.path().join("de/blog/hello.md"),
        "---\ntitle: Neu\nslug: hallo\ndate: 2020-01-01\n---\n",
    )
    .unwrap();
    let outcome = site
        .import_from(part.path(), "content", Options::default())
        .await;
    assert_eq!(summary(&outcome), "updated 1");
    assert_eq!(site.post("blog/hello").await, before);
    site.assert_view().await;
}

#[tokio::test]
async fn what_editors_share_stays_until_the_file_says_otherwise() {
    let site = Site::new(HELLO).await;
    site.import().await;
    let mut row = site.post("blog/hello").await;
    row.tags.clear();
    row.shared_version += 1;
    let tx = site.scratch.store.write().await.unwrap();
    post::put(&tx, &[row.clone()]).await.unwrap();
    view::refresh(&tx, &locales(), view::Which::Posts(&[row.id]))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    site.say(&[(
        "en/blog/hello.md",
        "---\ntitle: Hello you\ndate: 2024-02-03\ntags: [Rust]\n---\nOne.",
    )]);
    assert_eq!(summary(&site.import().await), "updated 1, unchanged 1");
    assert_eq!(site.post("blog/hello").await, row);
    site.say(&[(
        "en/blog/hello.md",
        "---\ntitle: Hello you\ndate: 2024-02-04\ntags: [Rust]\n---\nOne.",
    )]);
    assert_eq!(codes(&site.import().await), ["CONFLICT"]);
    assert_eq!(site.post("blog/hello").await, row);
    site.force().await;
    let forced = site.post("blog/hello").await;
    assert_eq!(
        (
            forced.shared_version,
            forced.imported_shared_version,
            forced.tags.len()
        ),
        (3, Some(3), 1)
    );
}

#[tokio::test]
async fn one_tag_keeps_its_path_when_it_is_called_otherwise() {
    let site = Site::new(HELLO).await;
    site.import().await;
    site.say(&[("tags.yml", "rust:\n  en: Rust language\n  de: Rust\n")]);
    let outcome = site.import().await;
    assert_eq!(codes(&outcome), Vec::<&str>::new());
    let tx = site.scratch.store.read().await.unwrap();
    let tags = tag::all(&tx).await.unwrap();
    let names: Vec<&str> = tags[0]
        .names
        .values()
        .map(|name| name.name.as_str())
        .collect();
    assert_eq!(
        (tags.len(), names),
        (1, vec!["Rust", "Rust language", "Раст"])
    );
    assert_eq!(site.at("en", "tags/rust").await, "moved tag");
    assert_eq!(site.at("en", "tags/rust-language").await, "live tag");
}

#[tokio::test]
async fn a_key_belongs_to_the_post_that_had_it_first() {
    let site = Site::new(HELLO).await;
    site.import().await;
    let other = tempfile::tempdir().unwrap();
    fs::create_dir_all(other.path().join("en/blog")).unwrap();
    fs::write(
        other.path().join("en/blog/hello.md"),
        "---\ntitle: Mine\n---\n",
    )
    .unwrap();
    let from_other = |options| site.import_from(other.path(), "other", options);
    let refused = from_other(Options::default()).await;
    assert_eq!(
        (summary(&refused).as_str(), codes(&refused)),
        ("failed 1", vec!["KEY_TAKEN"])
    );
    let force = Options {
        force: true,
        ..Options::default()
    };
    assert_eq!(summary(&from_other(force.clone()).await), "updated 1");
    let mut made_by_an_editor = site.post("blog/hello").await;
    made_by_an_editor.imported_shared_version = None;
    let tx = site.scratch.store.write().await.unwrap();
    post::put(&tx, &[made_by_an_editor]).await.unwrap();
    tx.commit().await.unwrap();
    let refused = site.import_with(force).await;
    assert_eq!(codes(&refused), ["KEY_TAKEN", "KEY_TAKEN"]);
}
