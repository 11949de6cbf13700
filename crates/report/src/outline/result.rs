//! The outline of one office's result file, in the layout of its year.

use super::grid::{Align, Cell, Column, Content, Grid, Line, LineKind};
use super::{Block, DASH, Section, correction_line};
use crate::result::{Layout, Overall, Part, ResultView, Row, RowState, Shape, Suggestion, Summary, TargetResult};

const LEVEL: &str = "ระดับคุณภาพ";
const LEVEL_WORDS: &str = "คำอธิบายระดับคุณภาพ";
const SUGGESTIONS: &str = "ข้อเสนอแนะเพื่อการพัฒนา";

/// The title of the file in its properties.
pub(crate) fn title(view: &ResultView) -> String {
    format!("ผลการติดตามและประเมินผล ปีงบประมาณ พ.ศ. {} {}", view.imprint.fiscal_year, view.office.name_th)
}

/// The sections of a result file, in the order they are printed.
pub(crate) fn sections(view: &ResultView) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    // The file of 2566 is signed on its first page, the other layouts below the last table.
    let signed_on_summary = view.layout == Layout::Fy2566 && view.summary.is_some();
    if let Some(summary) = &view.summary {
        let mut blocks = vec![Block::Grid(summary_grid(summary))];
        if signed_on_summary {
            blocks.push(Block::Signature(view.signature.clone()));
        }
        sections.push(Section {
            name: "ภาพรวม".to_owned(), title_lines: summary.title_lines_th.clone(), blocks
        });
    }
    sections.extend(view.parts.iter().map(|part| part_section(part, view.layout)));
    if view.layout == Layout::Fy2566 {
        let set_apart = |part: &&Part| !part.suggestions.is_empty() && !part.suggestions_title_lines_th.is_empty();
        sections.extend(view.parts.iter().filter(set_apart).map(suggestion_section));
    }
    if let (Some(first), Some(line)) = (sections.first_mut(), correction_line(&view.imprint)) {
        first.blocks.insert(0, Block::Subtitle(line));
    }
    if let Some(last) = sections.last_mut() {
        last.blocks.extend(view.thanks_th.clone().map(Block::Paragraph));
        if !signed_on_summary {
            last.blocks.push(Block::Signature(view.signature.clone()));
        }
    }
    sections
}

fn summary_grid(summary: &Summary) -> Grid {
    let columns = vec![Column::new("รายการประเมิน", 740, Align::Start), Column::new(LEVEL, 260, Align::Centre)];
    let line = |title: &str, level: &str| Line::new(LineKind::Plain, vec![Cell::text(title), Cell::text(level)]);
    Grid { columns, lines: summary.rows.iter().map(|row| line(&row.title_th, &row.level_th)).collect() }
}

fn part_section(part: &Part, layout: Layout) -> Section {
    let mut blocks = match (layout, part.shape) {
        (Layout::Fy2564, _) => vec![Block::Grid(words_grid(part))],
        (_, Shape::Tree) => vec![Block::Grid(tree_grid(part, layout))],
        (_, Shape::Rounds) => vec![Block::Grid(rounds_grid(part))],
        (_, Shape::Blocks) => block_grids(part),
    };
    blocks.extend(notes(part, layout));
    blocks.extend(part.lead_in_th.clone().map(Block::Paragraph));
    let stand_here = match layout {
        Layout::Fy2564 => false,
        Layout::Fy2566 => part.suggestions_title_lines_th.is_empty(),
        Layout::Fy2567 => true,
    };
    if stand_here {
        blocks.extend(suggestion_blocks(&part.suggestions));
    }
    Section { name: part.instrument.clone(), title_lines: part.title_lines_th.clone(), blocks }
}

/// The notes of a part. Among blocks, what has no result yet is a note as well.
fn notes(part: &Part, layout: Layout) -> Option<Block> {
    let mut notes = Vec::new();
    if part.shape == Shape::Blocks && layout != Layout::Fy2564 {
        let pending = part.rows.iter().filter(|row| row.state == RowState::Pending);
        notes.extend(pending.map(|row| format!("{} {}", full_title(row), row.state_th)));
    }
    notes.extend(part.notes_th.iter().cloned());
    (!notes.is_empty()).then_some(Block::Notes(notes))
}

fn suggestion_section(part: &Part) -> Section {
    Section {
        name: format!("ข้อเสนอแนะ {}", part.instrument),
        title_lines: part.suggestions_title_lines_th.clone(),
        blocks: suggestion_blocks(&part.suggestions).collect(),
    }
}

fn suggestion_blocks(suggestions: &[Suggestion]) -> impl Iterator<Item = Block> {
    suggestions
        .iter()
        .flat_map(|item| [Block::Heading(item.heading_th.clone()), Block::Paragraph(item.text_th.clone())])
}

