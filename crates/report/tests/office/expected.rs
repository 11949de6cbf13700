//! The words a document must show, in order, straight from its view.

use report::letter::LetterView;
use report::national::NationalView;
use report::result::{Layout, ResultView, Row, RowState, Shape};

/// The result file.
pub(crate) fn result(view: &ResultView) -> Vec<String> {
    let mut words = Vec::new();
    if let Some(summary) = &view.summary {
        words.extend(summary.title_lines_th.iter().cloned());
        words.extend(summary.rows.iter().flat_map(|row| [row.title_th.clone(), row.level_th.clone()]));
        words.extend(view.signature.position_lines_th.iter().cloned());
    }
    for part in &view.parts {
        words.extend(part.title_lines_th.iter().cloned());
        words.push(part.first_column_th.clone());
        if part.shape == Shape::Rounds {
            words.extend(part.round_labels_th.iter().cloned());
        }
        let is_note = |row: &&Row| row.state == RowState::Pending && part.shape == Shape::Blocks;
        let (targets, others): (Vec<&Row>, Vec<&Row>) =
            part.rows.iter().filter(|row| !is_note(row)).partition(|row| row.target.is_some());
        for row in others {
            words.extend(row_words(row, view.layout, part.shape));
        }
        if let Some(overall) = &part.overall {
            words.push(overall.label_th.clone());
            match part.shape {
                Shape::Rounds | Shape::Blocks => words.extend(overall.mean.clone()),
                Shape::Tree if view.layout == Layout::Fy2566 => words.extend(overall.level.map(|l| l.to_string())),
                Shape::Tree => {}
            }
            words.push(overall.level_th.clone());
        }
        for row in targets {
            let target = row.target.as_ref().unwrap();
            words.push(title(row));
            words.extend([target.target_th.clone(), target.value_th.clone(), target.achieved_th.clone()]);
        }
        for row in part.rows.iter().filter(is_note) {
            words.extend([title(row), row.state_th.clone()]);
        }
        words.extend(part.notes_th.iter().cloned());
        words.extend(part.lead_in_th.clone());
        if view.layout == Layout::Fy2567 {
            words.extend(part.suggestions.iter().flat_map(|item| [item.heading_th.clone(), item.text_th.clone()]));
        }
    }
    for part in view.parts.iter().filter(|_| view.layout == Layout::Fy2566) {
        words.extend(part.suggestions_title_lines_th.iter().cloned());
        words.extend(part.suggestions.iter().flat_map(|item| [item.heading_th.clone(), item.text_th.clone()]));
    }
    words.extend(view.thanks_th.clone());
    if view.summary.is_none() {
        words.extend(view.signature.position_lines_th.iter().cloned());
    }
    words
}

fn row_words(row: &Row, layout: Layout, shape: Shape) -> Vec<String> {
    let mut words = vec![title(row)];
    words.extend(row.source_th.clone());
    match row.state {
        RowState::Group => {}
        RowState::Scored if layout == Layout::Fy2564 => {
            words.push(row.level_th.clone().unwrap());
            words.extend(row.suggestion_th.clone());
        }
        RowState::Scored if shape == Shape::Rounds => {
            words.extend(row.round_levels.iter().map(|level| level.map_or("–".to_owned(), |level| level.to_string())));
            words.extend([row.mean.clone().unwrap(), row.level_th.clone().unwrap()]);
        }
        RowState::Scored => words.extend([row.level.unwrap().to_string(), row.level_th.clone().unwrap()]),
        _ => words.push(row.state_th.clone()),
    }
    words
}

fn title(row: &Row) -> String {
    format!("{} {}", row.label_th, row.title_th)
}

/// The covering letter.
pub(crate) fn letter(view: &LetterView) -> Vec<String> {
    let mut words = vec![format!("ที่ {}", view.number_th)];
    words.extend(view.agency_lines_th.iter().cloned());
    words.push(view.date_th.clone());
    words.extend([format!("เรื่อง {}", view.subject_th), format!("เรียน {}", view.to_th), "สิ่งที่ส่งมาด้วย".to_owned()]);
    words.extend(view.enclosures_th.iter().cloned());
    words.extend(view.paragraphs_th.iter().cloned());
    words.push(view.closing_th.clone());
    words.extend(view.signature.position_lines_th.iter().cloned());
    words.extend(view.contact_lines_th.iter().cloned());
    words
}

/// The national summary.
pub(crate) fn national(view: &NationalView) -> Vec<String> {
    let mut words = view.title_lines_th.clone();
    for section in &view.sections {
        words.push(section.title_th.clone());
        words.push(format!("ทั้งหมด {} เขต", section.offices_counted + section.offices_without));
        for groups in [[std::slice::from_ref(&section.all), &section.by_kind].concat(), section.by_region.clone()] {
            words.extend(section.levels.iter().map(|level| level.name_th.clone()));
            for group in groups {
                words.extend([group.label_th.clone(), group.total.to_string()]);
                let pairs = group.counts.iter().zip(&group.percent);
                words.extend(pairs.map(|(count, percent)| format!("{count} ({percent})")));
                words.extend(group.mean.clone());
            }
        }
        for node in &section.nodes {
            words.extend([node.title_th.clone(), node.offices.to_string(), node.mean.clone()]);
            words.push(section.levels.iter().find(|level| level.level == node.level).unwrap().name_th.clone());
        }
    }
    words.extend(view.signature.position_lines_th.iter().cloned());
    words
}
