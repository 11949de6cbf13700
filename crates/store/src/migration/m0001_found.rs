//! The first schema: who is evaluated, by which instruments, with which marks, and what was published and recorded.
//!
//! Tables that grow with offices × nodes × years carry the fiscal year first in their keys, so that they can be partitioned by it.
//! `marks`, `suggestions` and `scores` have no foreign keys: a check per row would double the cost of bringing in millions of marks,
//! office 0 stands for the whole administration and node 0 for the overall result, and ids are taken from the tables in the same
//! transaction that writes them.

use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager, async_trait::async_trait};

use super::Layout::{Clustered, Heap};
use super::{create_table, run_sql};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0001_found"
    }
}

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        administration(manager).await?;
        instruments(manager).await?;
        marks(manager).await?;
        publications(manager).await?;
        records(manager).await
    }
}

/// A region or office is a row that never changes plus terms: what holds of it from one day to another.
async fn administration(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_table(manager, "counters", Clustered, "name TEXT NOT NULL PRIMARY KEY, last BIGINT NOT NULL").await?;
    create_table(
        manager,
        "provinces",
        Clustered,
        "code TEXT NOT NULL PRIMARY KEY, name_th TEXT NOT NULL UNIQUE, name_en TEXT NOT NULL",
    )
    .await?;
    create_table(
        manager,
        "regions",
        Clustered,
        "id BIGINT NOT NULL PRIMARY KEY, number INTEGER NOT NULL UNIQUE, version INTEGER NOT NULL",
    )
    .await?;
    create_table(
        manager,
        "region_terms",
        Clustered,
        "region_id BIGINT NOT NULL REFERENCES regions (id), valid_from TEXT NOT NULL, valid_to TEXT, name_th TEXT NOT NULL,
        PRIMARY KEY (region_id, valid_from)",
    )
    .await?;
    create_table(
        manager,
        "region_provinces",
        Clustered,
        "region_id BIGINT NOT NULL, valid_from TEXT NOT NULL, position INTEGER NOT NULL,
        province_code TEXT NOT NULL REFERENCES provinces (code), PRIMARY KEY (region_id, valid_from, position),
        FOREIGN KEY (region_id, valid_from) REFERENCES region_terms (region_id, valid_from) ON DELETE CASCADE",
    )
    .await?;
    create_table(
        manager,
        "offices",
        Clustered,
        "id BIGINT NOT NULL PRIMARY KEY, code TEXT NOT NULL UNIQUE, version INTEGER NOT NULL",
    )
    .await?;
    create_table(
        manager,
        "office_terms",
        Clustered,
        "office_id BIGINT NOT NULL REFERENCES offices (id), valid_from TEXT NOT NULL, valid_to TEXT, kind TEXT NOT NULL,
        name_th TEXT NOT NULL, short_name_th TEXT NOT NULL, name_en TEXT NOT NULL,
        region_id BIGINT NOT NULL REFERENCES regions (id), PRIMARY KEY (office_id, valid_from)",
    )
    .await?;
    create_table(
        manager,
        "office_provinces",
        Clustered,
        "office_id BIGINT NOT NULL, valid_from TEXT NOT NULL, position INTEGER NOT NULL,
        province_code TEXT NOT NULL REFERENCES provinces (code), PRIMARY KEY (office_id, valid_from, position),
        FOREIGN KEY (office_id, valid_from) REFERENCES office_terms (office_id, valid_from) ON DELETE CASCADE",
    )
    .await
}

async fn instruments(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_table(
        manager,
        "instruments",
        Clustered,
        "id BIGINT NOT NULL PRIMARY KEY, fiscal_year INTEGER NOT NULL, code TEXT NOT NULL, created_at BIGINT NOT NULL,
        UNIQUE (fiscal_year, code)",
    )
    .await?;
    create_table(
        manager,
        "instrument_revisions",
        Heap,
        "instrument_id BIGINT NOT NULL REFERENCES instruments (id), number INTEGER NOT NULL, toml TEXT NOT NULL,
        sha256 TEXT NOT NULL, created_at BIGINT NOT NULL, published_at BIGINT, PRIMARY KEY (instrument_id, number)",
    )
    .await?;
    create_table(
        manager,
        "nodes",
        Clustered,
        "id BIGINT NOT NULL PRIMARY KEY, instrument_id BIGINT NOT NULL REFERENCES instruments (id), code TEXT NOT NULL,
        UNIQUE (instrument_id, code)",
    )
    .await?;
    create_table(
        manager,
        "rounds",
        Clustered,
        "fiscal_year INTEGER NOT NULL, instrument_id BIGINT NOT NULL REFERENCES instruments (id), round INTEGER NOT NULL,
        state TEXT NOT NULL, opens_on TEXT, closes_on TEXT, version INTEGER NOT NULL, updated_at BIGINT NOT NULL,
        PRIMARY KEY (fiscal_year, instrument_id, round)",
    )
    .await
}

