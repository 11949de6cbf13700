//! Work that is done later, and the files offices bring as evidence.

use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager, async_trait::async_trait};

use super::Layout::{Clustered, Heap};
use super::{create_table, run_sql};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0002_add_work"
    }
}

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_table(
            manager,
            "jobs",
            Heap,
            "id BIGINT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, payload TEXT NOT NULL, run_after BIGINT NOT NULL,
            attempts INTEGER NOT NULL, claimed_by TEXT, error TEXT, created_at BIGINT NOT NULL, finished_at BIGINT",
        )
        .await?;
        // What waits stays a small index however many jobs are behind us.
        run_sql(manager, "CREATE INDEX jobs_waiting ON jobs (run_after, id) WHERE finished_at IS NULL").await?;
        create_table(
            manager,
            "attachments",
            Heap,
            "id BIGINT NOT NULL PRIMARY KEY, office_id BIGINT NOT NULL, sha256 TEXT NOT NULL, size BIGINT NOT NULL,
            media_type TEXT NOT NULL, name TEXT NOT NULL, version INTEGER NOT NULL, created_at BIGINT NOT NULL",
        )
        .await?;
        run_sql(manager, "CREATE INDEX attachments_by_office ON attachments (office_id, id)").await?;
        run_sql(manager, "CREATE INDEX attachments_by_sha256 ON attachments (sha256)").await?;
        create_table(
            manager,
            "attachment_citations",
            Clustered,
            "fiscal_year INTEGER NOT NULL, instrument_id BIGINT NOT NULL, office_id BIGINT NOT NULL, node_id BIGINT NOT NULL,
            attachment_id BIGINT NOT NULL REFERENCES attachments (id),
            PRIMARY KEY (fiscal_year, instrument_id, office_id, node_id, attachment_id)",
        )
        .await?;
        run_sql(manager, "CREATE INDEX attachment_citations_by_attachment ON attachment_citations (attachment_id)")
            .await
    }
}
