//! People with an account, what they may do, and where they are signed in.

use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager, async_trait::async_trait};

use super::Layout::{Clustered, Heap};
use super::{create_table, run_sql};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0004_add_people"
    }
}

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_table(
            manager,
            "users",
            Heap,
            "id BIGINT NOT NULL PRIMARY KEY, login TEXT NOT NULL UNIQUE, name TEXT NOT NULL, email TEXT, password_hash TEXT,
            disabled_at BIGINT, must_change_password INTEGER NOT NULL, version INTEGER NOT NULL, created_at BIGINT NOT NULL",
        )
        .await?;
        create_table(
            manager,
            "role_assignments",
            Clustered,
            "user_id BIGINT NOT NULL REFERENCES users (id), position INTEGER NOT NULL, role TEXT NOT NULL, scope TEXT NOT NULL,
            region INTEGER, office_id BIGINT REFERENCES offices (id), valid_from TEXT NOT NULL, valid_to TEXT,
            acting INTEGER NOT NULL, PRIMARY KEY (user_id, position)",
        )
        .await?;
        run_sql(manager, "CREATE INDEX role_assignments_by_office ON role_assignments (office_id, user_id)").await?;
        create_table(
            manager,
            "sessions",
            Clustered,
            "token_hash TEXT NOT NULL PRIMARY KEY, user_id BIGINT NOT NULL REFERENCES users (id), created_at BIGINT NOT NULL,
            last_seen_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, user_agent TEXT NOT NULL",
        )
        .await?;
        run_sql(manager, "CREATE INDEX sessions_by_user ON sessions (user_id)").await?;
        run_sql(manager, "CREATE INDEX sessions_by_end ON sessions (expires_at)").await?;
        create_table(
            manager,
            "sign_in_failures",
            Clustered,
            "subject TEXT NOT NULL PRIMARY KEY, count INTEGER NOT NULL, last_at BIGINT NOT NULL",
        )
        .await?;
        run_sql(manager, "CREATE INDEX sign_in_failures_by_age ON sign_in_failures (last_at)").await?;
        create_table(
            manager,
            "one_time_links",
            Clustered,
            "token_hash TEXT NOT NULL PRIMARY KEY, user_id BIGINT NOT NULL REFERENCES users (id), purpose TEXT NOT NULL,
            expires_at BIGINT NOT NULL, used_at BIGINT",
        )
        .await?;
        run_sql(manager, "CREATE INDEX one_time_links_by_user ON one_time_links (user_id)").await?;
        run_sql(manager, "CREATE INDEX one_time_links_by_end ON one_time_links (expires_at)").await
    }
}
