//! Inspection regions and their provinces, as they were and are from one day to another.

use std::collections::HashMap;

use domain::id::RegionId;
use domain::region::{Province, Region};
use jiff::civil::Date;

use crate::db::{Conn, Tx};
use crate::error::{Error, Result, SaveError, refused};
use crate::row::{Row, values};

/// A region as it is on a given day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionRow {
    /// Id.
    pub id: RegionId,
    /// What holds of it.
    pub region: Region,
    /// First day on which that holds.
    pub valid_from: Date,
    /// First day on which it holds no longer.
    pub valid_to: Option<Date>,
    /// Counts the changes of the region.
    pub version: i32,
}

pub(crate) const LIST: &str = "SELECT r.id, r.number, r.version, t.name_th, t.valid_from, t.valid_to
    FROM regions r JOIN region_terms t ON t.region_id = r.id
    WHERE t.valid_from <= $1 AND (t.valid_to IS NULL OR t.valid_to > $1) ORDER BY r.number";
pub(crate) const LIST_PROVINCES: &str = "SELECT rp.region_id, p.code, p.name_th, p.name_en
    FROM region_terms t JOIN region_provinces rp ON rp.region_id = t.region_id AND rp.valid_from = t.valid_from
    JOIN provinces p ON p.code = rp.province_code
    WHERE t.valid_from <= $1 AND (t.valid_to IS NULL OR t.valid_to > $1) ORDER BY rp.region_id, rp.position";

/// All regions that exist on a day, by number. There are some twenty.
///
/// # Errors
/// When the database fails.
pub async fn list(conn: &mut Conn, on: Date) -> Result<Vec<RegionRow>> {
    let mut regions = conn
        .rows(LIST, values![on], |row| {
            Ok(RegionRow {
                id: row.get("id")?,
                region: Region { number: row.get("number")?, name_th: row.get("name_th")?, provinces: Vec::new() },
                valid_from: row.get("valid_from")?,
                valid_to: row.get_opt("valid_to")?,
                version: row.get("version")?,
            })
        })
        .await?;
    let provinces = conn
        .rows(LIST_PROVINCES, values![on], |row| Ok((row.get::<RegionId>("region_id")?, read_province(row)?)))
        .await?;
    let mut by_region: HashMap<RegionId, Vec<Province>> = HashMap::new();
    for (region, province) in provinces {
        by_region.entry(region).or_default().push(province);
    }
    for row in &mut regions {
        row.region.provinces = by_region.remove(&row.id).unwrap_or_default();
    }
    Ok(regions)
}

/// The region with this id as it is on a day.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut Conn, id: RegionId, on: Date) -> Result<Option<RegionRow>> {
    Ok(list(conn, on).await?.into_iter().find(|row| row.id == id))
}

/// All provinces any region has had, by code.
///
/// # Errors
/// When the database fails.
pub async fn list_provinces(conn: &mut Conn) -> Result<Vec<Province>> {
    conn.rows("SELECT code, name_th, name_en FROM provinces ORDER BY code", values![], read_province).await
}

fn read_province(row: &Row) -> Result<Province> {
    Ok(Province { code: row.get("code")?, name_th: row.get("name_th")?, name_en: row.get("name_en")? })
}

/// A new region that exists from a day on.
///
/// # Errors
/// [`Error::Duplicate`] when a region has this number.
pub async fn insert(tx: &mut Tx, region: &Region, from: Date) -> Result<RegionId> {
    let id = RegionId(tx.take_numbers("regions", 1).await?);
    tx.run("INSERT INTO regions (id, number, version) VALUES ($1, $2, 1)", values![id, region.number]).await?;
    insert_term(tx, id, region, from).await?;
    Ok(id)
}

/// Changes a region from a day on. When what holds now began on that very day it is replaced, otherwise it ends there. Returns the new
/// version.
///
/// # Errors
/// A conflict when `version` is not the current one; [`Error::TooEarly`] when `from` lies before the day the current state began.
pub async fn save(
    tx: &mut Tx,
    id: RegionId,
    version: i32,
    region: &Region,
    from: Date,
) -> Result<i32, SaveError<RegionRow>> {
    bump(tx, id, version, from).await?;
    end_term(tx, id, from).await?;
    insert_term(tx, id, region, from).await?;
    Ok(version + 1)
}

/// Ends a region: from a day on it exists no longer. Returns the new version.
///
/// # Errors
/// As [`save`].
pub async fn close(tx: &mut Tx, id: RegionId, version: i32, from: Date) -> Result<i32, SaveError<RegionRow>> {
    bump(tx, id, version, from).await?;
    end_term(tx, id, from).await?;
    Ok(version + 1)
}

async fn bump(tx: &mut Tx, id: RegionId, version: i32, on: Date) -> Result<(), SaveError<RegionRow>> {
    const BUMP: &str = "UPDATE regions SET version = version + 1 WHERE id = $1 AND version = $2";
    if tx.run(BUMP, values![id, version]).await? == 0 {
        return Err(refused(find(tx, id, on).await?));
    }
    Ok(())
}

async fn end_term(tx: &mut Tx, id: RegionId, from: Date) -> Result<()> {
    const SINCE: &str = "SELECT MAX(valid_from) AS since FROM region_terms WHERE region_id = $1";
    let since: Option<Date> = tx.only(SINCE, values![id], |row| row.get_opt("since")).await?;
    match since {
        Some(since) if since > from => Err(Error::TooEarly { since }),
        Some(since) if since == from => {
            tx.run("DELETE FROM region_terms WHERE region_id = $1 AND valid_from = $2", values![id, from]).await?;
            Ok(())
        }
        _ => {
            const END: &str = "UPDATE region_terms SET valid_to = $2
                WHERE region_id = $1 AND valid_from = $3 AND (valid_to IS NULL OR valid_to > $2)";
            tx.run(END, values![id, from, since]).await?;
            Ok(())
        }
    }
}

async fn insert_term(tx: &mut Tx, id: RegionId, region: &Region, from: Date) -> Result<()> {
    const TERM: &str = "INSERT INTO region_terms (region_id, valid_from, name_th) VALUES ($1, $2, $3)";
    const PROVINCE: &str = "INSERT INTO provinces (code, name_th, name_en) VALUES ($1, $2, $3)
        ON CONFLICT (code) DO UPDATE SET name_th = excluded.name_th, name_en = excluded.name_en";
    const MEMBER: &str =
        "INSERT INTO region_provinces (region_id, valid_from, position, province_code) VALUES ($1, $2, $3, $4)";
    tx.run(TERM, values![id, from, region.name_th]).await?;
    for (position, province) in (0_i64..).zip(&region.provinces) {
        tx.run(PROVINCE, values![province.code, province.name_th, province.name_en]).await?;
        tx.run(MEMBER, values![id, from, position, province.code]).await?;
    }
    Ok(())
}
