//! What programs come with: personal tokens of people, and the answers to requests that may be sent twice; and programs that are told what
//! happened.

use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager, async_trait::async_trait};

use super::Layout::{Clustered, Heap};
use super::{create_table, run_sql};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0015_add_api"
    }
}

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_table(
            manager,
            "personal_tokens",
            Clustered,
            "id BIGINT NOT NULL,
            user_id BIGINT NOT NULL REFERENCES users (id),
            token_hash TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            grants TEXT NOT NULL,
            two_factors INTEGER NOT NULL,
            created_at BIGINT NOT NULL,
            expires_at BIGINT NOT NULL,
            used_at BIGINT,
            PRIMARY KEY (id)",
        )
        .await?;
        run_sql(manager, "CREATE INDEX personal_tokens_by_user ON personal_tokens (user_id, id)").await?;
        // An answer is as long as its JSON.
        create_table(
            manager,
            "idempotency_keys",
            Heap,
            "user_id BIGINT NOT NULL REFERENCES users (id),
            key TEXT NOT NULL,
            request_hash TEXT NOT NULL,
            status INTEGER,
            kind TEXT,
            body TEXT,
            created_at BIGINT NOT NULL,
            PRIMARY KEY (user_id, key)",
        )
        .await?;
        run_sql(manager, "CREATE INDEX idempotency_keys_by_time ON idempotency_keys (created_at)").await?;
        webhooks(manager).await
    }
}

async fn webhooks(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_table(
        manager,
        "webhooks",
        Clustered,
        "id BIGINT NOT NULL,
        url TEXT NOT NULL,
        events TEXT NOT NULL,
        secret TEXT NOT NULL,
        is_on INTEGER NOT NULL,
        version INTEGER NOT NULL,
        created_at BIGINT NOT NULL,
        created_by BIGINT REFERENCES users (id),
        PRIMARY KEY (id)",
    )
    .await?;
    create_table(
        manager,
        "webhook_deliveries",
        Heap,
        "id BIGINT NOT NULL,
        webhook_id BIGINT NOT NULL REFERENCES webhooks (id),
        event TEXT NOT NULL,
        body TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        tries INTEGER NOT NULL,
        tried_at BIGINT,
        status INTEGER,
        error TEXT,
        delivered_at BIGINT,
        PRIMARY KEY (id)",
    )
    .await?;
    run_sql(manager, "CREATE INDEX webhook_deliveries_by_webhook ON webhook_deliveries (webhook_id, id)").await?;
    run_sql(manager, "CREATE INDEX webhook_deliveries_by_time ON webhook_deliveries (created_at)").await
}
