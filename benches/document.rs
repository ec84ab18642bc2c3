//! How long each stage of a rendering takes on an article of 20 KB, a tenth of it code: `cargo bench`.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use isogloss::document::body::render;
use isogloss::document::{minimark, stages};
use isogloss::domain::minimark::Mode;

const BYTES: usize = 20_000;

const CODE: &str = "use std::collections::HashMap;\n\nfn main() {\n    let mut map: HashMap<&str, u32> = HashMap::new();\n    map.insert(\"answer\", 42);\n    println!(\"{map:?}\"); // prints it\n}\n";

const PART: &str = "## A heading of this article\n\nSome *emphasis*, some **strong words**, `code` and a [link](/blog/other \"title\") in a paragraph\nthat goes on for a while, as paragraphs do, with https://example.com in it.\n\n- one item\n- another with **marks**\n- [x] a task that is done\n\n> A quote of somebody who said a thing[^1].\n\n| column | other |\n|--------|------:|\n| cell   | 1     |\n| cell   | 2     |\n\n::callout{icon=\"bell\"}\nA component with *text*.\n::\n\n<details>\n<summary>More</summary>\n\nHidden text.\n\n</details>\n\n";

fn article() -> String {
    let mut text = String::new();
    while text.len() < BYTES {
        text.push_str(&PART.repeat(3));
        text.push_str(&format!("```rust\n{CODE}```\n\n"));
    }
    text.push_str("[^1]: The note.\n");
    text
}

fn stages_of_an_article(criterion: &mut Criterion) {
    let context = stages::context();
    let text = article();
    let parsed = stages::parse(&text);
    let elements = stages::elements(&parsed, &context);
    let code = CODE.repeat(BYTES / CODE.len());
    let mut group = criterion.benchmark_group("article");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("parse", |b| b.iter(|| stages::parse(black_box(&text))));
    group.bench_function("elements", |b| {
        b.iter(|| stages::elements(black_box(&parsed), &context))
    });
    group.bench_function("html", |b| b.iter(|| stages::html(black_box(&elements))));
    group.bench_function("tree", |b| {
        b.iter(|| minimark::of_markdown(black_box(&text), Mode::Wrapped))
    });
    group.bench_function("highlight", |b| {
        b.iter(|| stages::highlight("rust", black_box(&code)))
    });
    group.bench_function("all", |b| b.iter(|| render(black_box(&text), &context)));
    group.finish();
}

criterion_group!(benches, stages_of_an_article);
criterion_main!(benches);
