//! Every named query finds its rows through an index, however large the tables are.

use store::testing::{execute, explain, queries};
use store::{Engine, Tx, db_test};

/// Tables that have a handful of rows whatever the size of the administration, so that reading them whole is right. Everything else must
/// not be.
const SMALL: [&str; 12] = [
    "audit_head",
    "regions",
    "region_terms",
    "region_provinces",
    "provinces",
    "settings",
    "instruments",
    "instrument_revisions",
    "instrument_drafts",
    "rounds",
    "publications",
    "webhooks",
];

/// Indexes that hold only what waits or was given up.
const WAITING: [&str; 5] =
    ["jobs_waiting", "jobs_failed", "mails_waiting", "notices_waiting", "round_extensions_waiting"];

/// Queries that answer for all offices of a day or a round, or look into all names, and so look at all of them.
const WHOLE: [&str; 6] = [
    "office::COUNT",
    "office::COUNT_PLACES",
    "office::SEARCH",
    "notice::TELL_ROUND",
    "notice::REMIND_ROUND",
    "score_count::FILL_PROVINCES",
];

#[test]
fn the_list_of_queries_is_complete() {
    let mut listed: Vec<&str> = queries().into_iter().map(|(name, _, _)| name).collect();
    listed.sort_unstable();
    let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    for file in std::fs::read_dir(source).unwrap() {
        let path = file.unwrap().path();
        if path.is_dir() {
            continue;
        }
        let module = path.file_stem().unwrap().to_str().unwrap().to_owned();
        for line in std::fs::read_to_string(&path).unwrap().lines() {
            let named = line.strip_prefix("pub(crate) const ").and_then(|rest| rest.split_once(": &str"));
            found.extend(named.map(|(name, _)| format!("{module}::{name}")));
        }
    }
    found.sort();
    assert!(found.len() > 40, "{found:?}");
    assert_eq!(found, listed, "src/testing/queries.rs names every query");
}

