//! Publishing: how far a job has come, files of documents that are kept, and what offices say to their results.

use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager, async_trait::async_trait};

use super::Layout::{Clustered, Heap};
use super::{create_table, run_sql};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0006_add_publishing"
    }
}

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["done", "total", "cancel_asked", "forgiven"] {
            run_sql(manager, &format!("ALTER TABLE jobs ADD COLUMN {column} INTEGER NOT NULL DEFAULT 0")).await?;
        }
        run_sql(manager, "ALTER TABLE jobs ADD COLUMN outcome TEXT").await?;
        run_sql(manager, "ALTER TABLE publications ADD COLUMN objections_until TEXT").await?;
        run_sql(manager, "ALTER TABLE documents ADD COLUMN kept INTEGER NOT NULL DEFAULT 0").await?;
        run_sql(
            manager,
            "CREATE INDEX documents_by_edition ON documents (fiscal_year, publications, format, office_id, kind)",
        )
        .await?;
        create_table(
            manager,
            "publication_receipts",
            Clustered,
            "publication_id BIGINT NOT NULL REFERENCES publications (id), office_id BIGINT NOT NULL, read_at BIGINT NOT NULL,
            acknowledged_at BIGINT, acknowledged_by BIGINT, PRIMARY KEY (publication_id, office_id)",
        )
        .await?;
        create_table(
            manager,
            "objections",
            Heap,
            "fiscal_year INTEGER NOT NULL, instrument_id BIGINT NOT NULL, round INTEGER NOT NULL, office_id BIGINT NOT NULL,
            node_id BIGINT NOT NULL, publication_id BIGINT NOT NULL REFERENCES publications (id), level INTEGER NOT NULL,
            words TEXT NOT NULL, verdict TEXT NOT NULL, to_level INTEGER, reason TEXT, version INTEGER NOT NULL,
            filed_at BIGINT NOT NULL, filed_by BIGINT, decided_at BIGINT, decided_by BIGINT,
            PRIMARY KEY (fiscal_year, instrument_id, round, office_id, node_id)",
        )
        .await
    }
}
