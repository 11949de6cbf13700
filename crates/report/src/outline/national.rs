//! The outline of the national summary.

use super::grid::{Align, Cell, Column, Content, Grid, Line, LineKind};
use super::{Block, Section, Shares, correction_line, source_line};
use crate::national::{Distribution, LevelName, NationalSection, NationalView, NodeMean};

const OFFICES: &str = "จำนวนเขต";
const MEAN: &str = "คะแนนเฉลี่ย";

/// One section per instrument.
pub(crate) fn sections(view: &NationalView) -> Vec<Section> {
    let mut sections: Vec<Section> = view.sections.iter().map(|section| instrument(view, section)).collect();
    if let (Some(first), Some(line)) = (sections.first_mut(), correction_line(&view.imprint)) {
        first.blocks.insert(0, Block::Subtitle(line));
    }
    if let Some(last) = sections.last_mut() {
        last.blocks.extend(source_line(&view.imprint).map(Block::Note));
        last.blocks.push(Block::Signature(view.signature.clone()));
    }
    sections
}

fn instrument(view: &NationalView, section: &NationalSection) -> Section {
    let levels: Vec<String> = section.levels.iter().map(|level| level.name_th.clone()).collect();
    let shares = |title: &str, groups: &[Distribution]| {
        Block::Shares(Shares { title: title.to_owned(), levels: levels.clone(), groups: groups.to_vec() })
    };
    let mut kinds = vec![section.all.clone()];
    kinds.extend(section.by_kind.iter().cloned());
    let mut blocks = vec![Block::Subtitle(section.title_th.clone()), Block::Paragraph(counted(section))];
    blocks.push(Block::Heading("การกระจายของระดับคุณภาพ ภาพรวมและจำแนกตามประเภทเขต".to_owned()));
    blocks.push(Block::Grid(distribution_grid("กลุ่ม", section, &kinds)));
    blocks.push(shares("ร้อยละของเขตในแต่ละระดับคุณภาพ จำแนกตามประเภทเขต", &kinds));
    if !section.by_region.is_empty() {
        blocks.push(Block::Heading("การกระจายของระดับคุณภาพ จำแนกตามเขตตรวจราชการ".to_owned()));
        blocks.push(Block::Grid(distribution_grid("เขตตรวจราชการ", section, &section.by_region)));
        blocks.push(shares("ร้อยละของเขตในแต่ละระดับคุณภาพ จำแนกตามเขตตรวจราชการ", &section.by_region));
    }
    if !section.nodes.is_empty() {
        blocks.push(Block::Heading("คะแนนเฉลี่ยระดับประเทศรายมาตรฐาน ตัวบ่งชี้ หรือตัวชี้วัด".to_owned()));
        blocks.push(Block::Grid(node_grid(section)));
    }
    Section { name: section.instrument.clone(), title_lines: view.title_lines_th.clone(), blocks }
}

fn counted(section: &NationalSection) -> String {
    let counted = format!("เขตพื้นที่การศึกษาที่มีผลการประเมิน {} เขต", section.offices_counted);
    match section.offices_without {
        0 => counted,
        without => format!("{counted} ยังไม่มีระดับคุณภาพในภาพรวม {without} เขต"),
    }
}

/// Groups of offices × levels, each with its count and percentage.
fn distribution_grid(first_column: &str, section: &NationalSection, groups: &[Distribution]) -> Grid {
    let level_count = section.levels.len().max(1) as u32;
    let with_mean = groups.iter().any(|group| group.mean.is_some());
    let figure_width = 580 / (level_count * 2);
    let mean_width = if with_mean { 90 } else { 0 };
    let first_width = 1000 - 90 - mean_width - figure_width * level_count * 2;
    let mut columns = vec![Column::new(first_column, first_width, Align::Start), Column::new(OFFICES, 90, Align::Centre)];
    for level in &section.levels {
        columns.push(Column::new("เขต", figure_width, Align::Centre).below(&level.name_th));
        columns.push(Column::new("ร้อยละ", figure_width, Align::Centre).below(&level.name_th));
    }
    if with_mean {
        columns.push(Column::new(MEAN, mean_width, Align::Centre));
    }
    let line = |group: &Distribution| {
        let mut cells = vec![Cell::text(&group.label_th), Cell::new(Content::Integer(group.total.into()))];
        for (count, percent) in group.counts.iter().zip(&group.percent) {
            cells.push(Cell::new(Content::Integer((*count).into())));
            cells.push(Cell::new(Content::Decimal(percent.clone())));
        }
        if with_mean {
            cells.push(group.mean.clone().map_or_else(|| Cell::text("-"), |mean| Cell::new(Content::Decimal(mean))));
        }
        Line::new(LineKind::Plain, cells)
    };
    Grid { columns, lines: groups.iter().map(line).collect() }
}

/// Nodes × levels with the national mean.
fn node_grid(section: &NationalSection) -> Grid {
    let level_width = 300 / (section.levels.len().max(1) as u32);
    let level_columns = level_width * section.levels.len() as u32;
    let mut columns = vec![
        Column::new("มาตรฐาน/ตัวบ่งชี้/ตัวชี้วัด", 1000 - 90 - 110 - 120 - level_columns, Align::Start),
        Column::new(OFFICES, 90, Align::Centre),
        Column::new(MEAN, 110, Align::Centre),
        Column::new("ระดับคุณภาพ", 120, Align::Centre),
    ];
    let level_head = |level: &LevelName| Column::new(&level.name_th, level_width, Align::Centre).below("จำนวนเขตในแต่ละระดับ");
    columns.extend(section.levels.iter().map(level_head));
    let lines = section.nodes.iter().enumerate().map(|(index, node)| {
        let has_children = section.nodes.get(index + 1).is_some_and(|next| next.depth > node.depth);
        node_line(section, node, if has_children { LineKind::Group } else { LineKind::Plain })
    });
    Grid { columns, lines: lines.collect() }
}

fn node_line(section: &NationalSection, node: &NodeMean, kind: LineKind) -> Line {
    let name = section.levels.iter().find(|level| level.level == node.level).map(|level| level.name_th.clone());
    let mut cells = vec![
        Cell::text(&node.title_th).indented(node.depth),
        Cell::new(Content::Integer(node.offices.into())),
        Cell::new(Content::Decimal(node.mean.clone())),
        Cell::text(name.unwrap_or_else(|| node.level.to_string())),
    ];
    cells.extend(node.counts.iter().map(|count| Cell::new(Content::Integer((*count).into()))));
    Line::new(kind, cells)
}
