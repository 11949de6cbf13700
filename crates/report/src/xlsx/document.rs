//! Sections of an outline as sheets: the tables with the merged heads of the paper, texts across them, charts beside them.

use rust_xlsxwriter::Workbook;

use super::chart::{Beside, means_chart, shares_chart};
use super::list::{notes, page};
use super::paint::{Canvas, check_names, column, lines_of};
use super::style::{Align, Fill, Look, Styles};
use super::{Cell, XlsxError, new_book, publication_properties};
use crate::national::{NationalSection, NationalView};
use crate::outline::grid::{self, Content, Grid, Line, LineKind};
use crate::outline::national::Figures;
use crate::outline::{self, Block, Section, Shares};
use crate::result::ResultView;
use crate::view::{Imprint, Signature, Verification};

/// Width of a sheet's tables in digits, alone and with charts beside them.
const WIDTH: u32 = 110;
const WIDTH_BESIDE_CHARTS: u32 = 75;
/// Rows of a printed page of such sheets.
const PAGE_ROWS: u32 = 24;
const PAGE_ROWS_BESIDE_CHARTS: u32 = 48;
/// Digits that one step of indent takes.
const INDENT: u32 = 2;

/// The sheets of a result file.
pub(super) fn result(view: &ResultView) -> Result<Vec<u8>, XlsxError> {
    let sections = outline::result::sections(view);
    let mut book = Book::new(&sections, &outline::result::title(view), &view.imprint, &view.verification)?;
    for section in &sections {
        book.sheet(section, None)?;
    }
    book.finish()
}

/// The sheets of the national summary.
pub(super) fn national(view: &NationalView) -> Result<Vec<u8>, XlsxError> {
    let mut sections = outline::national::sections(view, Figures::Apart);
    for section in &mut sections {
        section.title_lines.splice(0..0, view.title_lines_th.iter().cloned());
        let correction = outline::correction_line(&view.imprint).map(Block::Subtitle);
        section.blocks.splice(0..0, correction);
    }
    let mut book = Book::new(&sections, &outline::national::title(view), &view.imprint, &view.verification)?;
    for (section, figures) in sections.iter().zip(&view.sections) {
        book.sheet(section, Some(figures))?;
    }
    book.finish()
}

/// A workbook of a publication.
struct Book<'a> {
    book: Workbook,
    styles: Styles,
    imprint: &'a Imprint,
    verification: &'a Verification,
}

impl<'a> Book<'a> {
    fn new(
        sections: &[Section],
        title: &str,
        imprint: &'a Imprint,
        verification: &'a Verification,
    ) -> Result<Book<'a>, XlsxError> {
        check_names(sections.iter().map(|section| section.name.as_str()))?;
        let mut book = new_book()?;
        book.set_properties(&publication_properties(title, imprint, verification)?);
        Ok(Book { book, styles: Styles::default(), imprint, verification })
    }

    fn sheet(&mut self, section: &Section, figures: Option<&NationalSection>) -> Result<(), XlsxError> {
        let widths = widths(section, if figures.is_some() { WIDTH_BESIDE_CHARTS } else { WIDTH });
        let canvas =
            Canvas { sheet: self.book.add_worksheet(), styles: &mut self.styles, name: section.name.clone(), row: 0 };
        canvas.sheet.set_name(&section.name)?;
        for (index, width) in widths.iter().enumerate() {
            canvas.sheet.set_column_width(column(index), *width)?;
        }
        let has_one_table = section.blocks.iter().filter(|block| matches!(block, Block::Grid(_))).count() == 1;
        let mut writer = Writer {
            canvas,
            widths,
            has_one_table,
            has_table: false,
            breaks: Vec::new(),
            beside: Beside::default(),
            shares: None,
            figures,
        };
        if self.imprint.simulated {
            let look = Look { bold: true, fill: Fill::Warning, align: Align::Centre, ..Look::default() };
            writer.text(outline::SIMULATED, look)?;
        }
        writer.canvas.title(&section.title_lines, column(writer.widths.len()))?;
        for (index, block) in section.blocks.iter().enumerate() {
            writer.break_before_table(&section.blocks[index..])?;
            writer.block(block)?;
        }
        writer.imprint(self.imprint, self.verification)?;
        page(writer.canvas.sheet)?;
        let code = outline::verification_line(&self.verification.code);
        writer.canvas.sheet.set_footer(format!("&L{}&Rหน้า &P/&N", code.replace('&', "&&")));
        Ok(())
    }

    fn finish(mut self) -> Result<Vec<u8>, XlsxError> {
        Ok(self.book.save_to_buffer()?)
    }
}