/// Standards, indicators and issues, one below the other.
fn tree_grid(part: &Part, layout: Layout) -> Grid {
    let columns = level_columns(part);
    let mut lines: Vec<Line> = rows_of(part, |_| true).map(|(row, kind)| level_line(row, kind)).collect();
    lines.extend(part.overall.as_ref().map(|overall| match overall.level {
        // The table of 2567 prints the overall level in words only.
        Some(level) if layout == Layout::Fy2566 => {
            total(vec![total_label(overall, 1), Cell::new(Content::Integer(level)), Cell::text(&overall.level_th)])
        }
        _ => total(vec![total_label(overall, 1), Cell::text(&overall.level_th).over(2)]),
    }));
    Grid { columns, lines }
}

/// The table of 2564: levels in words, suggestions beside them.
fn words_grid(part: &Part) -> Grid {
    let columns = vec![
        Column::new(&part.first_column_th, 360, Align::Start),
        Column::new(LEVEL, 120, Align::Centre),
        Column::new(SUGGESTIONS, 520, Align::Justified),
    ];
    let line = |(row, kind): (&Row, LineKind)| {
        // A standard leads its part of the table here, also where its level comes from elsewhere.
        let kind = if row.kind == "standard" { LineKind::Group } else { kind };
        let middle = match level_words(row) {
            Some(words) => Cell::text(words),
            None if row.state == RowState::Group => Cell::text(DASH),
            None => Cell::text(&row.state_th),
        };
        let cells = match (&row.suggestion_th, level_words(row)) {
            (Some(suggestion), _) => vec![title_cell(row).indented(0), middle, Cell::text(suggestion)],
            (None, Some(_)) => vec![title_cell(row).indented(0), middle, Cell::text(DASH).aligned(Align::Centre)],
            (None, None) if row.state == RowState::Group => vec![title_cell(row).indented(0).over(3)],
            (None, None) => vec![title_cell(row).indented(0), middle.over(2).aligned(Align::Centre)],
        };
        Line::new(kind, cells)
    };
    let mut lines: Vec<Line> = rows_of(part, |_| true).map(line).collect();
    lines.extend(part.overall.as_ref().map(|overall| {
        total(vec![total_label(overall, 1), Cell::text(&overall.level_th).over(2).aligned(Align::Centre)])
    }));
    Grid { columns, lines }
}

/// Indicators × rounds, with the mean and its level.
fn rounds_grid(part: &Part) -> Grid {
    let rounds = part.round_labels_th.len();
    let round_width = 220 / (rounds.max(1) as u32);
    let mut columns = vec![Column::new(&part.first_column_th, 1000 - 310 - round_width * rounds as u32, Align::Start)];
    columns
        .extend(part.round_labels_th.iter().map(|label| Column::new(label, round_width, Align::Centre).below(LEVEL)));
    for (head, width) in [("ค่าคะแนนเฉลี่ย", 140), (LEVEL_WORDS, 170)] {
        columns.push(Column::new(head, width, Align::Centre).below("ภาพรวมของตัวชี้วัด"));
    }
    let line = |(row, kind): (&Row, LineKind)| {
        let mut cells = vec![title_cell(row)];
        let has_figures = row.mean.is_some() || row.level.is_some() || row.round_levels.iter().any(Option::is_some);
        if has_figures {
            cells.extend((0..rounds).map(|round| match row.round_levels.get(round).copied().flatten() {
                Some(level) => Cell::new(Content::Integer(level)),
                None => Cell::text(DASH),
            }));
            match (&row.mean, level_words(row)) {
                (None, None) => cells.push(Cell::text(&row.state_th).over(2)),
                (mean, words) => cells.extend([
                    mean.as_ref().map_or_else(|| Cell::text(DASH), |mean| Cell::new(Content::Decimal(mean.clone()))),
                    Cell::text(words.unwrap_or_else(|| row.state_th.clone())),
                ]),
            }
        } else if row.state == RowState::Group {
            cells = vec![title_cell(row).over(rounds + 3)];
        } else {
            cells.push(Cell::text(&row.state_th).over(rounds + 2));
        }
        Line::new(kind, cells)
    };
    let mut lines: Vec<Line> = rows_of(part, |_| true).map(line).collect();
    lines.extend(part.overall.as_ref().map(|overall| {
        let mut cells = vec![total_label(overall, 1 + rounds)];
        match &overall.mean {
            Some(mean) => cells.extend([Cell::new(Content::Decimal(mean.clone())), Cell::text(&overall.level_th)]),
            None => cells.push(Cell::text(&overall.level_th).over(2)),
        }
        total(cells)
    }));
    Grid { columns, lines }
}

