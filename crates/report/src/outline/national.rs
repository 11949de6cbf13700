//! The outline of the national summary.

use super::grid::{Align, Cell, Column, Content, Grid, Line, LineKind};
use super::{Block, DASH, Section, Shares};
use crate::national::{Distribution, LevelName, NationalSection, NationalView, NodeMean};

const OFFICES: &str = "จำนวนเขต";
const MEAN: &str = "ค่าเฉลี่ย";

/// How the counts of a group and their percentages are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Figures {
    /// The percentage below the count, in one cell.
    Together,
    /// In columns of their own, to be calculated with.
    Apart,
}

/// The title of the file in its properties.
pub(crate) fn title(view: &NationalView) -> String {
    format!("ผลการติดตามและประเมินผลระดับประเทศ ปีงบประมาณ พ.ศ. {}", view.imprint.fiscal_year)
}

/// One section per instrument, titled by it.
pub(crate) fn sections(view: &NationalView, figures: Figures) -> Vec<Section> {
    let mut sections: Vec<Section> = view.sections.iter().map(|section| instrument(section, figures)).collect();
    if let Some(last) = sections.last_mut() {
        last.blocks.push(Block::Signature(view.signature.clone()));
    }
    sections
}

fn instrument(section: &NationalSection, figures: Figures) -> Section {
    let shares = |title: &str, groups: &[Distribution]| {
        let (title, levels) = (title.to_owned(), section.levels.clone());
        Block::Shares(Shares { title, levels, groups: groups.to_vec() })
    };
    let mut kinds = vec![section.all.clone()];
    kinds.extend(section.by_kind.iter().cloned());
    let mut blocks = vec![
        Block::Paragraph(coverage(section)),
        Block::Heading("การกระจายของระดับคุณภาพ จำแนกตามประเภทสำนักงาน".to_owned()),
        shares("ร้อยละของเขตในแต่ละระดับคุณภาพ จำแนกตามประเภทสำนักงาน", &kinds),
        Block::Grid(distribution_grid("กลุ่ม", section, &kinds, figures)),
    ];
    if !section.by_region.is_empty() {
        blocks.extend([
            Block::Heading("จำแนกตามเขตตรวจราชการ".to_owned()),
            shares("ร้อยละของเขตในแต่ละระดับคุณภาพ จำแนกตามเขตตรวจราชการ", &section.by_region),
            Block::Grid(distribution_grid("เขตตรวจราชการ", section, &section.by_region, figures)),
        ]);
    }
    if !section.nodes.is_empty() {
        blocks.push(Block::Heading("ค่าเฉลี่ยระดับประเทศรายตัวชี้วัด".to_owned()));
        blocks.push(Block::Grid(means_grid(section, figures)));
    }
    Section { name: section.instrument.clone(), title_lines: vec![section.title_th.clone()], blocks }
}

fn coverage(section: &NationalSection) -> String {
    let offices = section.offices_counted + section.offices_without;
    let mut text =
        format!("สำนักงานเขตพื้นที่การศึกษาทั้งหมด {offices} เขต มีผลการประเมินในภาพรวม {} เขต", section.offices_counted);
    if section.offices_without > 0 {
        text.push_str(&format!(" และยังไม่ประกาศผล {} เขต", section.offices_without));
    }
    if let Some(mean) = &section.all.mean {
        text.push_str(&format!(" ค่าคะแนนเฉลี่ยของทั้งประเทศเท่ากับ {mean}"));
    }
    text
}

/// Groups of offices × levels, each with its count and percentage.
fn distribution_grid(first: &str, section: &NationalSection, groups: &[Distribution], figures: Figures) -> Grid {
    let with_mean = groups.iter().any(|group| group.mean.is_some());
    let mean_width = if with_mean { 90 } else { 0 };
    let level_width = 560 / (section.levels.len().max(1) as u32);
    let levels_width = level_width * section.levels.len() as u32;
    let mut columns = vec![
        Column::new(first, 1000 - 90 - mean_width - levels_width, Align::Start),
        Column::new(OFFICES, 90, Align::Centre),
    ];
    for level in &section.levels {
        match figures {
            Figures::Together => columns.push(
                Column::new(&level.name_th, level_width, Align::Centre).below("จำนวนเขต (ร้อยละ) ในแต่ละระดับคุณภาพ"),
            ),
            Figures::Apart => columns.extend(
                ["เขต", "ร้อยละ"].map(|head| Column::new(head, level_width / 2, Align::Centre).below(&level.name_th)),
            ),
        }
    }
    if with_mean {
        columns.push(Column::new(MEAN, mean_width, Align::Centre));
    }
    let line = |group: &Distribution| {
        let mut cells = vec![Cell::text(&group.label_th), Cell::new(Content::Integer(group.total.into()))];
        for (count, percent) in group.counts.iter().zip(&group.percent) {
            let count = Cell::new(Content::Integer((*count).into()));
            match figures {
                Figures::Together => cells.push(count.remarked(Some(format!("({percent})")))),
                Figures::Apart => cells.extend([count, Cell::new(Content::Decimal(percent.clone()))]),
            }
        }
        if with_mean {
            cells.push(group.mean.clone().map_or_else(|| Cell::text(DASH), |mean| Cell::new(Content::Decimal(mean))));
        }
        Line::new(LineKind::Plain, cells)
    };
    Grid { columns, lines: groups.iter().map(line).collect() }
}

/// Indicators with their national mean; in a workbook also their code, and how many offices are at each level.
fn means_grid(section: &NationalSection, figures: Figures) -> Grid {
    let title = "ตัวชี้วัด/ตัวบ่งชี้/ประเด็นการพิจารณา";
    let mut columns = vec![
        Column::new(title, 640, Align::Start),
        Column::new(OFFICES, 100, Align::Centre),
        Column::new(MEAN, 120, Align::Centre),
        Column::new("ระดับคุณภาพ", 140, Align::Centre),
    ];
    if figures == Figures::Apart {
        let level_head =
            |level: &LevelName| Column::new(&level.name_th, 80, Align::Centre).below("จำนวนเขตในแต่ละระดับคุณภาพ");
        columns.extend(section.levels.iter().map(level_head));
        columns.push(Column::new("รหัส", 100, Align::Centre));
    }
    let lines = section.nodes.iter().enumerate().map(|(index, node)| {
        let has_children = section.nodes.get(index + 1).is_some_and(|next| next.depth > node.depth);
        let kind = if has_children { LineKind::Group } else { LineKind::Plain };
        Line::new(kind, node_cells(section, node, figures))
    });
    Grid { columns, lines: lines.collect() }
}

fn node_cells(section: &NationalSection, node: &NodeMean, figures: Figures) -> Vec<Cell> {
    let name = section.levels.iter().find(|level| level.level == node.level).map(|level| level.name_th.clone());
    let mut cells = vec![
        Cell::text(&node.title_th).indented(node.depth),
        Cell::new(Content::Integer(node.offices.into())),
        Cell::new(Content::Decimal(node.mean.clone())),
        Cell::text(name.unwrap_or_else(|| node.level.to_string())),
    ];
    if figures == Figures::Apart {
        cells.extend(node.counts.iter().map(|count| Cell::new(Content::Integer((*count).into()))));
        cells.push(Cell::text(&node.code));
    }
    cells
}