/// The columns of a sheet: each as wide as the widest of its tables needs.
fn widths(section: &Section, total: u32) -> Vec<u32> {
    let grids = section.blocks.iter().filter_map(|block| if let Block::Grid(grid) = block { Some(grid) } else { None });
    let mut widths: Vec<u32> = Vec::new();
    for grid in grids {
        widths.resize(widths.len().max(grid.columns.len()), 0);
        for (width, column) in widths.iter_mut().zip(&grid.columns) {
            *width = (*width).max((column.width * total).div_ceil(1000).max(8));
        }
    }
    if widths.is_empty() { vec![total] } else { widths }
}

/// Writes the blocks of one sheet.
struct Writer<'a> {
    canvas: Canvas<'a>,
    widths: Vec<u32>,
    /// Only then its head can stay in sight and be repeated on each page.
    has_one_table: bool,
    /// Whether a table stands above.
    has_table: bool,
    /// Rows at which a printed page begins.
    breaks: Vec<u32>,
    beside: Beside,
    /// The chart of the next table.
    shares: Option<&'a Shares>,
    figures: Option<&'a NationalSection>,
}

impl<'a> Writer<'a> {
    fn block(&mut self, block: &'a Block) -> Result<(), XlsxError> {
        let bold = Look { bold: true, ..Look::default() };
        match block {
            Block::Subtitle(text) => self.text(text, Look { align: Align::Centre, ..Look::default() }),
            Block::Heading(text) => self.heading(text, bold),
            Block::Bullet(text) => self.heading(&format!("• {text}"), bold),
            Block::Paragraph(text) => self.text(text, Look::default()),
            Block::Notes(lines) => notes(&mut self.canvas, lines, column(self.widths.len()), self.widths.iter().sum()),
            Block::Signature(signature) => self.signature(signature),
            Block::Shares(shares) => {
                self.shares = Some(shares);
                Ok(())
            }
            Block::Grid(grid) => self.grid(grid),
        }
    }

    /// A table that is not the first and would run over the end of the printed page begins the next, with its heading.
    fn break_before_table(&mut self, blocks: &[Block]) -> Result<(), XlsxError> {
        let grid = match blocks {
            [Block::Heading(_) | Block::Bullet(_), Block::Grid(grid), ..]
            | [Block::Heading(_) | Block::Bullet(_), Block::Shares(_), Block::Grid(grid), ..] => grid,
            _ => return Ok(()),
        };
        let on_page = self.canvas.row - self.breaks.last().copied().unwrap_or_default();
        let page = if self.figures.is_some() { PAGE_ROWS_BESIDE_CHARTS } else { PAGE_ROWS };
        if self.has_table && on_page + grid.lines.len() as u32 + 4 > page {
            self.breaks.push(self.canvas.row);
            self.canvas.sheet.set_page_breaks(&self.breaks)?;
        }
        Ok(())
    }

    fn heading(&mut self, text: &str, look: Look) -> Result<(), XlsxError> {
        self.canvas.row += 1;
        self.text(text, look)
    }

    /// Text across the sheet.
    fn text(&mut self, text: &str, look: Look) -> Result<(), XlsxError> {
        self.canvas.grow(self.canvas.row, lines_of(text, self.widths.iter().sum()))?;
        self.canvas.line(text, column(self.widths.len()), look)
    }

