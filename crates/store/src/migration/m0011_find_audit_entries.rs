//! Ways to find entries of the audit log by time, person, action, entity, office and outcome, and the jobs that were given up.

use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager, async_trait::async_trait};

use super::run_sql;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0011_find_audit_entries"
    }
}

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // The office is in the name of the entity already, which the hash of the entry covers; here it stands to be found by. The walk
        // along the chain compares the two.
        run_sql(manager, "ALTER TABLE audit_entries ADD COLUMN office TEXT").await?;
        // What stands behind the last colon: all before it is what is left when everything that is no colon is cut off at the end.
        run_sql(
            manager,
            "UPDATE audit_entries SET office = substr(entity, length(rtrim(entity, replace(entity, ':', ''))) + 1)
            WHERE entity LIKE 'self-report:%' OR entity LIKE 'result:%' OR entity LIKE 'library:%'",
        )
        .await?;
        // People ask for a time and read the newest first.
        for name in ["entity", "actor"] {
            run_sql(manager, &format!("DROP INDEX audit_entries_by_{name}")).await?;
        }
        run_sql(manager, "CREATE INDEX audit_entries_by_time ON audit_entries (at, seq)").await?;
        for name in ["entity", "actor", "action"] {
            let sql = format!("CREATE INDEX audit_entries_by_{name} ON audit_entries ({name}, at, seq)");
            run_sql(manager, &sql).await?;
        }
        run_sql(
            manager,
            "CREATE INDEX audit_entries_by_office ON audit_entries (office, at, seq) WHERE office IS NOT NULL",
        )
        .await?;
        // Nearly all is done; what was refused or failed is looked for.
        run_sql(
            manager,
            "CREATE INDEX audit_entries_not_done ON audit_entries (outcome, at, seq) WHERE outcome <> 'done'",
        )
        .await?;
        run_sql(manager, "CREATE INDEX jobs_failed ON jobs (id) WHERE outcome = 'failed'").await
    }
}
