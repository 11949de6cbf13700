//! A `Grid` as a Word table: repeated head, merged cells, rows that stay whole where they are short.

use super::paragraph::paragraph;
use super::xml::{Element, element, setting};
use crate::outline::grid::{Align, Cell, Grid, HeadCell, LineKind};

/// One step of a row's indent, in twentieths of a point (0.5 cm).
const INDENT: u32 = 284;
/// A cell with more text than this may break over pages; all others stay whole.
const LONG_TEXT: usize = 700;

const HEAD_FILL: &str = "E8ECF1";
const GROUP_FILL: &str = "F5F7F9";

/// The table, as wide as the text.
pub(crate) fn table(grid: &Grid, text_width: u32) -> Element {
    let widths: Vec<u32> = grid.columns.iter().map(|column| column.width * text_width / 1000).collect();
    let columns = widths.iter().map(|width| element("w:gridCol").with("w:w", width.to_string()));
    let properties = element("w:tblPr").holding([
        setting("w:tblStyle", "ResultTable"),
        element("w:tblW").with("w:w", widths.iter().sum::<u32>().to_string()).with("w:type", "dxa"),
        element("w:tblLayout").with("w:type", "fixed"),
    ]);
    element("w:tbl")
        .holding([properties, element("w:tblGrid").holding(columns)])
        .holding(head_rows(grid, &widths))
        .holding((0..grid.lines.len()).map(|index| row(grid, index, &widths)))
}

/// Cells side by side without rules: unlike tab stops they keep each text whole in any typeface.
pub(super) fn frame(cells: impl IntoIterator<Item = (u32, Vec<Element>)>) -> Element {
    let cells: Vec<(u32, Vec<Element>)> = cells.into_iter().collect();
    let total: u32 = cells.iter().map(|(width, _)| width).sum();
    let no_margin = |name: &'static str| element(name).with("w:w", "0").with("w:type", "dxa");
    let properties = element("w:tblPr").holding([
        element("w:tblW").with("w:w", total.to_string()).with("w:type", "dxa"),
        element("w:tblLayout").with("w:type", "fixed"),
        element("w:tblCellMar").holding([no_margin("w:left"), no_margin("w:right")]),
    ]);
    let columns: Vec<Element> =
        cells.iter().map(|(width, _)| element("w:gridCol").with("w:w", width.to_string())).collect();
    let cells = cells
        .into_iter()
        .map(|(width, content)| element("w:tc").holding([cell_properties(width, 1, None, None)]).holding(content));
    element("w:tbl").holding([properties, element("w:tblGrid").holding(columns), element("w:tr").holding(cells)])
}

fn head_rows(grid: &Grid, widths: &[u32]) -> Vec<Element> {
    let lines = grid.head();
    let properties = || element("w:trPr").holding([element("w:cantSplit"), element("w:tblHeader")]);
    let mut rows = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let mut cells = Vec::new();
        // A cell of the line above that reaches down to this one is written again as its continuation.
        let reaching = lines[..index].iter().flatten().filter(|cell| cell.rows > 1);
        let mut placed: Vec<(&HeadCell<'_>, bool)> =
            line.iter().map(|cell| (cell, false)).chain(reaching.map(|cell| (cell, true))).collect();
        placed.sort_by_key(|(cell, _)| cell.column);
        for (cell, continues) in placed {
            let merge = match (cell.rows > 1, continues) {
                (false, _) => None,
                (true, false) => Some(setting("w:vMerge", "restart")),
                (true, true) => Some(element("w:vMerge")),
            };
            let width: u32 = widths[cell.column..cell.column + cell.columns].iter().sum();
            let properties =
                cell_properties(width, cell.columns, merge, Some(HEAD_FILL)).holding([setting("w:vAlign", "center")]);
            let text = if continues { paragraph("TableHead") } else { paragraph("TableHead").text(cell.text) };
            cells.push(element("w:tc").holding([properties, text.keep_next().build()]));
        }
        rows.push(element("w:tr").holding([properties()]).holding(cells));
    }
    rows
}

fn row(grid: &Grid, index: usize, widths: &[u32]) -> Element {
    let line = &grid.lines[index];
    // A node stays on the page of what it leads, and the sum never stands alone on a page.
    let leads =
        line.kind == LineKind::Group || grid.lines.get(index + 1).is_some_and(|next| next.kind == LineKind::Total);
    let is_long = line.cells.iter().any(|cell| cell.content.as_printed().chars().count() > LONG_TEXT);
    let mut properties = element("w:trPr");
    if !is_long {
        properties = properties.holding([element("w:cantSplit")]);
    }
    let mut column = 0;
    let mut cells = Vec::new();
    for cell in &line.cells {
        let width = widths[column..column + cell.span].iter().sum();
        let align = cell.align.unwrap_or(if cell.span > 1 { Align::Centre } else { grid.columns[column].align });
        let fill = match line.kind {
            LineKind::Total => Some(HEAD_FILL),
            LineKind::Group if line.cells[0].indent == 0 => Some(GROUP_FILL),
            _ => None,
        };
        let mut properties = cell_properties(width, cell.span, None, fill);
        if align == Align::Centre {
            properties = properties.holding([setting("w:vAlign", "center")]);
        }
        let mut parts = vec![properties];
        parts.extend(cell_paragraphs(cell, align, line.kind, leads));
        cells.push(element("w:tc").holding(parts));
        column += cell.span;
    }
    element("w:tr").holding([properties]).holding(cells)
}

fn cell_paragraphs(cell: &Cell, align: Align, kind: LineKind, leads: bool) -> Vec<Element> {
    let is_strong = kind != LineKind::Plain;
    let alignment = match align {
        Align::Start => "left",
        Align::Centre => "center",
        Align::Justified => "thaiDistribute",
    };
    let lay = |style| {
        let laid = paragraph(style).aligned(alignment).indented(u32::from(cell.indent) * INDENT);
        if leads { laid.keep_next() } else { laid }
    };
    let text = cell.content.as_printed();
    let main = lay("TableText");
    let main = if is_strong { main.styled("Strong", &text) } else { main.text(&text) };
    let remark = cell.remark.as_ref().map(|remark| lay("TableRemark").text(remark).build());
    std::iter::once(main.build()).chain(remark).collect()
}

/// The order of the properties is the order of the schema.
fn cell_properties(width: u32, span: usize, merge: Option<Element>, fill: Option<&'static str>) -> Element {
    let mut properties =
        element("w:tcPr").holding([element("w:tcW").with("w:w", width.to_string()).with("w:type", "dxa")]);
    if span > 1 {
        properties = properties.holding([setting("w:gridSpan", span.to_string())]);
    }
    properties = properties.holding(merge);
    properties.holding(fill.map(|colour| setting("w:shd", "clear").with("w:color", "auto").with("w:fill", colour)))
}
