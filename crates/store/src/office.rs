//! Education service area offices, as they were and are from one day to another.

use std::collections::HashMap;

use domain::id::{OfficeId, RegionId};
use domain::office::{Office, OfficeCode, OfficeKind};
use jiff::civil::Date;

use crate::bulk::Target;
use crate::db::{Conn, Tx};
use crate::error::{Error, Result, SaveError, refused};
use crate::page::Page;
use crate::row::{Row, like, numbers, values};

/// An office as it is on a given day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeRow {
    /// Id.
    pub id: OfficeId,
    /// What holds of it.
    pub office: Office,
    /// First day on which that holds.
    pub valid_from: Date,
    /// First day on which it holds no longer.
    pub valid_to: Option<Date>,
    /// Counts the changes of the office.
    pub version: i32,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT o.id, o.code, o.version, t.kind, t.name_th, t.short_name_th, t.name_en, t.valid_from, t.valid_to, r.number
            FROM offices o JOIN office_terms t ON t.office_id = o.id JOIN regions r ON r.id = t.region_id
            WHERE t.valid_from <= $1 AND (t.valid_to IS NULL OR t.valid_to > $1) AND ",
            $rest
        )
    };
}

pub(crate) const LIST: &str = select!("o.code > $2 ORDER BY o.code LIMIT $3");
pub(crate) const FIND: &str = select!("o.id = $2");
pub(crate) const FIND_BY_CODE: &str = select!("o.code = $2");
pub(crate) const SEARCH: &str = select!(
    "($2 < 0 OR r.number = $2) AND (t.short_name_th LIKE $3 ESCAPE '!' OR t.name_th LIKE $3 ESCAPE '!'
    OR LOWER(t.name_en) LIKE $3 ESCAPE '!') ORDER BY o.code LIMIT $4"
);
pub(crate) const PROVINCES: &str = "SELECT o.id, p.name_th
    FROM offices o JOIN office_terms t ON t.office_id = o.id
    JOIN office_provinces op ON op.office_id = t.office_id AND op.valid_from = t.valid_from
    JOIN provinces p ON p.code = op.province_code
    WHERE t.valid_from <= $1 AND (t.valid_to IS NULL OR t.valid_to > $1) AND o.code >= $2 AND o.code <= $3
    ORDER BY o.code, op.position";
pub(crate) const COUNT: &str = "SELECT COUNT(*) AS n FROM office_terms t
    WHERE t.valid_from <= $1 AND (t.valid_to IS NULL OR t.valid_to > $1)";
pub(crate) const COUNT_PLACES: &str = "SELECT r.number, t.kind, COUNT(*) AS n
    FROM office_terms t JOIN regions r ON r.id = t.region_id
    WHERE t.valid_from <= $1 AND (t.valid_to IS NULL OR t.valid_to > $1) GROUP BY r.number, t.kind ORDER BY r.number, t.kind";

/// Offices that exist on a day, by code.
///
/// # Errors
/// When the database fails.
pub async fn list(conn: &mut Conn, on: Date, page: &Page<OfficeCode>) -> Result<Vec<OfficeRow>> {
    let after = page.after.as_ref().map_or("", OfficeCode::as_str);
    let offices = conn.rows(LIST, values![on, after, page.limit()], read).await?;
    with_provinces(conn, on, offices).await
}

/// How many offices exist on a day.
///
/// # Errors
/// When the database fails.
pub async fn count(conn: &mut Conn, on: Date) -> Result<i64> {
    conn.only(COUNT, values![on], |row| row.get("n")).await
}

/// How many offices of a region and kind exist on a day; looks at all of them.
///
/// # Errors
/// When the database fails.
pub async fn count_places(conn: &mut Conn, on: Date) -> Result<Vec<(u16, OfficeKind, i64)>> {
    conn.rows(COUNT_PLACES, values![on], |row| Ok((row.at(0)?, row.at(1)?, row.at(2)?))).await
}

/// The office with this id as it is on a day.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut Conn, id: OfficeId, on: Date) -> Result<Option<OfficeRow>> {
    let office = conn.rows(FIND, values![on, id], read).await?;
    Ok(with_provinces(conn, on, office).await?.pop())
}

/// The office with this code as it is on a day.
///
/// # Errors
/// When the database fails.
pub async fn find_by_code(conn: &mut Conn, code: &OfficeCode, on: Date) -> Result<Option<OfficeRow>> {
    let office = conn.rows(FIND_BY_CODE, values![on, *code], read).await?;
    Ok(with_provinces(conn, on, office).await?.pop())
}