/// Indicators with a level, with a target, and in progress, in tables of their own.
fn block_grids(part: &Part) -> Vec<Block> {
    let is_target = |row: &Row| row.state == RowState::Target || row.target.is_some();
    let is_pending = |row: &Row| row.state == RowState::Pending;
    let is_evaluated = |row: &Row| !is_target(row) && !is_pending(row);
    let mut blocks = Vec::new();

    let mut lines: Vec<Line> = rows_of(part, is_evaluated).map(|(row, kind)| level_line(row, kind)).collect();
    if !lines.is_empty() {
        lines.extend(part.overall.as_ref().map(|overall| {
            let mean = overall.mean.clone().map_or_else(|| Cell::text(DASH), |mean| Cell::new(Content::Decimal(mean)));
            total(vec![total_label(overall, 1), mean, Cell::text(&overall.level_th)])
        }));
        blocks.push(Block::Bullet("ตัวชี้วัดที่มีการประเมินระดับคุณภาพ".to_owned()));
        blocks.push(Block::Grid(Grid { columns: level_columns(part), lines }));
    }
    let targets: Vec<_> = rows_of(part, is_target).collect();
    if !targets.is_empty() {
        blocks.push(Block::Bullet("ตัวชี้วัดที่มีการประเมินเทียบค่าเป้าหมาย".to_owned()));
        blocks.push(Block::Grid(target_grid(part, &targets)));
    }
    blocks
}

/// Values beside their targets. Whose values they are stands in the head, or in each row where that differs.
fn target_grid(part: &Part, rows: &[(&Row, LineKind)]) -> Grid {
    let mut scopes: Vec<&str> =
        rows.iter().filter_map(|(row, _)| row.target.as_ref()).map(|target| target.scope_th.as_str()).collect();
    scopes.dedup();
    let one_scope = scopes.len() <= 1;
    let group = format!("ผลการดำเนินงาน{}", if one_scope { scopes.first().copied().unwrap_or_default() } else { "" });
    let columns = vec![
        Column::new(&part.first_column_th, 460, Align::Start),
        Column::new("ค่าเป้าหมาย", 160, Align::Centre),
        Column::new("ผลที่ได้", 200, Align::Centre).below(&group),
        Column::new("การแปลผล", 180, Align::Centre).below(&group),
    ];
    let figures = |target: &TargetResult| {
        let scope = (!one_scope).then(|| format!("({})", target.scope_th));
        [Cell::text(&target.target_th), Cell::text(&target.value_th).remarked(scope), Cell::text(&target.achieved_th)]
    };
    let line = |(row, kind): &(&Row, LineKind)| {
        let mut cells = vec![title_cell(row)];
        match &row.target {
            Some(target) => cells.extend(figures(target)),
            None if *kind == LineKind::Group => cells = vec![title_cell(row).over(4)],
            None => cells.push(Cell::text(&row.state_th).over(3)),
        }
        Line::new(*kind, cells)
    };
    Grid { columns, lines: rows.iter().map(line).collect() }
}

fn level_columns(part: &Part) -> Vec<Column> {
    vec![
        Column::new(&part.first_column_th, 680, Align::Start),
        Column::new(LEVEL, 130, Align::Centre),
        Column::new(LEVEL_WORDS, 190, Align::Centre),
    ]
}

/// A level and its name, or one merged cell with the words that stand for them.
fn level_line(row: &Row, kind: LineKind) -> Line {
    let cells = match (row.level, row.state) {
        (Some(level), _) => {
            let words = row.level_th.clone().unwrap_or_else(|| row.state_th.clone());
            vec![title_cell(row), Cell::new(Content::Integer(level)), Cell::text(words)]
        }
        (None, RowState::Group) => vec![title_cell(row).over(3)],
        (None, _) => vec![title_cell(row), Cell::text(&row.state_th).over(2)],
    };
    Line::new(kind, cells)
}

/// The rows whose leaves are wanted, with the nodes above them.
fn rows_of<'a>(part: &'a Part, wanted: impl Fn(&Row) -> bool + 'a) -> impl Iterator<Item = (&'a Row, LineKind)> {
    let rows = &part.rows;
    (0..rows.len()).filter_map(move |index| {
        let below = rows[index + 1..].iter().take_while(move |row| row.depth > rows[index].depth);
        let has_children = below.clone().next().is_some();
        let row = &rows[index];
        let is_group = has_children || row.state == RowState::Group || (row.kind == "standard" && row.level.is_some());
        let kind = if is_group { LineKind::Group } else { LineKind::Plain };
        let keep = if has_children {
            below.into_iter().any(|row| row.state != RowState::Group && wanted(row))
        } else {
            wanted(&rows[index])
        };
        keep.then_some((&rows[index], kind))
    })
}

fn title_cell(row: &Row) -> Cell {
    let title = full_title(row);
    let title = match &row.source_th {
        Some(source) => format!("{title} ({source})"),
        None => title,
    };
    Cell::text(title).indented(row.depth).aligned(Align::Start)
}

fn full_title(row: &Row) -> String {
    format!("{} {}", row.label_th, row.title_th).trim().to_owned()
}

fn level_words(row: &Row) -> Option<String> {
    row.level_th.clone().or(row.level.map(|level| level.to_string()))
}

fn total(cells: Vec<Cell>) -> Line {
    Line::new(LineKind::Total, cells)
}

fn total_label(overall: &Overall, span: usize) -> Cell {
    Cell::text(&overall.label_th).over(span).aligned(Align::Centre)
}
