//! Tables out: results and marks as CSV, XLSX and JSON, files to fill in.

use domain::fiscal_year::FiscalYear;
use domain::id::OfficeId;
use domain::instrument::{Instrument, Mode};
use domain::mark::COLUMNS;
use domain::office::{InstrumentCode, NATIONAL, Office, OfficeCode};
use domain::policy::{Action, Actor, Entity};
use domain::scoring::{ScoreSheet, Scorer};
use report::xlsx::{Cell, Choice, Column, InputColumn, InputKind, InputTemplate, Kind, Sheet};
use serde_json::json;
use store::Conn;

use crate::door::App;
use crate::error::{AppError, Result};
use crate::instrument::{self, StoredInstrument};
use crate::office;
use crate::publication::{self, OpenedPublication};
use crate::score_file::{csv_fields, lines};

/// Form of an exported table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFormat {
    /// CSV in UTF-8 with a byte order mark, which Excel needs to see that it is UTF-8.
    Csv,
    /// Excel.
    Xlsx,
    /// JSON.
    Json,
}

impl TableFormat {
    /// The form that a file's ending asks for.
    pub fn of_ending(ending: &str) -> Option<TableFormat> {
        match ending.to_ascii_lowercase().as_str() {
            "csv" => Some(TableFormat::Csv),
            "xlsx" => Some(TableFormat::Xlsx),
            "json" => Some(TableFormat::Json),
            _ => None,
        }
    }
}

pub(crate) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
pub(crate) const IN_MEMORY: &str = "writing to memory does not fail";

/// The published results of a year, all instruments or one.
///
/// # Errors
/// When nothing is published, or the database fails.
pub async fn results(
    app: &App,
    actor: &Actor,
    year: FiscalYear,
    code: Option<&InstrumentCode>,
    format: TableFormat,
) -> Result<Vec<u8>> {
    let mut conn = app.read(actor, Action::PublicationRead, &Entity::System).await?;
    let mut publications = publication::holding(&mut conn, year).await?;
    if let Some(code) = code {
        publications.retain(|p| p.instrument.code == *code);
        if publications.is_empty() {
            return Err(crate::door::not_found("publication", format!("{year} {code}")));
        }
    }
    write_results(&mut conn, &publications, format).await
}

/// The results of one publication, in the same form.
pub(crate) async fn of_publication(app: &App, publication: &OpenedPublication, format: TableFormat) -> Result<Vec<u8>> {
    let mut conn = app.read(&Actor::public(), Action::PublicationRead, &Entity::System).await?;
    write_results(&mut conn, std::slice::from_ref(publication), format).await
}

async fn write_results(conn: &mut Conn, publications: &[OpenedPublication], format: TableFormat) -> Result<Vec<u8>> {
    match format {
        TableFormat::Csv => results_csv(conn, publications).await,
        TableFormat::Json => results_json(conn, publications).await,
        TableFormat::Xlsx => {
            let mut sheets = Vec::new();
            for publication in publications {
                sheets.push(results_sheet(conn, publication).await?);
            }
            Ok(report::xlsx::workbook(&sheets).map_err(report::Error::from)?)
        }
    }
}

/// What all rows of a publication begin with.
pub(crate) fn common(publication: &OpenedPublication) -> [String; 4] {
    let instrument = &publication.instrument;
    let through = publication.row.publication.through;
    [&publication.number, instrument.code.as_str(), &instrument.fiscal_year.to_string(), through.as_str()]
        .map(str::to_owned)
}

/// Calls `each` with every office that has a published result, in code order.
async fn for_each(
    conn: &mut Conn,
    publication: &OpenedPublication,
    mut each: impl FnMut(&Office, &ScoreSheet, &str),
) -> Result<()> {
    let scorer = Scorer::new(&publication.instrument, publication.row.publication.through);
    publication::each_given(conn, &publication.row, |office, inputs| {
        each(&inputs.office, &inputs.score(&scorer), &office.sheet);
    })
    .await
}

