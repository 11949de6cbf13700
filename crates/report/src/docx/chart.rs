//! Native charts. The chart is the one of the workbook writer; Word keeps its figures as a small workbook behind it, so that a person
//! can open and change them.

use std::io::{Cursor, Read};

use quick_xml::events::Event;
use quick_xml::{Reader, Writer};

use super::DocxError;
use super::package::Attachment;
use super::picture::inline;
use super::styles::FONT;
use super::xml::{Element, element};
use crate::outline::Shares;
use crate::xlsx::workbook_of;

/// Twentieths of a point for a bar with the gap below it, and for all that is not bars.
const BAR: u32 = 360;
const REST: u32 = 1500;
/// English Metric Units, in which drawings are measured, per twentieth of a point.
const EMU: u32 = 635;
const CHART: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";
const DRAWING: &str = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The chart of a document with this number: the run that shows it and the parts behind it.
pub(super) fn chart(shares: &Shares, number: usize, width: u32) -> Result<(Element, Attachment), DocxError> {
    let workbook = workbook_of(shares).map_err(DocxError::Chart)?;
    let id = format!("chart{number}");
    let behind = Attachment {
        id: "workbook".to_owned(),
        kind: "package",
        path: format!("embeddings/{id}.xlsx"),
        content_type: WORKBOOK,
        bytes: workbook.clone(),
        attachments: Vec::new(),
    };
    let part = Attachment {
        id: id.clone(),
        kind: "chart",
        path: format!("charts/{id}.xml"),
        content_type: DRAWING,
        bytes: behind_word(&chart_part(workbook)?)?,
        attachments: vec![behind],
    };
    let height = (REST + BAR * shares.groups.len() as u32) * EMU;
    let reference = element("c:chart").with("r:id", id.clone());
    Ok((inline(&id, &description(shares), width * EMU, height, CHART, reference), part))
}

/// What the bars show, for those who do not see them.
fn description(shares: &Shares) -> String {
    let groups = shares.groups.iter().map(|group| {
        let parts = shares.levels.iter().zip(group.counts.iter().zip(&group.percent));
        let parts: Vec<String> =
            parts.map(|(level, (count, percent))| format!("{} {count} เขต (ร้อยละ {percent})", level.name_th)).collect();
        format!("{} {} เขต: {}", group.label_th, group.total, parts.join(", "))
    });
    format!("{} {}", shares.title, groups.collect::<Vec<_>>().join("; "))
}

/// The only chart of a workbook.
fn chart_part(workbook: Vec<u8>) -> Result<Vec<u8>, DocxError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).map_err(DocxError::Zip)?;
    let mut part = archive.by_name("xl/charts/chart1.xml").map_err(DocxError::Zip)?;
    let mut bytes = Vec::new();
    part.read_to_end(&mut bytes).map_err(DocxError::Xml)?;
    Ok(bytes)
}

/// The chart as Word wants it: in the typeface of the document, its labels said in full, with its workbook, without the print settings of
/// Excel.
fn behind_word(chart: &[u8]) -> Result<Vec<u8>, DocxError> {
    let invalid = |cause: quick_xml::Error| DocxError::Xml(std::io::Error::other(cause));
    let mut reader = Reader::from_reader(chart);
    let mut writer = Writer::new(Vec::new());
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).map_err(invalid)? {
            Event::Eof => return Ok(writer.into_inner()),
            Event::Start(start) if start.name().as_ref() == "c:printSettings" => {
                let end = start.to_end().into_owned();
                reader.read_to_end_into(end.name(), &mut Vec::new()).map_err(invalid)?;
            }
            Event::End(end) if end.name().as_ref() == "c:chartSpace" => {
                text_properties().write(&mut writer).map_err(DocxError::Xml)?;
                external_data().write(&mut writer).map_err(DocxError::Xml)?;
                writer.write_event(Event::End(end)).map_err(DocxError::Xml)?;
            }
            Event::Empty(shown) if shown.name().as_ref() == "c:showVal" => {
                label_parts().iter().try_for_each(|part| part.write(&mut writer)).map_err(DocxError::Xml)?;
            }
            event => writer.write_event(event).map_err(DocxError::Xml)?,
        }
        buffer.clear();
    }
}

/// The typeface of all text in the chart that names none itself.
fn text_properties() -> Element {
    let faces = ["a:latin", "a:cs"].map(|script| element(script).with("typeface", FONT));
    let defaults = element("a:defRPr").holding(faces);
    let paragraph =
        element("a:p").holding([element("a:pPr").holding([defaults]), element("a:endParaRPr").with("lang", "th-TH")]);
    element("c:txPr").holding([element("a:bodyPr"), element("a:lstStyle"), paragraph])
}

/// The labels of the bars show the value and nothing else. What is not said here is taken for shown by some programs.
fn label_parts() -> [Element; 6] {
    let part = |name: &'static str, shown: bool| element(name).with("val", if shown { "1" } else { "0" });
    [
        part("c:showLegendKey", false),
        part("c:showVal", true),
        part("c:showCatName", false),
        part("c:showSerName", false),
        part("c:showPercent", false),
        part("c:showBubbleSize", false),
    ]
}

/// The workbook with the figures.
fn external_data() -> Element {
    element("c:externalData").with("r:id", "workbook").holding([element("c:autoUpdate").with("val", "0")])
}
