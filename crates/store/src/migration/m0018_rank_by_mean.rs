//! Offices by their mean, from the index alone: what an index is restricted by is looked up in the table when it is no column of the index.

use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager, async_trait::async_trait};

use super::run_sql;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0018_rank_by_mean"
    }
}

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run_sql(manager, "DROP INDEX scores_by_mean").await?;
        run_sql(
            manager,
            "CREATE INDEX scores_by_mean ON scores (fiscal_year, instrument_id, through, node_id, shown, office_id, region, kind, level)
            WHERE shown IS NOT NULL",
        )
        .await
    }
}
