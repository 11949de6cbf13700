//! Drafts of instruments.

use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager, async_trait::async_trait};

use super::Layout::Heap;
use super::create_table;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0014_add_drafts"
    }
}

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // A draft is gone when it is published: then it is a revision. Two drafts of one instrument would undo each other.
        create_table(
            manager,
            "instrument_drafts",
            Heap,
            "id BIGINT NOT NULL PRIMARY KEY, fiscal_year INTEGER NOT NULL, code TEXT NOT NULL, title TEXT NOT NULL,
            base_revision INTEGER, toml TEXT NOT NULL, stage TEXT NOT NULL, authors TEXT NOT NULL, words TEXT,
            version INTEGER NOT NULL, created_at BIGINT NOT NULL, created_by BIGINT, updated_at BIGINT NOT NULL, updated_by BIGINT,
            UNIQUE (fiscal_year, code)",
        )
        .await
    }
}
