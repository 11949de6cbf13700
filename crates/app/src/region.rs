//! Importing inspection regions.

use domain::policy::{Action, Actor, Entity};
use domain::region::Region;
use jiff::civil::Date;

use crate::door::App;
use crate::error::Result;
use crate::office::ImportCounts;

/// The numbers of the regions of a day, in their order. Which regions there are is public.
///
/// # Errors
/// When the database fails.
pub async fn numbers(app: &App, on: Date) -> Result<Vec<u16>> {
    let rows = store::region::list(&mut app.db().read().await?, on).await?;
    Ok(rows.into_iter().map(|row| row.region.number).collect())
}

/// The regions of a day, in the order of their numbers. Which regions there are is public.
///
/// # Errors
/// When the database fails.
pub async fn list(app: &App, on: Date) -> Result<Vec<Region>> {
    let rows = store::region::list(&mut app.db().read().await?, on).await?;
    Ok(rows.into_iter().map(|row| row.region).collect())
}

/// Brings the regions in line with a file from a day on; without a day, from the beginning when there are none yet, else today.
/// Regions that the file does not name stay as they are.
///
/// # Errors
/// When the actor may not, or the database fails.
pub async fn import(app: &App, actor: &Actor, regions: &[Region], from: Option<Date>) -> Result<ImportCounts> {
    app.run(actor, Action::RegionImport, &Entity::System, "regions", async |ctx| {
        let existing = store::region::list(&mut ctx.tx, crate::office::FAR_FUTURE).await?;
        let from = from.unwrap_or_else(|| crate::office::first_day(ctx.now, existing.is_empty()));
        let mut counts = ImportCounts::default();
        for region in regions {
            match existing.iter().find(|row| row.region.number == region.number) {
                None => {
                    store::region::insert(&mut ctx.tx, region, from).await?;
                    counts.inserted += 1;
                }
                Some(row) if row.region == *region => counts.unchanged += 1,
                Some(row) => {
                    store::region::save(&mut ctx.tx, row.id, row.version, region, from).await?;
                    counts.changed += 1;
                }
            }
        }
        counts.tell(ctx);
        Ok(counts)
    })
    .await
}