async fn results_csv(conn: &mut Conn, publications: &[OpenedPublication]) -> Result<Vec<u8>> {
    let mut csv = csv::Writer::from_writer(BYTE_ORDER_MARK.to_vec());
    let head = ["publication", "instrument", "fiscal_year", "through", "office_name_th"];
    let fields =
        ["office", "node", "state", "reason", "mean", "level", "counted", "left_out", "value", "target", "achieved"];
    csv.write_record(head.iter().chain(&fields)).expect(IN_MEMORY);
    for publication in publications {
        let instrument = &publication.instrument;
        let common = common(publication);
        for_each(conn, publication, |office, sheet, _| {
            for (code, score) in lines(instrument, sheet) {
                let own = csv_fields(instrument, &office.code, code, score);
                csv.write_record(common.iter().chain([&office.name_th]).chain(&own)).expect(IN_MEMORY);
            }
        })
        .await?;
    }
    csv.into_inner().map_err(|e| AppError::Internal(e.to_string()))
}

async fn results_json(conn: &mut Conn, publications: &[OpenedPublication]) -> Result<Vec<u8>> {
    let mut text = String::from("{\"publications\":[");
    for (i, publication) in publications.iter().enumerate() {
        let stored = &publication.row.publication;
        let head = json!({
            "number": publication.number,
            "instrument": publication.instrument.code,
            "fiscal_year": publication.instrument.fiscal_year,
            "through": stored.through,
            "published_at": stored.published_at.to_string(),
            "corrects": publication.corrects,
            "results_hash": stored.results_hash,
        })
        .to_string();
        text.push_str(if i == 0 { "" } else { "," });
        text.push_str(head.trim_end_matches('}'));
        text.push_str(",\"offices\":[");
        let mut first = true;
        for_each(conn, publication, |_, _, sheet| {
            text.push_str(if first { "" } else { "," });
            // The frozen bytes themselves: what is exported is what was sealed.
            text.push_str(sheet);
            first = false;
        })
        .await?;
        text.push_str("]}");
    }
    text.push_str("]}\n");
    Ok(text.into_bytes())
}

async fn results_sheet(conn: &mut Conn, publication: &OpenedPublication) -> Result<Sheet> {
    let instrument = &publication.instrument;
    let digits = u8::try_from(instrument.scoring.decimals).unwrap_or(2);
    let text =
        |header: &str, width| Column { header_th: header.to_owned(), group_header_th: None, kind: Kind::Text, width };
    let mut columns =
        vec![text("รหัส", 9), text("สำนักงานเขตพื้นที่การศึกษา", 34), text("ประเภท", 9), text("เขตตรวจราชการ", 9)];
    let shown: Vec<usize> = (0..instrument.nodes().len()).filter(|i| shows_score(instrument, *i)).collect();
    for i in &shown {
        let node = &instrument.nodes()[*i];
        let group = node.parent.map(|p| instrument.nodes()[p].heading_th());
        let header_th = format!("{}\n{}", node.code, node.label_th);
        columns.push(Column { header_th, group_header_th: group, kind: Kind::Decimal { digits }, width: 11 });
    }
    if instrument.scoring.overall.is_some() {
        columns.push(Column {
            header_th: "ค่าเฉลี่ยภาพรวม".to_owned(),
            group_header_th: None,
            kind: Kind::Decimal { digits },
            width: 11,
        });
        columns.push(Column {
            header_th: "ระดับ".to_owned(), group_header_th: None, kind: Kind::Integer, width: 8
        });
        columns.push(text("คำอธิบายระดับคุณภาพ", 16));
    }
    let mut rows = Vec::new();
    for_each(conn, publication, |office, sheet, _| {
        let mut row = vec![
            Cell::Text(office.code.to_string()),
            Cell::Text(office.name_th.clone()),
            Cell::Text(office.kind.short_th().to_owned()),
            Cell::Text(office.region.to_string()),
        ];
        for i in &shown {
            row.push(match sheet.nodes[*i].score() {
                Some(score) => Cell::Decimal(score.shown.to_string()),
                None => Cell::Text("–".to_owned()),
            });
        }
        if let Some(overall) = &sheet.overall {
            match overall.score() {
                Some(score) => {
                    row.push(Cell::Decimal(score.shown.to_string()));
                    row.push(Cell::Integer(i64::from(score.level.0)));
                    let band = instrument.bands.of_level(score.level);
                    row.push(Cell::Text(band.map(|b| b.name_th.clone()).unwrap_or_default()));
                }
                None => {
                    row.extend([Cell::Text("–".to_owned()), Cell::Text("–".to_owned()), Cell::Text("–".to_owned())])
                }
            }
        }
        rows.push(row);
    })
    .await?;
    let through = publication.row.publication.through.label_th();
    let mut notes = vec!["– หมายถึง ไม่มีคะแนน เพราะไม่ใช้กับประเภทของเขต ติดตามแต่ไม่ประเมินผล หรือใช้ผลจากระบบอื่น".to_owned()];
    if publication.settings.simulated {
        notes.push("ข้อมูลจำลอง".to_owned());
    }
    Ok(Sheet {
        name: instrument.code.to_string(),
        title_lines: vec![
            instrument.title_th.clone(),
            format!("ปีงบประมาณ พ.ศ. {} {through} · ประกาศผล {}", instrument.fiscal_year, publication.number),
        ],
        columns,
        rows,
        notes,
        frozen_columns: 2,
    })
}

