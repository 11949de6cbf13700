//! What people are told: notices, the mail that waits to be sent, what has been read, and the words of the centre to an extension.

use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager, async_trait::async_trait};

use super::Layout::{Clustered, Heap};
use super::{create_table, run_sql};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0007_add_notices"
    }
}

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        notices(manager).await?;
        mails(manager).await?;
        threads(manager).await?;
        run_sql(manager, "ALTER TABLE round_extensions ADD COLUMN answer TEXT").await?;
        // Few wishes wait, among all that were ever made.
        run_sql(
            manager,
            "CREATE INDEX round_extensions_waiting ON round_extensions (updated_at) WHERE state = 'waiting'",
        )
        .await?;
        run_sql(manager, "CREATE INDEX round_extensions_by_change ON round_extensions (fiscal_year, updated_at)")
            .await?;
        // Who forgot the password names the address rather than the login.
        run_sql(manager, "CREATE INDEX users_by_email ON users (lower(email))").await
    }
}

async fn notices(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // All who are told of one thing have the same `id`; whoever works for two offices is told of each. `mail_id` is 0 while the notice
    // waits for the mail of the day. `step` is that of a reminder.
    create_table(
        manager,
        "notices",
        Clustered,
        "user_id BIGINT NOT NULL REFERENCES users (id), id BIGINT NOT NULL, office_id BIGINT NOT NULL, kind TEXT NOT NULL,
        fiscal_year INTEGER NOT NULL, instrument_id BIGINT NOT NULL, round INTEGER NOT NULL, node_id BIGINT, day TEXT,
        step INTEGER, is_shown INTEGER NOT NULL, mail_id BIGINT, created_at BIGINT NOT NULL, read_at BIGINT,
        PRIMARY KEY (user_id, id, office_id)",
    )
    .await?;
    // The bell of every page counts in this one.
    run_sql(manager, "CREATE INDEX notices_unread ON notices (user_id) WHERE read_at IS NULL AND is_shown = 1").await?;
    run_sql(manager, "CREATE INDEX notices_waiting ON notices (user_id) WHERE mail_id = 0").await?;
    run_sql(manager, "CREATE INDEX notices_by_mail ON notices (user_id, mail_id)").await?;
    // A person is reminded once of a day and step.
    run_sql(
        manager,
        "CREATE UNIQUE INDEX notices_reminders ON notices (user_id, fiscal_year, instrument_id, round, office_id, day, step)
        WHERE step IS NOT NULL",
    )
    .await?;
    create_table(
        manager,
        "notice_preferences",
        Clustered,
        "user_id BIGINT NOT NULL REFERENCES users (id), kind TEXT NOT NULL, in_product INTEGER NOT NULL,
        by_mail INTEGER NOT NULL, PRIMARY KEY (user_id, kind)",
    )
    .await?;
    create_table(
        manager,
        "user_languages",
        Clustered,
        "user_id BIGINT NOT NULL PRIMARY KEY REFERENCES users (id), language TEXT NOT NULL",
    )
    .await?;
    create_table(
        manager,
        "calendar_links",
        Clustered,
        "user_id BIGINT NOT NULL PRIMARY KEY REFERENCES users (id), token_hash TEXT NOT NULL UNIQUE,
        created_at BIGINT NOT NULL",
    )
    .await
}

async fn mails(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // What a mail says is put together when it is sent, so no address, no text and no link lies here. The day of a digest is there once.
    create_table(
        manager,
        "mails",
        Heap,
        "user_id BIGINT NOT NULL REFERENCES users (id), id BIGINT NOT NULL, kind TEXT NOT NULL, day TEXT,
        run_after BIGINT NOT NULL, attempts INTEGER NOT NULL, error TEXT, created_at BIGINT NOT NULL, finished_at BIGINT,
        PRIMARY KEY (id, user_id), UNIQUE (day, user_id)",
    )
    .await?;
    run_sql(manager, "CREATE INDEX mails_waiting ON mails (run_after) WHERE finished_at IS NULL").await?;
    run_sql(manager, "CREATE INDEX mails_finished ON mails (finished_at)").await
}

async fn threads(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_table(
        manager,
        "thread_reads",
        Clustered,
        "fiscal_year INTEGER NOT NULL, instrument_id BIGINT NOT NULL, round INTEGER NOT NULL, office_id BIGINT NOT NULL,
        user_id BIGINT NOT NULL, node_id BIGINT NOT NULL, comment_id BIGINT NOT NULL,
        PRIMARY KEY (fiscal_year, instrument_id, round, office_id, user_id, node_id)",
    )
    .await?;
    create_table(
        manager,
        "comment_mentions",
        Clustered,
        "fiscal_year INTEGER NOT NULL, instrument_id BIGINT NOT NULL, round INTEGER NOT NULL, office_id BIGINT NOT NULL,
        node_id BIGINT NOT NULL, comment_id BIGINT NOT NULL, user_id BIGINT NOT NULL,
        PRIMARY KEY (fiscal_year, instrument_id, round, office_id, node_id, comment_id, user_id)",
    )
    .await
}