    fn grid(&mut self, grid: &Grid) -> Result<(), XlsxError> {
        let head_row = self.canvas.row;
        self.canvas.head(&grid.head())?;
        let first_row = self.canvas.row;
        for line in &grid.lines {
            self.grid_line(grid, line)?;
        }
        if self.has_one_table {
            self.canvas.sheet.set_repeat_rows(head_row, first_row - 1)?;
            self.canvas.sheet.set_freeze_panes(first_row, 0)?;
        }
        if grid.lines.is_empty() {
            return Ok(());
        }
        self.has_table = true;
        let rows = (first_row, self.canvas.row - 1);
        let right = column(self.widths.len()) + 1;
        let chart = match (self.shares.take(), self.figures) {
            (Some(shares), _) => Some(shares_chart(&self.canvas.name, shares, rows)),
            (None, Some(figures)) => Some(means_chart(&self.canvas.name, figures, rows)),
            (None, None) => None,
        };
        if let Some(chart) = chart {
            self.beside.insert(self.canvas.sheet, chart, head_row, right)?;
        }
        Ok(())
    }

    fn grid_line(&mut self, grid: &Grid, line: &Line) -> Result<(), XlsxError> {
        let row = self.canvas.row;
        let (mut left, mut lines) = (0, 1);
        for cell in &line.cells {
            let right = left + cell.span - 1;
            let look = self.cell_look(grid, line, cell, left);
            let content = content(cell);
            let width: u32 = self.widths[left..=right].iter().sum();
            let free = width.saturating_sub(u32::from(cell.indent) * INDENT);
            lines = lines.max(lines_of(&content.as_text(), if look.bold { free * 9 / 10 } else { free }));
            if cell.span > 1 {
                self.canvas.merged(row, column(left), row, column(right), &content.as_text(), look)?;
            } else {
                self.canvas.cell(row, column(left), &content, look)?;
            }
            left += cell.span;
        }
        self.canvas.grow(row, lines)?;
        self.canvas.row += 1;
        Ok(())
    }

    fn cell_look(&self, grid: &Grid, line: &Line, cell: &grid::Cell, left: usize) -> Look {
        let align = cell.align.unwrap_or(if cell.span > 1 { grid::Align::Centre } else { grid.columns[left].align });
        let fill = match line.kind {
            LineKind::Total => Fill::Head,
            LineKind::Group if line.cells[0].indent == 0 => Fill::Group,
            _ => Fill::None,
        };
        Look {
            bold: line.kind != LineKind::Plain,
            fill,
            align: if align == grid::Align::Centre { Align::Centre } else { Align::Start },
            ruled: true,
            indent: cell.indent,
            ..Look::default()
        }
    }

    /// Name and positions in the right half of the sheet.
    fn signature(&mut self, signature: &Signature) -> Result<(), XlsxError> {
        let last = column(self.widths.len()) - 1;
        let left = if last > 1 { 1 } else { 0 };
        let look = Look { align: Align::Centre, ..Look::default() };
        let mut lines = vec![outline::signed_name(signature)];
        lines.extend(signature.position_lines_th.iter().cloned());
        self.canvas.row += 3;
        for line in lines {
            self.canvas.merged(self.canvas.row, left, self.canvas.row, last, &line, look)?;
            self.canvas.row += 1;
        }
        Ok(())
    }

    /// Which publication this is and how it is checked.
    fn imprint(&mut self, imprint: &Imprint, verification: &Verification) -> Result<(), XlsxError> {
        self.canvas.row += 1;
        let code = format!("{} · {}", outline::verification_line(&verification.code), verification.hint_th);
        self.text(&code, Look::default())?;
        self.text(&outline::publication_line(imprint), Look::default())?;
        if let Some(source) = &imprint.source_th {
            self.text(source, Look::default())?;
        }
        Ok(())
    }
}

fn content(cell: &grid::Cell) -> Cell {
    match (&cell.content, &cell.remark) {
        (content, Some(remark)) => Cell::Text(format!("{}\n{remark}", content.as_printed())),
        (Content::Text(text), None) => Cell::Text(text.clone()),
        (Content::Integer(number), None) => Cell::Integer(*number),
        (Content::Decimal(text), None) => Cell::Decimal(text.clone()),
    }
}
