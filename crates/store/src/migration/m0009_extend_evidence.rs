//! Evidence: files that arrive in parts, versions, links, what was found out about a file, the pages a citation names.

use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager, async_trait::async_trait};

use super::Layout::{Clustered, Heap};
use super::{create_table, run_sql};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0009_extend_evidence"
    }
}

/// SQLite takes INTEGER for both.
const COLUMNS: [&str; 13] = [
    "series_id BIGINT",
    "edition INTEGER NOT NULL DEFAULT 1",
    "scan TEXT NOT NULL DEFAULT 'off'",
    "privacy TEXT NOT NULL DEFAULT 'unread'",
    "privacy_numbers TEXT",
    "privacy_reason TEXT",
    "privacy_by BIGINT",
    "inspect_at BIGINT",
    "inspections INTEGER NOT NULL DEFAULT 0",
    "url TEXT",
    "checked_on TEXT",
    "checked_by BIGINT",
    "checked_note TEXT",
];

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let is_sqlite = manager.get_database_backend() == sea_orm::DbBackend::Sqlite;
        for column in COLUMNS {
            let column = if is_sqlite { column.replace("BIGINT", "INTEGER") } else { column.to_owned() };
            run_sql(manager, &format!("ALTER TABLE attachments ADD COLUMN {column}")).await?;
        }
        // Every file begins a series of its own.
        run_sql(manager, "UPDATE attachments SET series_id = id").await?;
        run_sql(manager, "CREATE UNIQUE INDEX attachments_by_series ON attachments (series_id, edition)").await?;
        run_sql(manager, "CREATE INDEX attachments_to_inspect ON attachments (inspect_at, id)").await?;
        run_sql(manager, "ALTER TABLE attachment_citations ADD COLUMN pages TEXT").await?;
        create_table(
            manager,
            "uploads",
            Heap,
            "id BIGINT NOT NULL PRIMARY KEY, user_id BIGINT NOT NULL, office_id BIGINT NOT NULL, name TEXT NOT NULL,
            size BIGINT NOT NULL, received BIGINT NOT NULL, expires_at BIGINT NOT NULL, created_at BIGINT NOT NULL",
        )
        .await?;
        run_sql(manager, "CREATE INDEX uploads_by_office ON uploads (office_id)").await?;
        run_sql(manager, "CREATE INDEX uploads_by_expiry ON uploads (expires_at)").await?;
        create_table(
            manager,
            "upload_parts",
            Clustered,
            "upload_id BIGINT NOT NULL REFERENCES uploads (id), begins_at BIGINT NOT NULL, size BIGINT NOT NULL,
            sha256 TEXT NOT NULL, PRIMARY KEY (upload_id, begins_at)",
        )
        .await?;
        run_sql(manager, "CREATE INDEX upload_parts_by_sha256 ON upload_parts (sha256)").await
    }
}
