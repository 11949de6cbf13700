//! Every file that a document was ever given out as, so that one rendered before new templates came still verifies.

use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager, async_trait::async_trait};

use super::Layout::Clustered;
use super::{create_table, run_sql};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0003_keep_renderings"
    }
}

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_table(
            manager,
            "document_files",
            Clustered,
            "sha256 TEXT NOT NULL, code TEXT NOT NULL, size BIGINT NOT NULL, rendered_at BIGINT NOT NULL,
            PRIMARY KEY (sha256, code)",
        )
        .await?;
        run_sql(
            manager,
            "INSERT INTO document_files (sha256, code, size, rendered_at) SELECT sha256, code, size, rendered_at FROM documents",
        )
        .await
    }
}
