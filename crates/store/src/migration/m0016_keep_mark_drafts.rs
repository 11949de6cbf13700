//! What an evaluator typed of an item and has not given yet.

use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager, async_trait::async_trait};

use super::Layout::Heap;
use super::create_table;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0016_keep_mark_drafts"
    }
}

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_table(
            manager,
            "mark_drafts",
            Heap,
            "fiscal_year INTEGER NOT NULL, instrument_id BIGINT NOT NULL, round INTEGER NOT NULL, office_id BIGINT NOT NULL,
            node_id BIGINT NOT NULL, user_id BIGINT NOT NULL, level INTEGER, justification TEXT NOT NULL,
            strengths TEXT NOT NULL, connective TEXT NOT NULL, recommendation TEXT NOT NULL,
            mark_version INTEGER NOT NULL, suggestion_version INTEGER NOT NULL, kept_at BIGINT NOT NULL,
            PRIMARY KEY (fiscal_year, instrument_id, round, office_id, node_id, user_id)",
        )
        .await
    }
}
