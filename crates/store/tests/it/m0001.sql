INSERT INTO counters (name, last) VALUES ('offices', 1), ('regions', 1), ('instruments', 1), ('nodes', 2), ('publications', 2);
INSERT INTO provinces (code, name_th, name_en) VALUES ('18', 'ชัยนาท', 'Chai Nat'), ('16', 'ลพบุรี', 'Lop Buri');
INSERT INTO regions (id, number, version) VALUES (1, 1, 1);
INSERT INTO region_terms (region_id, valid_from, valid_to, name_th) VALUES (1, '2022-10-01', NULL, 'เขตตรวจราชการที่ 1');
INSERT INTO region_provinces (region_id, valid_from, position, province_code) VALUES (1, '2022-10-01', 0, '18'), (1, '2022-10-01', 1, '16');
INSERT INTO offices (id, code, version) VALUES (1, 'P1800', 2);
INSERT INTO office_terms (office_id, valid_from, valid_to, kind, name_th, short_name_th, name_en, region_id) VALUES
    (1, '2020-10-01', '2022-10-01', 'primary', 'ชื่อเดิม', 'เดิม', 'Former', 1),
    (1, '2022-10-01', NULL, 'primary', 'สำนักงานเขตพื้นที่การศึกษา P1800', 'สพป. P1800', 'Office P1800', 1);
INSERT INTO office_provinces (office_id, valid_from, position, province_code) VALUES (1, '2022-10-01', 0, '18'), (1, '2022-10-01', 1, '16');
INSERT INTO instruments (id, fiscal_year, code, created_at) VALUES (1, 2566, 'SA', 1790000000000);
INSERT INTO instrument_revisions (instrument_id, number, toml, sha256, created_at, published_at) VALUES
    (1, 1, 'code = "SA"', 'aa', 1790000000000, 1790000000001), (1, 2, 'code = "SA" # 2', 'bb', 1790000000002, NULL);
INSERT INTO nodes (id, instrument_id, code) VALUES (1, 1, 'S1'), (2, 1, 'S1.1');
INSERT INTO rounds (fiscal_year, instrument_id, round, state, opens_on, closes_on, version, updated_at) VALUES
    (2566, 1, 12, 'published', '2023-10-01', '2023-10-31', 6, 1790000000003);
INSERT INTO marks (fiscal_year, instrument_id, office_id, node_id, round, level, value, note, version, updated_at) VALUES
    (2566, 1, 1, 2, 12, 4, NULL, 'หมายเหตุ', 2, 1790000000004), (2566, 1, 0, 2, 12, NULL, '4.50', NULL, 1, 1790000000004);
INSERT INTO suggestions (fiscal_year, instrument_id, office_id, node_id, strengths, connective, recommendation, version, updated_at) VALUES
    (2566, 1, 1, 2, 'มีระบบ', 'ทั้งนี้', 'ควรขยายผล', 1, 1790000000005);
INSERT INTO scores (fiscal_year, instrument_id, through, office_id, node_id, state, reason, mean, shown, level, achieved) VALUES
    (2566, 1, 12, 1, 0, 'scored', NULL, '13/3', '4.33', 5, NULL), (2566, 1, 12, 1, 2, 'left_out', 'target', NULL, NULL, NULL, 1);
INSERT INTO publications (id, fiscal_year, instrument_id, through, number, revision, corrects_id, published_at, inputs_hash, results_hash,
    settings, reason, actor) VALUES
    (1, 2566, 1, 12, 1, 1, NULL, 1790000000006, 'aa', 'bb', '{}', NULL, 'operator'),
    (2, 2566, 1, 12, 2, 1, 1, 1790000000007, 'cc', 'dd', '{}', 'คะแนนผิด', 'operator');
INSERT INTO publication_offices (fiscal_year, publication_id, office_id, office_code, inputs, sheet, hash, withheld) VALUES
    (2566, 1, 1, 'P1800', '{}', '{}', 'aa', NULL), (2566, 2, 1, 'P1800', '{"marks":[]}', '{}', 'bb', 'incomplete');
INSERT INTO documents (code, fiscal_year, publications, office_id, kind, format, sha256, size, rendered_at) VALUES
    ('EM-0000-1111-2222', 2566, '2', 1, 'result', 'pdf', 'aa', 1234, 1790000000008);
INSERT INTO settings (name, value, version, updated_at) VALUES ('documents', '{}', 1, 1790000000009);
