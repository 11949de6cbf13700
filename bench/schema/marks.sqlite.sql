-- The marks table as the program makes it on SQLite (crates/store/src/migration/m0001_found.rs).
CREATE TABLE marks (
    fiscal_year INTEGER NOT NULL, instrument_id INTEGER NOT NULL, office_id INTEGER NOT NULL, node_id INTEGER NOT NULL,
    round INTEGER NOT NULL, level INTEGER, value TEXT, note TEXT, version INTEGER NOT NULL, updated_at INTEGER NOT NULL,
    PRIMARY KEY (fiscal_year, instrument_id, office_id, node_id, round)
) STRICT, WITHOUT ROWID;
