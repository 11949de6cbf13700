//! Counters behind the national picture: how many reports are in which state, how many offices have which level, and how often two evaluators
//! gave which levels, by region and kind.
//! They are kept in the transactions that change what they count; here they are filled from what is there.

use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager, async_trait::async_trait};

use super::Layout::Clustered;
use super::{create_table, run_sql};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0012_count_results"
    }
}

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        place(manager).await?;
        counters(manager).await?;
        fill(manager).await
    }
}

/// What holds of an office on the last day of a fiscal year.
fn of_term(what: &str, table: &str) -> String {
    let day = format!("CAST({table}.fiscal_year - 543 AS TEXT) || '-09-30'");
    format!(
        "SELECT {what} FROM office_terms t JOIN regions g ON g.id = t.region_id WHERE t.office_id = {table}.office_id
        AND t.valid_from <= {day} AND (t.valid_to IS NULL OR t.valid_to > {day})"
    )
}

/// Reports and scores know the kind of their office, scores its region and what the office itself thought, too.
async fn place(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    for column in [
        "self_reports ADD COLUMN kind TEXT NOT NULL DEFAULT 'primary'",
        "scores ADD COLUMN region INTEGER NOT NULL DEFAULT 0",
        "scores ADD COLUMN kind TEXT NOT NULL DEFAULT 'primary'",
        "scores ADD COLUMN own INTEGER",
    ] {
        run_sql(manager, &format!("ALTER TABLE {column}")).await?;
    }
    let (kind, region) = (of_term("t.kind", "self_reports"), of_term("g.number", "scores"));
    run_sql(manager, &format!("UPDATE self_reports SET kind = COALESCE(({kind}), kind)")).await?;
    let kind = of_term("t.kind", "scores");
    let own = "SELECT a.self_level FROM answers a JOIN self_reports r ON r.fiscal_year = a.fiscal_year
        AND r.instrument_id = a.instrument_id AND r.round = a.round AND r.office_id = a.office_id
        WHERE a.fiscal_year = scores.fiscal_year AND a.instrument_id = scores.instrument_id AND a.round = scores.through
        AND a.office_id = scores.office_id AND a.node_id = scores.node_id AND r.state IN ('accepted', 'marked', 'published')";
    run_sql(
        manager,
        &format!("UPDATE scores SET region = COALESCE(({region}), 0), kind = COALESCE(({kind}), kind), own = ({own})"),
    )
    .await?;
    // The office's own levels of a round are read from this alone, without the texts.
    run_sql(
        manager,
        "CREATE INDEX answers_own ON answers (fiscal_year, instrument_id, round, office_id, node_id, self_level)
        WHERE self_level IS NOT NULL",
    )
    .await?;
    // Offices by their mean in a node, which has as many digits everywhere and so is ordered as a text. What the index by level was for
    // is counted now.
    run_sql(
        manager,
        "CREATE INDEX scores_by_mean ON scores (fiscal_year, instrument_id, through, node_id, shown, office_id, region, kind, level)
        WHERE state = 'scored'",
    )
    .await?;
    run_sql(manager, "DROP INDEX scores_by_level").await?;
    run_sql(
        manager,
        "CREATE INDEX self_reports_by_place ON self_reports (fiscal_year, instrument_id, round, office_id, region, kind, state, late)",
    )
    .await
}

async fn counters(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_table(
        manager,
        "report_counts",
        Clustered,
        "fiscal_year INTEGER NOT NULL, instrument_id BIGINT NOT NULL, round INTEGER NOT NULL, region INTEGER NOT NULL,
        kind TEXT NOT NULL, state TEXT NOT NULL, late INTEGER NOT NULL, offices BIGINT NOT NULL,
        PRIMARY KEY (fiscal_year, instrument_id, round, region, kind, state, late)",
    )
    .await?;
    // The sum of exact means is kept by denominator, because numerators over one denominator add up as whole numbers do; those that divide
    // 232792560, as all from 1 to 20 do, are written over that one. Level and achieved are -1 where there is none.
    create_table(
        manager,
        "score_counts",
        Clustered,
        "fiscal_year INTEGER NOT NULL, instrument_id BIGINT NOT NULL, through INTEGER NOT NULL, node_id BIGINT NOT NULL,
        region INTEGER NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, level INTEGER NOT NULL, achieved INTEGER NOT NULL,
        denominator BIGINT NOT NULL, offices BIGINT NOT NULL, numerator BIGINT NOT NULL,
        PRIMARY KEY (fiscal_year, instrument_id, through, node_id, region, kind, state, level, achieved, denominator)",
    )
    .await?;
    create_table(
        manager,
        "province_counts",
        Clustered,
        "fiscal_year INTEGER NOT NULL, instrument_id BIGINT NOT NULL, through INTEGER NOT NULL, province_code TEXT NOT NULL,
        region INTEGER NOT NULL, kind TEXT NOT NULL, level INTEGER NOT NULL, denominator BIGINT NOT NULL,
        offices BIGINT NOT NULL, numerator BIGINT NOT NULL,
        PRIMARY KEY (fiscal_year, instrument_id, through, province_code, region, kind, level, denominator)",
    )
    .await?;
    create_table(
        manager,
        "distance_counts",
        Clustered,
        "fiscal_year INTEGER NOT NULL, instrument_id BIGINT NOT NULL, through INTEGER NOT NULL, node_id BIGINT NOT NULL,
        region INTEGER NOT NULL, kind TEXT NOT NULL, below BIGINT NOT NULL, same BIGINT NOT NULL, above BIGINT NOT NULL,
        PRIMARY KEY (fiscal_year, instrument_id, through, node_id, region, kind)",
    )
    .await?;
    create_table(
        manager,
        "opinion_counts",
        Clustered,
        "fiscal_year INTEGER NOT NULL, instrument_id BIGINT NOT NULL, round INTEGER NOT NULL, region INTEGER NOT NULL,
        kind TEXT NOT NULL, low INTEGER NOT NULL, high INTEGER NOT NULL, pairs BIGINT NOT NULL,
        PRIMARY KEY (fiscal_year, instrument_id, round, region, kind, low, high)",
    )
    .await
}

