//! How many schools an office has in a fiscal year.

use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager, async_trait::async_trait};

use super::Layout::Clustered;
use super::{create_table, run_sql};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0017_add_office_sizes"
    }
}

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // The kind is that of the office at the end of the year, so that the nearest of a kind lie beside each other in one index.
        create_table(
            manager,
            "office_sizes",
            Clustered,
            "office_id BIGINT NOT NULL REFERENCES offices (id),
            fiscal_year INTEGER NOT NULL,
            kind TEXT NOT NULL,
            schools INTEGER NOT NULL,
            PRIMARY KEY (office_id, fiscal_year)",
        )
        .await?;
        run_sql(manager, "CREATE INDEX office_sizes_by_schools ON office_sizes (fiscal_year, kind, schools, office_id)")
            .await
    }
}
