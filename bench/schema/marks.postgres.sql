-- The marks table as the program makes it on PostgreSQL (crates/store/src/migration/m0001_found.rs).
CREATE TABLE marks (
    fiscal_year INTEGER NOT NULL, instrument_id BIGINT NOT NULL, office_id BIGINT NOT NULL, node_id BIGINT NOT NULL,
    round INTEGER NOT NULL, level INTEGER, value TEXT COLLATE "C", note TEXT COLLATE "C", version INTEGER NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (fiscal_year, instrument_id, office_id, node_id, round)
);