async fn fill(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run_sql(
        manager,
        "INSERT INTO report_counts (fiscal_year, instrument_id, round, region, kind, state, late, offices)
        SELECT fiscal_year, instrument_id, round, region, kind, state, late, COUNT(*) FROM self_reports
        GROUP BY fiscal_year, instrument_id, round, region, kind, state, late",
    )
    .await?;
    // A mean is "13/3"; one with more digits than are counted exactly counts as it is shown, "4.33" as 433/100.
    let at = "length(rtrim(s.mean, '0123456789'))";
    let digits = "length(s.shown) - length(rtrim(s.shown, '0123456789'))";
    let above = format!(
        "CASE WHEN s.mean IS NULL THEN 0 WHEN length(s.mean) <= 12 THEN CAST(substr(s.mean, 1, {at} - 1) AS BIGINT)
        ELSE CAST(replace(s.shown, '.', '') AS BIGINT) END"
    );
    let below = format!(
        "CASE WHEN s.mean IS NULL THEN 1 WHEN length(s.mean) <= 12 THEN CAST(substr(s.mean, {at} + 1) AS BIGINT)
        ELSE CAST('1' || substr('000000000', 1, {digits}) AS BIGINT) END"
    );
    let scores = format!(
        "(SELECT s.fiscal_year, s.instrument_id, s.through, s.office_id, s.node_id, s.region, s.kind, s.state, s.level, s.achieved,
        {above} AS n, {below} AS d FROM scores s) s"
    );
    let denominator = "CASE WHEN 232792560 % s.d = 0 THEN 232792560 ELSE s.d END";
    let numerator = "CASE WHEN 232792560 % s.d = 0 THEN s.n * (232792560 / s.d) ELSE s.n END";
    run_sql(
        manager,
        &format!(
            "INSERT INTO score_counts (fiscal_year, instrument_id, through, node_id, region, kind, state, level, achieved, denominator,
            offices, numerator) SELECT s.fiscal_year, s.instrument_id, s.through, s.node_id, s.region, s.kind, s.state,
            COALESCE(s.level, -1), COALESCE(s.achieved, -1), {denominator}, COUNT(*), SUM({numerator}) FROM {scores}
            GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10"
        ),
    )
    .await?;
    let day = "CAST(s.fiscal_year - 543 AS TEXT) || '-09-30'";
    run_sql(
        manager,
        &format!(
            "INSERT INTO province_counts (fiscal_year, instrument_id, through, province_code, region, kind, level, denominator, offices,
            numerator) SELECT s.fiscal_year, s.instrument_id, s.through, p.province_code, s.region, s.kind, s.level, {denominator},
            COUNT(*), SUM({numerator}) FROM {scores} JOIN office_terms t ON t.office_id = s.office_id AND t.valid_from <= {day}
            AND (t.valid_to IS NULL OR t.valid_to > {day})
            JOIN office_provinces p ON p.office_id = t.office_id AND p.valid_from = t.valid_from
            WHERE s.node_id = 0 AND s.state = 'scored' GROUP BY 1, 2, 3, 4, 5, 6, 7, 8"
        ),
    )
    .await?;
    run_sql(
        manager,
        "INSERT INTO distance_counts (fiscal_year, instrument_id, through, node_id, region, kind, below, same, above)
        SELECT fiscal_year, instrument_id, through, node_id, region, kind, SUM(CASE WHEN level < own THEN 1 ELSE 0 END),
        SUM(CASE WHEN level = own THEN 1 ELSE 0 END), SUM(CASE WHEN level > own THEN 1 ELSE 0 END) FROM scores
        WHERE state = 'scored' AND own IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6",
    )
    .await?;
    run_sql(
        manager,
        "INSERT INTO opinion_counts (fiscal_year, instrument_id, round, region, kind, low, high, pairs)
        SELECT a.fiscal_year, a.instrument_id, a.round, r.region, r.kind, CASE WHEN a.level < b.level THEN a.level ELSE b.level END,
        CASE WHEN a.level < b.level THEN b.level ELSE a.level END, COUNT(*) FROM opinions a
        JOIN opinions b ON b.fiscal_year = a.fiscal_year AND b.instrument_id = a.instrument_id AND b.round = a.round
        AND b.office_id = a.office_id AND b.node_id = a.node_id AND b.user_id > a.user_id
        JOIN self_reports r ON r.fiscal_year = a.fiscal_year AND r.instrument_id = a.instrument_id AND r.round = a.round
        AND r.office_id = a.office_id GROUP BY 1, 2, 3, 4, 5, 6, 7",
    )
    .await
}