fn shows_score(instrument: &Instrument, node: usize) -> bool {
    let node = &instrument.nodes()[node];
    node.takes_level() || node.mode == Mode::Group
}

/// All marks of an instrument, in the form in which they are imported.
///
/// # Errors
/// When there is no such instrument; when the actor may not; when the database fails.
pub async fn marks(
    app: &App,
    actor: &Actor,
    year: FiscalYear,
    code: &InstrumentCode,
    format: TableFormat,
) -> Result<Vec<u8>> {
    let mut conn = app.read(actor, Action::ResultExport, &Entity::System).await?;
    let stored = instrument::latest(&mut conn, year, code).await?;
    let codes: std::collections::HashMap<OfficeId, OfficeCode> =
        store::office::list_ids(&mut conn).await?.into_iter().map(|(code, id)| (id, code)).collect();
    let mut rows: Vec<[String; 6]> = Vec::new();
    let mut stream = store::mark::stream_by_office(year, stored.id, 20_000);
    while let Some((office, marks)) = stream.next(&mut conn).await? {
        let holder = match codes.get(&office) {
            Some(code) => code.as_str(),
            None => NATIONAL,
        };
        for mark in marks {
            let Some(place) = stored.position(mark.node_id) else { continue };
            rows.push([
                holder.to_owned(),
                stored.instrument.nodes()[place].code.to_string(),
                mark.round.to_string(),
                mark.level.map(|l| l.to_string()).unwrap_or_default(),
                mark.value.map(|v| v.to_string()).unwrap_or_default(),
                mark.note.unwrap_or_default(),
            ]);
        }
    }
    rows.sort_by(|a, b| {
        (&a[0], stored.instrument.position(&a[1]), &a[2]).cmp(&(&b[0], stored.instrument.position(&b[1]), &b[2]))
    });
    match format {
        TableFormat::Csv => {
            let mut csv = csv::Writer::from_writer(BYTE_ORDER_MARK.to_vec());
            csv.write_record(COLUMNS).expect(IN_MEMORY);
            for row in &rows {
                csv.write_record(row).expect(IN_MEMORY);
            }
            csv.into_inner().map_err(|e| AppError::Internal(e.to_string()))
        }
        TableFormat::Json => {
            let named = |row: &[String; 6]| {
                COLUMNS.iter().zip(row).map(|(c, v)| ((*c).to_owned(), json!(v))).collect::<serde_json::Map<_, _>>()
            };
            Ok(serde_json::to_vec(&rows.iter().map(named).collect::<Vec<_>>()).expect(IN_MEMORY))
        }
        TableFormat::Xlsx => workbook_to_fill(&stored, &[], rows),
    }
}

