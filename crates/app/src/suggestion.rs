//! Importing suggestions for development.

use std::collections::{HashMap, HashSet};

use domain::fiscal_year::FiscalYear;
use domain::id::OfficeId;
use domain::office::InstrumentCode;
use domain::policy::{Action, Actor, Entity};
use domain::problem::{Fault, PROBLEMS_SHOWN, Problem};
use store::suggestion::Suggestion;

use crate::door::App;
use crate::error::Result;
use crate::instrument::{self, StoredInstrument};
use crate::office::{self, ImportCounts};
use crate::table_file::read_table;

/// Columns of a suggestions file.
pub const COLUMNS: [&str; 5] = ["office", "node", "strengths_th", "connective_th", "recommendation_th"];

/// Brings in the suggestions of a file: all of them, or none when any row is bad. The same file twice changes nothing.
///
/// # Errors
/// All problems of the file, at most a hundred; when the actor may not; when the database fails.
pub async fn import(
    app: &App,
    actor: &Actor,
    year: FiscalYear,
    code: &InstrumentCode,
    bytes: &[u8],
) -> Result<ImportCounts> {
    let on = instrument::entity(code, year);
    app.run(actor, Action::SuggestionImport, &Entity::System, &on, async |ctx| {
        let stored = instrument::latest(&mut ctx.tx, year, code).await?;
        let offices = office::of_year(&mut ctx.tx, year).await?;
        let rows = read_rows(bytes, &stored, &offices)?;
        let done = store::suggestion::upsert_many(&mut ctx.tx, year, stored.id, &rows, ctx.now).await?;
        let counts = ImportCounts { inserted: done.inserted, changed: done.changed, unchanged: done.unchanged };
        ctx.detail("sha256", domain::sha256_hex(bytes));
        counts.tell(ctx);
        Ok(counts)
    })
    .await
}

fn read_rows(
    bytes: &[u8],
    stored: &StoredInstrument,
    offices: &[(OfficeId, domain::office::Office)],
) -> Result<Vec<Suggestion>, Vec<Problem>> {
    let by_code: HashMap<&str, OfficeId> = offices.iter().map(|(id, o)| (o.code.as_str(), *id)).collect();
    let mut seen = HashSet::new();
    let mut sink: (Vec<Suggestion>, Vec<Problem>) = Default::default();
    let read = read_table(
        bytes,
        COLUMNS,
        &mut sink,
        |(rows, problems), line, cells| {
            let [office, node, strengths, connective, recommendation] = cells.map(str::trim);
            let mut fault = |column: &str, fault: Fault| problems.push(Problem::at(line, column, fault));
            let office_id = by_code.get(office).copied();
            if office_id.is_none() {
                let near = domain::nearest::nearest(office, by_code.keys().copied());
                fault("office", Fault::new("mark-office-unknown").with("office", office).with_nearest(near));
            }
            let place = stored.instrument.position(node);
            if place.is_none() {
                let near = domain::nearest::nearest(node, stored.instrument.nodes().iter().map(|n| n.code.as_str()));
                fault("node", Fault::new("mark-node-unknown").with("node", node).with_nearest(near));
            }
            if strengths.is_empty() && recommendation.is_empty() {
                fault("strengths_th", Fault::new("suggestion-empty"));
            }
            if let (Some(office_id), Some(place)) = (office_id, place) {
                if seen.insert((office_id, place)) {
                    rows.push(Suggestion {
                        office_id,
                        node_id: stored.node_ids[place],
                        strengths: strengths.to_owned(),
                        connective: connective.to_owned(),
                        recommendation: recommendation.to_owned(),
                    });
                } else {
                    fault("node", Fault::new("suggestion-repeated").with("office", office).with("node", node));
                }
            }
            problems.len() < PROBLEMS_SHOWN
        },
        |(_, problems), problem| {
            problems.push(problem);
            problems.len() < PROBLEMS_SHOWN
        },
    );
    let (rows, mut problems) = sink;
    problems.extend(read.err());
    if problems.is_empty() { Ok(rows) } else { Err(problems) }
}
