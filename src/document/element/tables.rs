//! Tables as elements; on a page in a box that scrolls when a table is wider.

use super::blocks::{Builder, on_lines};
use super::{Element, Flavor, Node};
use crate::document::markdown::node::{Alignment, Node as Markdown};

pub(super) fn table<'m>(
    builder: &mut Builder<'m>,
    columns: &[Alignment],
    rows: &'m [Markdown],
) -> Element {
    let mut parts: Vec<Node> = Vec::new();
    if let Some((head, body)) = rows.split_first() {
        let head = row(builder, columns, head, "th");
        parts.push(Element::new("thead", on_lines(vec![head.into()])).into());
        if !body.is_empty() {
            let rows = body
                .iter()
                .map(|node| row(builder, columns, node, "td").into())
                .collect();
            parts.push(Element::new("tbody", on_lines(rows)).into());
        }
    }
    let table = Element::new("table", on_lines(parts));
    match builder.flavor {
        Flavor::Nuxt => table,
        // The box can be reached by keyboard, so that it can be scrolled by keyboard.
        Flavor::Page { .. } => Element::new("div", vec![table.into()])
            .with("class", "table-scroll")
            .with("tabindex", "0"),
    }
}

fn row<'m>(
    builder: &mut Builder<'m>,
    columns: &[Alignment],
    row: &'m Markdown,
    tag: &str,
) -> Element {
    let cells = row.children.iter().zip(columns).map(|(cell, alignment)| {
        let cell = Element::new(tag, builder.text(&cell.children));
        match alignment {
            Alignment::None => cell,
            Alignment::Left => cell.with("align", "left"),
            Alignment::Center => cell.with("align", "center"),
            Alignment::Right => cell.with("align", "right"),
        }
        .into()
    });
    Element::new("tr", on_lines(cells.collect()))
}