db_test!(every_query_uses_an_index, |db| {
    let mut tx = db.write().await.unwrap();
    fill(&mut tx).await;
    let mut bad = Vec::new();
    for (name, sql, values) in queries() {
        let plan = explain(&mut tx, sql, values).await.unwrap_or_else(|error| panic!("{name}: {error:?}"));
        for line in plan.lines() {
            let scanned = match db.engine() {
                // "SCAN marks" reads all rows, "SEARCH marks USING …" some; aliases are resolved below.
                // The index of what waits holds nothing else, so walking all of it is right.
                Engine::Sqlite if WAITING.iter().any(|index| line.ends_with(&format!(" INDEX {index}"))) => None,
                Engine::Sqlite => line.strip_prefix("SCAN ").map(|rest| rest.split(' ').next().unwrap().to_owned()),
                Engine::Postgres => {
                    line.split_once("Seq Scan on ").map(|(_, rest)| rest.split(' ').next().unwrap().to_owned())
                }
            };
            let Some(table) = scanned.map(|table| table_of(sql, &table)) else { continue };
            // "(SELECT …) r": what is read within it has lines of its own.
            let is_within = table.ends_with(')');
            if !is_within && !SMALL.contains(&table.as_str()) && !WHOLE.contains(&name) {
                bad.push(format!("{name} reads all of {table}:\n{plan}"));
            }
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n\n"));
});

/// The table an alias stands for, as in "FROM offices o".
fn table_of(sql: &str, alias: &str) -> String {
    let words: Vec<&str> = sql.split_whitespace().collect();
    let named = words.windows(2).find(|pair| pair[1] == alias && sql.contains(&format!("{alias}.")));
    named.map_or(alias, |pair| pair[0]).to_owned()
}

/// Enough rows that reading a table whole would be the slower way, and statistics that say so.
async fn fill(tx: &mut Tx) {
    let numbers =
        |count: u32| format!("WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {count})");
    let rows = [
        "INSERT INTO regions (id, number, version) {n} SELECT n, n, 1 FROM n WHERE n <= 20",
        "INSERT INTO provinces (code, name_th, name_en) {n} SELECT 'p' || n, 'p' || n, '' FROM n WHERE n <= 77",
        "INSERT INTO offices (id, code, version) {n} SELECT n, 'P' || n, 1 FROM n",
        "INSERT INTO office_terms (office_id, valid_from, kind, name_th, short_name_th, name_en, region_id)
            {n} SELECT n, '2022-10-01', 'primary', '', '', '', n % 20 + 1 FROM n",
        "INSERT INTO office_provinces (office_id, valid_from, position, province_code) {n} SELECT n, '2022-10-01', 0, 'p' || (n % 77 + 1) FROM n",
        "INSERT INTO instruments (id, fiscal_year, code, created_at)
            {n} SELECT n, 2550 + n, 'SA', 0 FROM n WHERE n <= 40 UNION ALL SELECT 41, 2566, 'AP', 0",
        "INSERT INTO instrument_revisions (instrument_id, number, toml, sha256, created_at) VALUES (1, 1, '', '', 0)",
        "INSERT INTO nodes (id, instrument_id, code) {n} SELECT n, n % 40 + 1, 'S' || n FROM n",
        "INSERT INTO office_sizes (fiscal_year, office_id, kind, schools)
            {n} SELECT 2560 + m.id, n, CASE n % 4 WHEN 0 THEN 'secondary' ELSE 'primary' END, n % 240 + 20 FROM n JOIN nodes m ON m.id <= 10",
        "INSERT INTO marks (fiscal_year, instrument_id, office_id, node_id, round, level, version, updated_at)
            {n} SELECT 2560 + m.id, 1, n, k.id, 12, 4, 1, 0 FROM n JOIN nodes m ON m.id <= 10 JOIN nodes k ON k.id <= 5 WHERE n <= 2000",
        "INSERT INTO suggestions (fiscal_year, instrument_id, office_id, node_id, strengths, connective, recommendation, version, updated_at)
            {n} SELECT 2560 + m.id, 1, n, m.id, '', '', '', 1, 0 FROM n JOIN nodes m ON m.id <= 10",
        "INSERT INTO scores (fiscal_year, instrument_id, through, office_id, node_id, state, level)
            {n} SELECT 2560 + m.id % 10, 1, 12, n, m.id, 'scored', n % 5 + 1 FROM n JOIN nodes m ON m.id <= 40 WHERE n <= 2000",
        "INSERT INTO score_counts (fiscal_year, instrument_id, through, node_id, region, kind, state, level, achieved, denominator, offices,
            numerator) {n} SELECT 2560 + m.id, 1, 12, n, k.id, 'primary', 'scored', 4, -1, 1, 1, 4 FROM n JOIN nodes m ON m.id <= 10
            JOIN nodes k ON k.id <= 19 WHERE n <= 40",
        "INSERT INTO province_counts (fiscal_year, instrument_id, through, province_code, region, kind, level, denominator, offices, numerator)
            {n} SELECT 2560 + m.id, 1, 12, 'p' || n, n % 20, 'primary', k.id, 1, 1, 4 FROM n JOIN nodes m ON m.id <= 10
            JOIN nodes k ON k.id <= 5 WHERE n <= 77",
        "INSERT INTO distance_counts (fiscal_year, instrument_id, through, node_id, region, kind, below, same, above)
            {n} SELECT 2560 + m.id, 1, 12, n, k.id, 'primary', 0, 1, 0 FROM n JOIN nodes m ON m.id <= 10 JOIN nodes k ON k.id <= 19
            WHERE n <= 40",
        "INSERT INTO report_counts (fiscal_year, instrument_id, round, region, kind, state, late, offices)
            {n} SELECT 2560 + m.id, n, 12, k.id, 'primary', 'drafting', 0, 1 FROM n JOIN nodes m ON m.id <= 10 JOIN nodes k ON k.id <= 19
            WHERE n <= 5",
        "INSERT INTO opinion_counts (fiscal_year, instrument_id, round, region, kind, low, high, pairs)
            {n} SELECT 2560 + m.id, n, 12, k.id, 'primary', 3, 4, 1 FROM n JOIN nodes m ON m.id <= 10 JOIN nodes k ON k.id <= 19
            WHERE n <= 5",
        "INSERT INTO publications (id, fiscal_year, instrument_id, through, number, revision, published_at, inputs_hash, results_hash, settings,
            actor) {n} SELECT n, 2566, 1, 12, n, 1, 0, '', '', '{}', '' FROM n WHERE n <= 10",
        "INSERT INTO publication_offices (fiscal_year, publication_id, office_id, office_code, inputs, sheet, hash)
            {n} SELECT 2566, p.id, n, 'P' || n, '', '', '' FROM n JOIN publications p ON p.id <= 5",
        "INSERT INTO documents (code, fiscal_year, publications, office_id, kind, format, sha256, size, rendered_at, kept)
            {n} SELECT 'EM-' || n, 2566, CAST(n % 50 AS TEXT), n, 'result', 'pdf', 'h' || n, 1, 0, 1 FROM n",
        "INSERT INTO document_files (sha256, code, size, rendered_at) SELECT sha256, code, size, rendered_at FROM documents",
        "INSERT INTO publication_receipts (publication_id, office_id, read_at) {n} SELECT p.id, n, 0 FROM n JOIN publications p ON p.id <= 5",
        "INSERT INTO objections (fiscal_year, instrument_id, round, office_id, node_id, publication_id, level, words, verdict, version, filed_at)
            {n} SELECT 2560 + m.id, 1, 12, n, m.id, 1, 3, '', 'waiting', 1, 0 FROM n JOIN nodes m ON m.id <= 10",
        "INSERT INTO audit_entries (seq, at, actor, action, entity, outcome, detail, prev_hash, hash, office)
            {n} SELECT n, n, 'user:' || n % 100, CASE n % 9 WHEN 0 THEN 'answer.save' ELSE 'item.screen' END, 'instrument:' || n,
            CASE n % 50 WHEN 0 THEN 'denied' ELSE 'done' END, '', '', '', 'P' || n % 245 FROM n",
        "INSERT INTO jobs (id, kind, payload, run_after, attempts, created_at, finished_at)
            {n} SELECT n, '', '', n, 0, 0, CASE WHEN n % 100 = 0 THEN NULL ELSE 1 END FROM n",
        "INSERT INTO attachments (id, office_id, sha256, size, media_type, name, version, created_at, series_id, inspect_at)
            {n} SELECT n, n, 'h' || n, 1, '', '', 1, 0, n, CASE WHEN n % 100 = 0 THEN n END FROM n",
        "INSERT INTO uploads (id, user_id, office_id, name, size, received, expires_at, created_at)
            {n} SELECT n, n, n, '', 9, 9, n, 0 FROM n",
        "INSERT INTO upload_parts (upload_id, begins_at, size, sha256) {n} SELECT n, 0, 9, 'h' || n FROM n",
        "INSERT INTO self_reports (fiscal_year, instrument_id, round, office_id, region, items, state, late, returns, certifications,
            certified_at, receipt_number, version, updated_at)
            {n} SELECT 2560 + m.id, 1, 12, n, n % 20, 30, CASE WHEN n % 5 = 0 THEN 'certified' ELSE 'drafting' END, 0, 0, 0, n,
            'SA-' || m.id || '-' || n, 1, 0 FROM n JOIN nodes m ON m.id <= 10",
        "INSERT INTO answers (fiscal_year, instrument_id, round, office_id, node_id, content, state, version, updated_at)
            {n} SELECT 2560 + m.id, 1, 12, n, k.id, '{}', 'draft', 1, 0 FROM n JOIN nodes m ON m.id <= 10 JOIN nodes k ON k.id <= 5
            WHERE n <= 1000",
        "INSERT INTO answer_revisions (fiscal_year, instrument_id, round, office_id, node_id, certification, content, certified_at)
            SELECT fiscal_year, instrument_id, round, office_id, node_id, 1, content, 0 FROM answers",
        "INSERT INTO round_extensions (fiscal_year, instrument_id, round, office_id, asked_until, reason, state, version, updated_at)
            {n} SELECT 2560 + m.id, 1, 12, n, '', '', 'waiting', 1, 0 FROM n JOIN nodes m ON m.id <= 10 WHERE n <= 1000",
        "INSERT INTO item_assignees (fiscal_year, instrument_id, round, office_id, node_id, user_id)
            SELECT fiscal_year, instrument_id, round, office_id, node_id, office_id FROM answers",
        "INSERT INTO review_assignments (fiscal_year, instrument_id, round, user_id, task, region, office_id, node_id)
            {n} SELECT 2560 + m.id, 1, 12, n, 'screen', n % 20, 0, 0 FROM n JOIN nodes m ON m.id = n / 20 % 10 + 1",
        "INSERT INTO round_doublings (fiscal_year, instrument_id, round, percent, seed, version, updated_at)
            {n} SELECT 2560 + m.id, n, 12, 20, 7, 1, 0 FROM n JOIN nodes m ON m.id <= 10",
        "INSERT INTO opinions (fiscal_year, instrument_id, round, office_id, node_id, user_id, level, justification, strengths, connective,
            recommendation, given_at) SELECT fiscal_year, instrument_id, round, office_id, node_id, n, 3, '', '', '', '', 0 FROM answers
            JOIN (SELECT 1 AS n UNION ALL SELECT 2) people ON true",
        "INSERT INTO mark_drafts (fiscal_year, instrument_id, round, office_id, node_id, user_id, justification, strengths, connective,
            recommendation, mark_version, suggestion_version, kept_at)
            SELECT fiscal_year, instrument_id, round, office_id, node_id, 1, '', '', '', '', 0, 0, 0 FROM answers",
        "INSERT INTO phrases (id, instrument, node, level, half, text, kept_at) {n} SELECT n, 'SA', 'S' || n, 3, 'strengths', '', 0 FROM n",
        "INSERT INTO external_imports (fiscal_year, instrument_id, id, source, row_count, created_at)
            {n} SELECT 2560 + m.id, 1, n, '', 1, 0 FROM n JOIN nodes m ON m.id <= 10",
        "INSERT INTO reconciliations (fiscal_year, instrument_id, round, office_id, node_id, level, opened_at)
            SELECT fiscal_year, instrument_id, round, office_id, node_id, CASE WHEN office_id % 50 = 0 THEN NULL ELSE 3 END, 0 FROM answers",
        "INSERT INTO comments (fiscal_year, instrument_id, round, office_id, node_id, id, user_id, text, created_at)
            SELECT fiscal_year, instrument_id, round, office_id, node_id, 1, 1, '', 0 FROM answers",
        "INSERT INTO attachment_citations (fiscal_year, instrument_id, office_id, node_id, attachment_id) {n} SELECT 2566, 1, n, 7, n FROM n",
        "INSERT INTO users (id, login, name, email, must_change_password, version, created_at)
            {n} SELECT n, 'user' || n, '', 'user' || n || '@example.go.th', 0, 1, 0 FROM n",
        "INSERT INTO role_assignments (user_id, position, role, scope, office_id, valid_from, acting)
            {n} SELECT n, m.id, 'reporter', 'office', n, '2022-10-01', 0 FROM n JOIN nodes m ON m.id <= 10",
        "INSERT INTO role_assignments (user_id, position, role, scope, valid_from, acting)
            {n} SELECT n, 99, 'evaluator', 'system', '2022-10-01', 0 FROM n WHERE n <= 30",
        "INSERT INTO sessions (token_hash, user_id, created_at, last_seen_at, expires_at, user_agent) {n} SELECT 'h' || n, n, 0, 0, n, '' FROM n",
        "INSERT INTO notices (user_id, id, office_id, kind, fiscal_year, instrument_id, round, node_id, day, step, is_shown, mail_id,
            created_at, read_at) {n} SELECT n, m.id, n, 'report-due', 2566, 1, 12, m.id, '2022-10-01', m.id, 1,
            CASE WHEN n % 100 = 0 THEN 0 ELSE 1 END, n, CASE WHEN n % 50 = 0 THEN NULL ELSE 1 END FROM n JOIN nodes m ON m.id <= 10",
        "INSERT INTO notice_preferences (user_id, kind, in_product, by_mail) {n} SELECT n, 'report-due', 1, 1 FROM n",
        "INSERT INTO user_languages (user_id, language) {n} SELECT n, 'th' FROM n",
        "INSERT INTO calendar_links (user_id, token_hash, created_at) {n} SELECT n, 'h' || n, 0 FROM n",
        "INSERT INTO mails (user_id, id, kind, day, run_after, attempts, created_at, finished_at)
            {n} SELECT n, n, 'digest', '2022-10-01', n, 0, 0, CASE WHEN n % 100 = 0 THEN NULL ELSE n END FROM n",
        "INSERT INTO thread_reads (fiscal_year, instrument_id, round, office_id, user_id, node_id, comment_id)
            SELECT fiscal_year, instrument_id, round, office_id, office_id, node_id, 1 FROM answers",
        "INSERT INTO comment_mentions (fiscal_year, instrument_id, round, office_id, node_id, comment_id, user_id)
            SELECT fiscal_year, instrument_id, round, office_id, node_id, 1, office_id FROM answers",
        "INSERT INTO sign_in_failures (subject, count, last_at) {n} SELECT 'login:' || n, 1, n FROM n",
        "INSERT INTO one_time_links (token_hash, user_id, purpose, expires_at) {n} SELECT 'h' || n, n, 'reset', n FROM n",
        "INSERT INTO totp_secrets (user_id, secret) {n} SELECT n, '' FROM n",
        "INSERT INTO recovery_codes (user_id, code_hash) {n} SELECT n, 'h' || n FROM n",
        "INSERT INTO passkeys (id, user_id, credential_id, name, credential, version, created_at)
            {n} SELECT n, n, 'c' || n, '', '', 1, 0 FROM n",
        "INSERT INTO identities (issuer, subject, user_id, linked_at) {n} SELECT 'https://id.example.go.th', 's' || n, n, 0 FROM n",
        "INSERT INTO sign_in_steps (token_hash, kind, user_id, state, expires_at) {n} SELECT 'h' || n, 'code', n, '', n FROM n",
        "INSERT INTO personal_tokens (id, user_id, token_hash, name, grants, two_factors, created_at, expires_at)
            {n} SELECT n, n, 'h' || n, '', '', 1, 0, n FROM n",
        "INSERT INTO idempotency_keys (user_id, key, request_hash, created_at) {n} SELECT n, 'a', '', n FROM n",
        "INSERT INTO webhooks (id, url, events, secret, is_on, version, created_at) {n} SELECT n, '', '', '', 1, 1, 0 FROM n WHERE n <= 20",
        "INSERT INTO webhook_deliveries (id, webhook_id, event, body, created_at, tries) {n} SELECT n, n % 20 + 1, '', '', n, 0 FROM n",
    ];
    for sql in rows {
        let sql = sql.replace("{n}", &numbers(4000));
        execute(tx, &sql).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    }
    execute(tx, "ANALYZE").await.unwrap();
}