/// Offices that exist on a day, of one region or all, in whose Thai or English name these words stand in this order, by code. Looks at the
/// names of all of them.
///
/// # Errors
/// When the database fails.
pub async fn search(conn: &mut Conn, on: Date, region: Option<u16>, words: &str, limit: u32) -> Result<Vec<OfficeRow>> {
    let pattern: Vec<String> = words.split_whitespace().map(like).collect();
    let (region, pattern) = (region.map_or(-1, i32::from), format!("%{}%", pattern.join("%")));
    conn.rows(SEARCH, values![on, region, pattern, i64::from(limit)], read).await
}

/// The ids of all offices there ever were, by code: what an import resolves its codes with.
///
/// # Errors
/// When the database fails.
pub async fn list_ids(conn: &mut Conn) -> Result<HashMap<OfficeCode, OfficeId>> {
    let ids =
        conn.rows("SELECT id, code FROM offices", values![], |row| Ok((row.get("code")?, row.get("id")?))).await?;
    Ok(ids.into_iter().collect())
}

/// The offices with these ids as they are on a day, without their provinces, in one query whatever their number.
///
/// # Errors
/// When the database fails.
pub async fn list_by_ids(conn: &mut Conn, ids: &[OfficeId], on: Date) -> Result<Vec<OfficeRow>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    conn.rows(&format!("{} o.id IN ({})", select!(""), numbers(ids)), values![on], read).await
}

/// The offices with these codes as they are on a day, without their provinces, in one query whatever their number.
///
/// # Errors
/// When the database fails.
pub async fn list_by_codes(conn: &mut Conn, codes: &[OfficeCode], on: Date) -> Result<Vec<OfficeRow>> {
    if codes.is_empty() {
        return Ok(Vec::new());
    }
    let list = (2..codes.len() + 2).map(|at| format!("${at}")).collect::<Vec<_>>().join(",");
    let values = values![on].into_iter().chain(codes.iter().flat_map(|code| values![*code])).collect();
    conn.rows(&format!("{} o.code IN ({list})", select!("")), values, read).await
}

fn read(row: &Row) -> Result<OfficeRow> {
    Ok(OfficeRow {
        id: row.get("id")?,
        office: Office {
            code: row.get("code")?,
            kind: row.get("kind")?,
            name_th: row.get("name_th")?,
            short_name_th: row.get("short_name_th")?,
            name_en: row.get("name_en")?,
            provinces: Vec::new(),
            region: row.get("number")?,
        },
        valid_from: row.get("valid_from")?,
        valid_to: row.get_opt("valid_to")?,
        version: row.get("version")?,
    })
}

/// Adds the provinces to offices that come in the order of their codes, in one query for all.
async fn with_provinces(conn: &mut Conn, on: Date, mut offices: Vec<OfficeRow>) -> Result<Vec<OfficeRow>> {
    let (Some(first), Some(last)) = (offices.first(), offices.last()) else { return Ok(offices) };
    let range = values![on, first.office.code, last.office.code];
    let mut provinces: HashMap<OfficeId, Vec<String>> = HashMap::new();
    for (office, name) in conn.rows(PROVINCES, range, |row| Ok((row.get("id")?, row.get("name_th")?))).await? {
        provinces.entry(office).or_default().push(name);
    }
    for row in &mut offices {
        row.office.provinces = provinces.remove(&row.id).unwrap_or_default();
    }
    Ok(offices)
}

const OFFICES: Target = Target { table: "offices", fixed: &["version"], columns: &["id", "code"], at_once: usize::MAX };
const TERMS: Target = Target {
    table: "office_terms",
    fixed: &[],
    columns: &["office_id", "valid_from", "kind", "name_th", "short_name_th", "name_en", "region_id"],
    at_once: usize::MAX,
};
const MEMBERS: Target = Target {
    table: "office_provinces",
    fixed: &[],
    columns: &["office_id", "valid_from", "position", "province_code"],
    at_once: usize::MAX,
};

/// New offices that exist from a day on; returns their ids in the same order.
///
/// # Errors
/// [`Error::Duplicate`] when an office has one of the codes; [`Error::Reference`] when a region or province is unknown.
pub async fn insert_many(tx: &mut Tx, offices: &[Office], from: Date) -> Result<Vec<OfficeId>> {
    let first = tx.take_numbers("offices", i64::try_from(offices.len()).expect("fits")).await?;
    let ids: Vec<OfficeId> = (first..).take(offices.len()).map(OfficeId).collect();
    let numbered: Vec<(OfficeId, &Office)> = ids.iter().copied().zip(offices).collect();
    OFFICES
        .insert(tx, &[1], &numbered, |(id, office), out| {
            out.int(id.0).text(office.code.as_str());
        })
        .await?;
    insert_terms(tx, &numbered, from).await?;
    Ok(ids)
}

