//! Tables as HTML, in a box that scrolls when a table is wider than the page.

use comrak::nodes::{NodeValue, TableAlignment};

use super::markdown::Node;

/// Where in a table the writer is.
#[derive(Default)]
pub(super) struct TablePlace {
    alignments: Vec<TableAlignment>,
    in_head: bool,
    column: usize,
}

/// Opens a table. The box can be reached by keyboard, so that it can be scrolled by keyboard.
pub(super) fn push_opening(alignments: &[TableAlignment], out: &mut String) -> TablePlace {
    out.push_str("<div class=\"table-scroll\" tabindex=\"0\"><table>\n");
    TablePlace {
        alignments: alignments.to_vec(),
        ..TablePlace::default()
    }
}

/// Closes a table.
pub(super) fn push_closing(table: Node<'_>, out: &mut String) {
    let has_body = table.last_child().is_some_and(|row| !is_head(row));
    out.push_str(if has_body {
        "</tbody>\n</table></div>\n"
    } else {
        "</table></div>\n"
    });
}

impl TablePlace {
    /// Opens a row, and the body before its first row.
    pub(super) fn push_row_opening(&mut self, row: Node<'_>, out: &mut String) {
        self.in_head = is_head(row);
        self.column = 0;
        if self.in_head {
            out.push_str("<thead>\n");
        } else if row.previous_sibling().is_none_or(is_head) {
            out.push_str("<tbody>\n");
        }
        out.push_str("<tr>\n");
    }

    /// Closes a row.
    pub(super) fn push_row_closing(&self, out: &mut String) {
        out.push_str(if self.in_head {
            "</tr>\n</thead>\n"
        } else {
            "</tr>\n"
        });
    }

    /// Opens the next cell of the row.
    pub(super) fn push_cell_opening(&mut self, out: &mut String) {
        out.push_str(if self.in_head { "<th" } else { "<td" });
        out.push_str(match self.alignments.get(self.column) {
            Some(TableAlignment::Left) => " align=\"left\">",
            Some(TableAlignment::Center) => " align=\"center\">",
            Some(TableAlignment::Right) => " align=\"right\">",
            Some(TableAlignment::None) | None => ">",
        });
        self.column += 1;
    }

    /// Closes a cell.
    pub(super) fn push_cell_closing(&self, out: &mut String) {
        out.push_str(if self.in_head { "</th>\n" } else { "</td>\n" });
    }
}

/// Whether a row is the table's head.
pub(super) fn is_head(row: Node<'_>) -> bool {
    matches!(row.data().value, NodeValue::TableRow(true))
}
