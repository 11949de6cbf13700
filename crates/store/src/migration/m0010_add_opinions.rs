//! Two evaluators on one item: the share of a round that two mark, their opinions, what the lead decides where they differ, and
//! phrases that evaluators keep.

use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager, async_trait::async_trait};

use super::Layout::{Clustered, Heap};
use super::{create_table, run_sql};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0010_add_opinions"
    }
}

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // A round without a row has one evaluator for every item.
        create_table(
            manager,
            "round_doublings",
            Clustered,
            "fiscal_year INTEGER NOT NULL, instrument_id BIGINT NOT NULL, round INTEGER NOT NULL, percent INTEGER NOT NULL,
            seed BIGINT NOT NULL, version INTEGER NOT NULL, updated_at BIGINT NOT NULL, updated_by BIGINT,
            PRIMARY KEY (fiscal_year, instrument_id, round)",
        )
        .await?;
        create_table(
            manager,
            "opinions",
            Heap,
            "fiscal_year INTEGER NOT NULL, instrument_id BIGINT NOT NULL, round INTEGER NOT NULL, office_id BIGINT NOT NULL,
            node_id BIGINT NOT NULL, user_id BIGINT NOT NULL, level INTEGER NOT NULL, justification TEXT NOT NULL,
            strengths TEXT NOT NULL, connective TEXT NOT NULL, recommendation TEXT NOT NULL, given_at BIGINT NOT NULL,
            PRIMARY KEY (fiscal_year, instrument_id, round, office_id, node_id, user_id)",
        )
        .await?;
        create_table(
            manager,
            "reconciliations",
            Heap,
            "fiscal_year INTEGER NOT NULL, instrument_id BIGINT NOT NULL, round INTEGER NOT NULL, office_id BIGINT NOT NULL,
            node_id BIGINT NOT NULL, level INTEGER, words TEXT, opened_at BIGINT NOT NULL, decided_at BIGINT, decided_by BIGINT,
            PRIMARY KEY (fiscal_year, instrument_id, round, office_id, node_id)",
        )
        .await?;
        // A phrase belongs to the code of an item, in whatever year.
        create_table(
            manager,
            "phrases",
            Heap,
            "id BIGINT NOT NULL PRIMARY KEY, instrument TEXT NOT NULL, node TEXT NOT NULL, level INTEGER NOT NULL, half TEXT NOT NULL,
            text TEXT NOT NULL, kept_by BIGINT, kept_at BIGINT NOT NULL, UNIQUE (instrument, node, level, half, text)",
        )
        .await?;
        create_table(
            manager,
            "external_imports",
            Clustered,
            "fiscal_year INTEGER NOT NULL, instrument_id BIGINT NOT NULL, id BIGINT NOT NULL, source TEXT NOT NULL,
            row_count BIGINT NOT NULL, created_at BIGINT NOT NULL, created_by BIGINT, PRIMARY KEY (fiscal_year, instrument_id, id)",
        )
        .await?;
        // Screeners and evaluators are few, and nobody of an office is one.
        run_sql(
            manager,
            "CREATE INDEX role_assignments_of_centre ON role_assignments (role, user_id) WHERE office_id IS NULL",
        )
        .await?;
        // Few wait, among all that were ever decided.
        run_sql(
            manager,
            "CREATE INDEX reconciliations_waiting ON reconciliations (fiscal_year, instrument_id, round, office_id, node_id)
            WHERE level IS NULL",
        )
        .await
    }
}