/// A new office that exists from a day on.
///
/// # Errors
/// As [`insert_many`].
pub async fn insert(tx: &mut Tx, office: &Office, from: Date) -> Result<OfficeId> {
    Ok(insert_many(tx, std::slice::from_ref(office), from).await?[0])
}

/// Changes an office from a day on. When what holds now began on that very day it is replaced, otherwise it ends there. The code stays.
/// Returns the new version.
///
/// # Errors
/// A conflict when `version` is not the current one; [`Error::TooEarly`] when `from` lies before the day the current state began.
pub async fn save(
    tx: &mut Tx,
    id: OfficeId,
    version: i32,
    office: &Office,
    from: Date,
) -> Result<i32, SaveError<OfficeRow>> {
    bump(tx, id, version, from).await?;
    end_term(tx, id, from).await?;
    insert_terms(tx, &[(id, office)], from).await?;
    Ok(version + 1)
}

/// Ends an office: from a day on it exists no longer. Returns the new version.
///
/// # Errors
/// As [`save`].
pub async fn close(tx: &mut Tx, id: OfficeId, version: i32, from: Date) -> Result<i32, SaveError<OfficeRow>> {
    bump(tx, id, version, from).await?;
    end_term(tx, id, from).await?;
    Ok(version + 1)
}

async fn bump(tx: &mut Tx, id: OfficeId, version: i32, on: Date) -> Result<(), SaveError<OfficeRow>> {
    const BUMP: &str = "UPDATE offices SET version = version + 1 WHERE id = $1 AND version = $2";
    if tx.run(BUMP, values![id, version]).await? == 0 {
        return Err(refused(find(tx, id, on).await?));
    }
    Ok(())
}

async fn end_term(tx: &mut Tx, id: OfficeId, from: Date) -> Result<()> {
    const SINCE: &str = "SELECT MAX(valid_from) AS since FROM office_terms WHERE office_id = $1";
    let since: Option<Date> = tx.only(SINCE, values![id], |row| row.get_opt("since")).await?;
    match since {
        Some(since) if since > from => Err(Error::TooEarly { since }),
        Some(since) if since == from => {
            tx.run("DELETE FROM office_terms WHERE office_id = $1 AND valid_from = $2", values![id, from]).await?;
            Ok(())
        }
        _ => {
            const END: &str = "UPDATE office_terms SET valid_to = $2
                WHERE office_id = $1 AND valid_from = $3 AND (valid_to IS NULL OR valid_to > $2)";
            tx.run(END, values![id, from, since]).await?;
            Ok(())
        }
    }
}

async fn insert_terms(tx: &mut Tx, offices: &[(OfficeId, &Office)], from: Date) -> Result<()> {
    let regions: HashMap<u16, RegionId> = tx
        .rows("SELECT id, number FROM regions", values![], |row| Ok((row.get("number")?, row.get("id")?)))
        .await?
        .into_iter()
        .collect();
    let provinces: HashMap<String, String> = tx
        .rows("SELECT code, name_th FROM provinces", values![], |row| Ok((row.get("name_th")?, row.get("code")?)))
        .await?
        .into_iter()
        .collect();
    let mut terms = Vec::with_capacity(offices.len());
    let mut members = Vec::new();
    for &(id, office) in offices {
        let unknown = |what: &str| Error::Reference(format!("{} of office {} is unknown", what, office.code).into());
        let region = *regions.get(&office.region).ok_or_else(|| unknown(&format!("region {}", office.region)))?;
        terms.push((id, office, region));
        for (position, name) in (0_i64..).zip(&office.provinces) {
            members.push((id, position, provinces.get(name).ok_or_else(|| unknown(&format!("province {name}")))?));
        }
    }
    let day = from.to_string();
    TERMS
        .insert(tx, &[], &terms, |(id, office, region), out| {
            out.int(id.0).text(day.as_str()).text(office.kind.as_str());
            out.text(office.name_th.as_str())
                .text(office.short_name_th.as_str())
                .text(office.name_en.as_str())
                .int(region.0);
        })
        .await?;
    MEMBERS
        .insert(tx, &[], &members, |(id, position, province), out| {
            out.int(id.0).text(day.as_str()).int(*position).text(province.as_str());
        })
        .await?;
    Ok(())
}
