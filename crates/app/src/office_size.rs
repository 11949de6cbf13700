//! Importing the sizes of offices.

use std::collections::{BTreeSet, HashMap};

use domain::fiscal_year::FiscalYear;
use domain::id::OfficeId;
use domain::office::{OfficeCode, OfficeKind};
use domain::policy::{Action, Actor, Entity};
use domain::problem::{Fault, PROBLEMS_SHOWN, Problem};
use store::Conn;
use store::office_size::OfficeSizeRow;

use crate::door::App;
use crate::error::{AppError, Result};
use crate::office::{self, ImportCounts};
use crate::office_size_file::OfficeSizeLine;

/// Brings in the sizes of a file: all of them, or none when an office is unknown. The same file twice changes nothing; offices and years
/// that it does not name stay as they are.
///
/// # Errors
/// All offices that are not there in their year, at most a hundred; when the actor may not; when the database fails.
pub async fn import(app: &App, actor: &Actor, lines: &[OfficeSizeLine]) -> Result<ImportCounts> {
    app.run(actor, Action::OfficeImport, &Entity::System, "office-sizes", async |ctx| {
        let rows = locate(&mut ctx.tx, lines).await?;
        let done = store::office_size::upsert_many(&mut ctx.tx, &rows).await?;
        let counts = ImportCounts { inserted: done.inserted, changed: done.changed, unchanged: done.unchanged };
        counts.tell(ctx);
        Ok(counts)
    })
    .await
}

/// The offices of the lines as they are at the end of their years.
async fn locate(conn: &mut Conn, lines: &[OfficeSizeLine]) -> Result<Vec<OfficeSizeRow>> {
    let mut offices: HashMap<FiscalYear, HashMap<OfficeCode, (OfficeId, OfficeKind)>> = HashMap::new();
    for year in lines.iter().map(|line| line.year).collect::<BTreeSet<_>>() {
        let found = office::of_year(conn, year).await?;
        offices.insert(year, found.into_iter().map(|(id, office)| (office.code, (id, office.kind))).collect());
    }
    let (mut rows, mut problems) = (Vec::with_capacity(lines.len()), Vec::new());
    for line in lines {
        let of_year = &offices[&line.year];
        match of_year.get(&line.office) {
            Some((office_id, kind)) => {
                rows.push(OfficeSizeRow { fiscal_year: line.year, office_id: *office_id, kind: *kind, size: line.size })
            }
            None => {
                let near = domain::nearest::nearest(line.office.as_str(), of_year.keys().map(OfficeCode::as_str));
                let fault = Fault::new("office-size-unknown").with("office", &line.office).with("year", line.year);
                problems.push(Problem::at(line.line, "office", fault.with_nearest(near)));
                if problems.len() >= PROBLEMS_SHOWN {
                    break;
                }
            }
        }
    }
    if problems.is_empty() { Ok(rows) } else { Err(AppError::Problems(problems)) }
}
