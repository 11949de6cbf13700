//! Second factors, passkeys, accounts at the OpenID provider, and what lies between two requests of signing in.

use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager, async_trait::async_trait};

use super::Layout::{Clustered, Heap};
use super::{create_table, run_sql};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0008_add_second_factors"
    }
}

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run_sql(manager, "ALTER TABLE sessions ADD COLUMN two_factors INTEGER NOT NULL DEFAULT 0").await?;
        create_table(
            manager,
            "totp_secrets",
            Clustered,
            "user_id BIGINT NOT NULL PRIMARY KEY REFERENCES users (id), secret TEXT NOT NULL, confirmed_at BIGINT, last_step BIGINT",
        )
        .await?;
        create_table(
            manager,
            "recovery_codes",
            Clustered,
            "user_id BIGINT NOT NULL REFERENCES users (id), code_hash TEXT NOT NULL, used_at BIGINT,
            PRIMARY KEY (user_id, code_hash)",
        )
        .await?;
        create_table(
            manager,
            "passkeys",
            Heap,
            "id BIGINT NOT NULL PRIMARY KEY, user_id BIGINT NOT NULL REFERENCES users (id), credential_id TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL, credential TEXT NOT NULL, version INTEGER NOT NULL, created_at BIGINT NOT NULL, used_at BIGINT",
        )
        .await?;
        run_sql(manager, "CREATE INDEX passkeys_by_user ON passkeys (user_id)").await?;
        create_table(
            manager,
            "identities",
            Clustered,
            "issuer TEXT NOT NULL, subject TEXT NOT NULL, user_id BIGINT NOT NULL REFERENCES users (id), linked_at BIGINT NOT NULL,
            PRIMARY KEY (issuer, subject)",
        )
        .await?;
        run_sql(manager, "CREATE INDEX identities_by_user ON identities (user_id)").await?;
        create_table(
            manager,
            "sign_in_steps",
            Heap,
            "token_hash TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, user_id BIGINT REFERENCES users (id), state TEXT NOT NULL,
            expires_at BIGINT NOT NULL",
        )
        .await?;
        run_sql(manager, "CREATE INDEX sign_in_steps_by_user ON sign_in_steps (user_id)").await?;
        run_sql(manager, "CREATE INDEX sign_in_steps_by_end ON sign_in_steps (expires_at)").await
    }
}
