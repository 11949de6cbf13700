//! The cycle: the window of a round, what each office reports in it, and what is said about that.

use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager, async_trait::async_trait};

use super::Layout::{Clustered, Heap};
use super::{create_table, run_sql};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0005_add_cycle"
    }
}

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        reports(manager).await?;
        answers(manager).await?;
        people(manager).await
    }
}

async fn reports(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run_sql(manager, "ALTER TABLE rounds ADD COLUMN due_on TEXT").await?;
    create_table(
        manager,
        "round_extensions",
        Heap,
        "fiscal_year INTEGER NOT NULL, instrument_id BIGINT NOT NULL, round INTEGER NOT NULL, office_id BIGINT NOT NULL,
        asked_until TEXT NOT NULL, reason TEXT NOT NULL, state TEXT NOT NULL, until TEXT, version INTEGER NOT NULL,
        updated_at BIGINT NOT NULL, updated_by BIGINT, PRIMARY KEY (fiscal_year, instrument_id, round, office_id)",
    )
    .await?;
    create_table(
        manager,
        "self_reports",
        Heap,
        "fiscal_year INTEGER NOT NULL, instrument_id BIGINT NOT NULL, round INTEGER NOT NULL, office_id BIGINT NOT NULL,
        region INTEGER NOT NULL, items INTEGER NOT NULL, state TEXT NOT NULL, late INTEGER NOT NULL, returns INTEGER NOT NULL,
        certifications INTEGER NOT NULL, note TEXT, submitted_at BIGINT, certified_at BIGINT, certified_by BIGINT,
        receipt_number TEXT, content_hash TEXT, version INTEGER NOT NULL, updated_at BIGINT NOT NULL,
        PRIMARY KEY (fiscal_year, instrument_id, round, office_id)",
    )
    .await?;
    // A queue is one range of it, those who wait longest first.
    run_sql(
        manager,
        "CREATE INDEX self_reports_waiting ON self_reports (fiscal_year, instrument_id, round, state, certified_at, office_id)",
    )
    .await?;
    run_sql(manager, "CREATE INDEX self_reports_by_office ON self_reports (office_id, fiscal_year)").await?;
    run_sql(manager, "CREATE INDEX self_reports_by_receipt ON self_reports (receipt_number)").await
}

async fn answers(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_table(
        manager,
        "answers",
        Heap,
        "fiscal_year INTEGER NOT NULL, instrument_id BIGINT NOT NULL, round INTEGER NOT NULL, office_id BIGINT NOT NULL,
        node_id BIGINT NOT NULL, content TEXT NOT NULL, self_level INTEGER, state TEXT NOT NULL, reason TEXT,
        version INTEGER NOT NULL, updated_at BIGINT NOT NULL, updated_by BIGINT,
        PRIMARY KEY (fiscal_year, instrument_id, round, office_id, node_id)",
    )
    .await?;
    // The progress of offices is read from this alone, without the texts.
    run_sql(manager, "CREATE INDEX answers_progress ON answers (fiscal_year, instrument_id, round, office_id, state)")
        .await?;
    create_table(
        manager,
        "answer_revisions",
        Heap,
        "fiscal_year INTEGER NOT NULL, instrument_id BIGINT NOT NULL, round INTEGER NOT NULL, office_id BIGINT NOT NULL,
        node_id BIGINT NOT NULL, certification INTEGER NOT NULL, content TEXT NOT NULL, certified_at BIGINT NOT NULL,
        PRIMARY KEY (fiscal_year, instrument_id, round, office_id, node_id, certification)",
    )
    .await
}

async fn people(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_table(
        manager,
        "item_assignees",
        Clustered,
        "fiscal_year INTEGER NOT NULL, instrument_id BIGINT NOT NULL, round INTEGER NOT NULL, office_id BIGINT NOT NULL,
        node_id BIGINT NOT NULL, user_id BIGINT NOT NULL,
        PRIMARY KEY (fiscal_year, instrument_id, round, office_id, node_id, user_id)",
    )
    .await?;
    run_sql(manager, "CREATE INDEX item_assignees_by_user ON item_assignees (user_id, fiscal_year)").await?;
    // Region -1 is every region (0 is the central one); office and node 0 are all of them.
    create_table(
        manager,
        "review_assignments",
        Clustered,
        "fiscal_year INTEGER NOT NULL, instrument_id BIGINT NOT NULL, round INTEGER NOT NULL, user_id BIGINT NOT NULL,
        task TEXT NOT NULL, region INTEGER NOT NULL, office_id BIGINT NOT NULL, node_id BIGINT NOT NULL,
        PRIMARY KEY (fiscal_year, instrument_id, round, user_id, task, region, office_id, node_id)",
    )
    .await?;
    create_table(
        manager,
        "comments",
        Heap,
        "fiscal_year INTEGER NOT NULL, instrument_id BIGINT NOT NULL, round INTEGER NOT NULL, office_id BIGINT NOT NULL,
        node_id BIGINT NOT NULL, id BIGINT NOT NULL, user_id BIGINT, text TEXT NOT NULL, created_at BIGINT NOT NULL,
        PRIMARY KEY (fiscal_year, instrument_id, round, office_id, node_id, id)",
    )
    .await?;
    // The library tells a file that an office has already by its hash.
    run_sql(manager, "CREATE INDEX attachments_of_office_by_sha256 ON attachments (office_id, sha256)").await
}