async fn marks(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_table(
        manager,
        "marks",
        Clustered,
        "fiscal_year INTEGER NOT NULL, instrument_id BIGINT NOT NULL, office_id BIGINT NOT NULL, node_id BIGINT NOT NULL,
        round INTEGER NOT NULL, level INTEGER, value TEXT, note TEXT, version INTEGER NOT NULL, updated_at BIGINT NOT NULL,
        PRIMARY KEY (fiscal_year, instrument_id, office_id, node_id, round)",
    )
    .await?;
    create_table(
        manager,
        "suggestions",
        Heap,
        "fiscal_year INTEGER NOT NULL, instrument_id BIGINT NOT NULL, office_id BIGINT NOT NULL, node_id BIGINT NOT NULL,
        strengths TEXT NOT NULL, connective TEXT NOT NULL, recommendation TEXT NOT NULL, version INTEGER NOT NULL,
        updated_at BIGINT NOT NULL, PRIMARY KEY (fiscal_year, instrument_id, office_id, node_id)",
    )
    .await?;
    create_table(
        manager,
        "scores",
        Clustered,
        "fiscal_year INTEGER NOT NULL, instrument_id BIGINT NOT NULL, through INTEGER NOT NULL, office_id BIGINT NOT NULL,
        node_id BIGINT NOT NULL, state TEXT NOT NULL, reason TEXT, mean TEXT, shown TEXT, level INTEGER, achieved INTEGER,
        PRIMARY KEY (fiscal_year, instrument_id, through, office_id, node_id)",
    )
    .await?;
    // The distribution of a node over all offices is one range of this index, and so is the list of offices at one level.
    run_sql(
        manager,
        "CREATE INDEX scores_by_level ON scores (fiscal_year, instrument_id, through, node_id, state, level, reason, achieved, office_id)",
    )
    .await
}

async fn publications(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_table(
        manager,
        "publications",
        Heap,
        "id BIGINT NOT NULL PRIMARY KEY, fiscal_year INTEGER NOT NULL, instrument_id BIGINT NOT NULL, through INTEGER NOT NULL,
        number INTEGER NOT NULL, revision INTEGER NOT NULL, corrects_id BIGINT UNIQUE REFERENCES publications (id),
        published_at BIGINT NOT NULL, inputs_hash TEXT NOT NULL, results_hash TEXT NOT NULL, settings TEXT NOT NULL, reason TEXT,
        actor TEXT NOT NULL, UNIQUE (fiscal_year, instrument_id, through, number),
        FOREIGN KEY (instrument_id, revision) REFERENCES instrument_revisions (instrument_id, number)",
    )
    .await?;
    create_table(
        manager,
        "publication_offices",
        Heap,
        "fiscal_year INTEGER NOT NULL, publication_id BIGINT NOT NULL REFERENCES publications (id), office_id BIGINT NOT NULL,
        office_code TEXT NOT NULL, inputs TEXT NOT NULL, sheet TEXT NOT NULL, hash TEXT NOT NULL, withheld TEXT,
        PRIMARY KEY (fiscal_year, publication_id, office_id), UNIQUE (fiscal_year, publication_id, office_code)",
    )
    .await?;
    create_table(
        manager,
        "documents",
        Heap,
        "code TEXT NOT NULL PRIMARY KEY, fiscal_year INTEGER NOT NULL, publications TEXT NOT NULL, office_id BIGINT NOT NULL,
        kind TEXT NOT NULL, format TEXT NOT NULL, sha256 TEXT NOT NULL, size BIGINT NOT NULL, rendered_at BIGINT NOT NULL,
        UNIQUE (fiscal_year, office_id, kind, format, publications)",
    )
    .await?;
    run_sql(manager, "CREATE INDEX documents_by_sha256 ON documents (sha256)").await
}

async fn records(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_table(
        manager,
        "settings",
        Clustered,
        "name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL, version INTEGER NOT NULL, updated_at BIGINT NOT NULL",
    )
    .await?;
    create_table(
        manager,
        "audit_entries",
        Heap,
        "seq BIGINT NOT NULL PRIMARY KEY, at BIGINT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, entity TEXT NOT NULL,
        outcome TEXT NOT NULL, detail TEXT NOT NULL, prev_hash TEXT NOT NULL, hash TEXT NOT NULL",
    )
    .await?;
    run_sql(manager, "CREATE INDEX audit_entries_by_entity ON audit_entries (entity, seq)").await?;
    run_sql(manager, "CREATE INDEX audit_entries_by_actor ON audit_entries (actor, seq)").await?;
    create_table(
        manager,
        "audit_head",
        Clustered,
        "id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1), seq BIGINT NOT NULL, hash TEXT NOT NULL",
    )
    .await?;
    run_sql(manager, &format!("INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, '{}')", "0".repeat(64))).await
}