/// A workbook to be filled with marks and imported back: one row per office, node and round that takes a level,
/// with the level left to be filled in.
///
/// # Errors
/// When there is no such instrument; when the actor may not; when the database fails.
pub async fn mark_template(app: &App, actor: &Actor, year: FiscalYear, code: &InstrumentCode) -> Result<Vec<u8>> {
    let mut conn = app.read(actor, Action::ResultExport, &Entity::System).await?;
    let stored = instrument::latest(&mut conn, year, code).await?;
    let offices = office::of_year(&mut conn, year).await?;
    let mut rows = Vec::new();
    for (_, office) in &offices {
        for (i, node) in stored.instrument.nodes().iter().enumerate() {
            if node.takes_level() && stored.instrument.applies(i, office.kind) {
                for round in stored.instrument.rounds_of(i) {
                    rows.push([
                        office.code.to_string(),
                        node.code.to_string(),
                        round.to_string(),
                        String::new(),
                        String::new(),
                        String::new(),
                    ]);
                }
            }
        }
    }
    workbook_to_fill(&stored, &offices, rows)
}

fn workbook_to_fill(
    stored: &StoredInstrument,
    offices: &[(OfficeId, Office)],
    rows: Vec<[String; 6]>,
) -> Result<Vec<u8>> {
    let instrument = &stored.instrument;
    let choice = |value: &str, meaning_th: String| Choice { value: Cell::Text(value.to_owned()), meaning_th };
    let column = |name: &str, meaning_th: &str, is_required, kind, width| InputColumn {
        name: name.to_owned(),
        meaning_th: meaning_th.to_owned(),
        is_required,
        kind,
        width,
    };
    let holders = match offices {
        [] => InputKind::Text,
        some => InputKind::Choice(some.iter().map(|(_, o)| choice(o.code.as_str(), o.short_name_th.clone())).collect()),
    };
    let marked = instrument.nodes().iter().filter(|n| n.takes_level() || n.mode == Mode::Target);
    let nodes = InputKind::Choice(marked.map(|n| choice(n.code.as_str(), n.heading_th())).collect());
    let rounds = InputKind::Choice(instrument.rounds.iter().map(|r| choice(r.as_str(), r.label_th())).collect());
    let level =
        |b: &domain::level::Band| Choice { value: Cell::Integer(i64::from(b.level.0)), meaning_th: b.name_th.clone() };
    let levels = InputKind::Choice(instrument.bands.iter().rev().map(level).collect());
    let template = InputTemplate {
        title_th: format!("แบบกรอกระดับคุณภาพ {} ปีงบประมาณ พ.ศ. {}", instrument.code, instrument.fiscal_year),
        instructions_th: vec![
            "กรอกระดับคุณภาพในช่อง level ของทุกแถว ไม่เปลี่ยนชื่อคอลัมน์ในแถวแรก".to_owned(),
            "รายการที่เทียบค่าเป้าหมายให้กรอกค่าในช่อง value และเว้นช่อง level ว่าง".to_owned(),
            format!(
                "ส่งกลับด้วยคำสั่ง emes import marks ไฟล์นี้ --instrument {} --year {}",
                instrument.code, instrument.fiscal_year
            ),
        ],
        columns: vec![
            column("office", "รหัสเขตพื้นที่ หรือ OBEC สำหรับค่าภาพรวม", true, holders, 10),
            column("node", "รหัสรายการ", true, nodes, 14),
            column("round", "รอบ", true, rounds, 8),
            column("level", "ระดับคุณภาพ", false, levels, 8),
            column("value", "ค่าที่ได้ ของรายการที่เทียบค่าเป้าหมาย", false, InputKind::Number, 12),
            column("note", "หมายเหตุ", false, InputKind::Text, 40),
        ],
        rows: rows.into_iter().map(|row| row.map(Cell::Text).into()).collect(),
    };
    Ok(report::xlsx::input_template(&template).map_err(report::Error::from)?)
}

/// An instrument as a file, in canonical form.
///
/// # Errors
/// When there is no such instrument, or the database fails.
pub async fn instrument(app: &App, actor: &Actor, year: FiscalYear, code: &InstrumentCode) -> Result<Vec<u8>> {
    let mut conn = app.read(actor, Action::PublicationRead, &Entity::System).await?;
    Ok(instrument::latest(&mut conn, year, code).await?.instrument.to_canonical().into_bytes())
}
