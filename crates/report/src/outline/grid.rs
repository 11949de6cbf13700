//! A table with a head of one or two lines and rows of merged cells.

/// A table.
#[derive(Clone, Debug)]
pub(crate) struct Grid {
    /// Columns, from the left.
    pub(crate) columns: Vec<Column>,
    /// Rows below the head.
    pub(crate) lines: Vec<Line>,
}

/// A column and its head.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    /// Head.
    pub(crate) head: String,
    /// Head over several neighbouring columns that carry the same text here; makes the head two lines high.
    pub(crate) group: Option<String>,
    /// Width as a share of the table, in per mille.
    pub(crate) width: u32,
    /// Where its cells stand.
    pub(crate) align: Align,
}

/// Where the text of a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Align {
    /// At the left.
    Start,
    /// In the middle.
    Centre,
    /// Running text from edge to edge.
    Justified,
}

/// What a row is, which decides how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineKind {
    /// A leaf.
    Plain,
    /// A standard or another node with children.
    Group,
    /// The last row, which sums up.
    Total,
}

/// A row; its cells cover all columns.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// What it is.
    pub(crate) kind: LineKind,
    /// Cells, from the left.
    pub(crate) cells: Vec<Cell>,
}

/// A cell, over one column or several.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    /// What it shows.
    pub(crate) content: Content,
    /// Second, lighter text below the first.
    pub(crate) remark: Option<String>,
    /// Columns it covers.
    pub(crate) span: usize,
    /// Steps the text is moved in from the left.
    pub(crate) indent: u8,
    /// Where the text stands, if not as in its column.
    pub(crate) align: Option<Align>,
}

/// What a cell shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// Words.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number with a fixed count of digits after the point, as printed.
    Decimal(String),
}

/// A cell of the head, placed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HeadCell<'a> {
    /// Text.
    pub(crate) text: &'a str,
    /// First column.
    pub(crate) column: usize,
    /// Columns it covers.
    pub(crate) columns: usize,
    /// Lines of the head it covers.
    pub(crate) rows: usize,
}

impl Column {
    /// A column with a head of its own.
    pub(crate) fn new(head: &str, width: u32, align: Align) -> Column {
        Column { head: head.to_owned(), group: None, width, align }
    }

    /// The same column below a shared head.
    pub(crate) fn below(mut self, group: &str) -> Column {
        self.group = Some(group.to_owned());
        self
    }
}

impl Line {
    /// A row of a kind.
    pub(crate) fn new(kind: LineKind, cells: Vec<Cell>) -> Line {
        Line { kind, cells }
    }
}

impl Cell {
    /// A cell of one column.
    pub(crate) fn new(content: Content) -> Cell {
        Cell { content, remark: None, span: 1, indent: 0, align: None }
    }

    /// A cell of words.
    pub(crate) fn text(text: impl Into<String>) -> Cell {
        Cell::new(Content::Text(text.into()))
    }

    /// The same cell over several columns.
    pub(crate) fn over(mut self, span: usize) -> Cell {
        self.span = span;
        self
    }

    /// The same cell with its text in another place.
    pub(crate) fn aligned(mut self, align: Align) -> Cell {
        self.align = Some(align);
        self
    }

    /// The same cell moved in.
    pub(crate) fn indented(mut self, steps: u8) -> Cell {
        self.indent = steps;
        self
    }

    /// The same cell with a second text below.
    pub(crate) fn remarked(mut self, remark: Option<String>) -> Cell {
        self.remark = remark;
        self
    }
}

impl Content {
    /// The content as printed.
    pub(crate) fn as_printed(&self) -> String {
        match self {
            Content::Text(text) | Content::Decimal(text) => text.clone(),
            Content::Integer(number) => number.to_string(),
        }
    }
}

/// The head of columns as its lines, each with the cells that begin there: columns with the same group share a cell of the first line,
/// columns without one reach over both. A head is given as (head, group).
pub(crate) fn head_lines<'a>(heads: &[(&'a str, Option<&'a str>)]) -> Vec<Vec<HeadCell<'a>>> {
    if heads.iter().all(|(_, group)| group.is_none()) {
        let cells = heads.iter().enumerate().map(|(column, (text, _))| HeadCell { text, column, columns: 1, rows: 1 });
        return vec![cells.collect()];
    }
    let mut upper: Vec<HeadCell<'a>> = Vec::new();
    let mut lower = Vec::new();
    let mut previous = None;
    for (column, (text, group)) in heads.iter().enumerate() {
        match group {
            None => upper.push(HeadCell { text, column, columns: 1, rows: 2 }),
            Some(group) => {
                match upper.last_mut() {
                    Some(open) if previous == Some(group) => open.columns += 1,
                    _ => upper.push(HeadCell { text: group, column, columns: 1, rows: 1 }),
                }
                lower.push(HeadCell { text, column, columns: 1, rows: 1 });
            }
        }
        previous = group.as_ref();
    }
    vec![upper, lower]
}

impl Grid {
    /// The lines of the head.
    pub(crate) fn head(&self) -> Vec<Vec<HeadCell<'_>>> {
        let heads: Vec<_> = self.columns.iter().map(|column| (column.head.as_str(), column.group.as_deref())).collect();
        head_lines(&heads)
    }
}
