//! People with an account and the roles they were given.

use domain::id::{OfficeId, UserId};
use domain::office::OfficeCode;
use domain::policy::{Role, Scope};
use domain::user::{Login, Reach, RoleAssignment, User};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::db::{Conn, Tx};
use crate::error::{Error, Result, SaveError, refused};
use crate::page::Page;
use crate::row::{Row, numbers, values};

/// A person on record. The hash of the password is not part of it; see [`password`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserRow {
    /// Id.
    pub id: UserId,
    /// Login, name, e-mail address.
    pub user: User,
    /// All roles ever given, in the order they were entered.
    pub assignments: Vec<RoleAssignment>,
    /// Whether there is a password; without one the person can only follow a one-time link.
    pub has_password: bool,
    /// Since when the person may not sign in.
    pub disabled_at: Option<Timestamp>,
    /// Whether the password is somebody else's choice and has to be changed first.
    pub must_change_password: bool,
    /// Counts the changes of person and roles.
    pub version: i32,
    /// When the person was added.
    pub created_at: Timestamp,
}

/// Columns of a person `u`, one row per role; [`gather`] puts them together.
macro_rules! select {
    ($extra:literal, $rest:literal) => {
        concat!(
            "SELECT u.id, u.login, u.name, u.email, u.disabled_at, u.must_change_password, u.version, u.created_at,
            CASE WHEN u.password_hash IS NULL THEN 0 ELSE 1 END AS has_password,
            a.role, a.scope, a.region, o.code, a.valid_from, a.valid_to, a.acting",
            $extra,
            " LEFT JOIN role_assignments a ON a.user_id = u.id LEFT JOIN offices o ON o.id = a.office_id WHERE ",
            $rest
        )
    };
}
pub(crate) use select;

pub(crate) const FIND: &str = select!(" FROM users u", "u.id = $1 ORDER BY a.position");
pub(crate) const FIND_BY_LOGIN: &str = select!(" FROM users u", "u.login = $1 ORDER BY a.position");
// Two are as many as have to be known to say that it is not one.
pub(crate) const FIND_PASSWORD: &str = "SELECT password_hash FROM users WHERE id = $1";
// Rows of the page end with the login at its end, so that a person's roles are never cut off; "~" comes after every login.
pub(crate) const LIST: &str = select!(
    " FROM users u",
    "u.login > $1 AND u.login <= COALESCE(
        (SELECT p.login FROM users p WHERE p.login > $1 ORDER BY p.login LIMIT 1 OFFSET $2 - 1), '~'
    ) ORDER BY u.login, a.position"
);
pub(crate) const LIST_BY_OFFICE: &str = select!(
    " FROM users u",
    "u.id IN (
        SELECT p.id FROM role_assignments m JOIN users p ON p.id = m.user_id
        WHERE m.office_id = $3 AND (m.valid_to IS NULL OR m.valid_to > $4) AND p.login > $1
        GROUP BY p.id, p.login ORDER BY p.login LIMIT $2
    ) ORDER BY u.login, a.position"
);

pub(crate) const LIST_BY_EMAIL: &str =
    select!(" FROM users u", "lower(u.email) = lower($1) ORDER BY u.login, a.position");
pub(crate) const LIST_JUDGES: &str = select!(
    " FROM users u",
    "u.id IN (SELECT j.user_id FROM role_assignments j WHERE j.role IN ('screener', 'evaluator') AND j.office_id IS NULL)
    AND u.disabled_at IS NULL ORDER BY u.id, a.position"
);
pub(crate) const LIST_HOLDING: &str =
    "SELECT u.id, u.name, a.role FROM role_assignments a JOIN users u ON u.id = a.user_id
    WHERE a.office_id = $1 AND a.valid_from <= $2 AND (a.valid_to IS NULL OR a.valid_to > $2) AND u.disabled_at IS NULL
    ORDER BY u.name, u.id, a.role";

/// The person with this id.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut Conn, id: UserId) -> Result<Option<UserRow>> {
    Ok(gather(conn.rows(FIND, values![id], read).await?).pop())
}

/// The person with this login.
///
/// # Errors
/// When the database fails.
pub async fn find_by_login(conn: &mut Conn, login: &Login) -> Result<Option<UserRow>> {
    Ok(gather(conn.rows(FIND_BY_LOGIN, values![*login], read).await?).pop())
}

/// The people with this e-mail address, in whatever case it is written.
///
/// # Errors
/// When the database fails.
pub async fn list_by_email(conn: &mut Conn, email: &str) -> Result<Vec<UserRow>> {
    Ok(gather(conn.rows(LIST_BY_EMAIL, values![email], read).await?))
}

/// Those who were ever screeners or evaluators and may sign in, with all their roles.
///
/// # Errors
/// When the database fails.
pub async fn list_judges(conn: &mut Conn) -> Result<Vec<UserRow>> {
    Ok(gather(conn.rows(LIST_JUDGES, Vec::new(), read).await?))
}

/// Those who hold a role in an office on a day, by name, each with all the roles they hold there.
///
/// # Errors
/// When the database fails.
pub async fn list_holding(conn: &mut Conn, office: OfficeId, on: Date) -> Result<Vec<(UserId, String, Vec<Role>)>> {
    let mut people: Vec<(UserId, String, Vec<Role>)> = Vec::new();
    let read = |row: &Row| Ok((row.get("id")?, row.get("name")?, row.get("role")?));
    for (id, name, role) in conn.rows(LIST_HOLDING, values![office, on], read).await? {
        match people.last_mut().filter(|last| last.0 == id) {
            Some(last) => last.2.push(role),
            None => people.push((id, name, vec![role])),
        }
    }
    Ok(people)
}

/// The names of people, in one query whatever their number.
///
/// # Errors
/// When the database fails.
pub async fn names(conn: &mut Conn, ids: &[UserId]) -> Result<Vec<(UserId, String)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("SELECT id, name FROM users WHERE id IN ({})", numbers(ids));
    conn.rows(&sql, Vec::new(), |row| Ok((row.get("id")?, row.get("name")?))).await
}

/// The hash of a person's password.
///
/// # Errors
/// When the database fails.
pub async fn password(conn: &mut Conn, id: UserId) -> Result<Option<String>> {
    Ok(conn.row(FIND_PASSWORD, values![id], |row| row.get_opt("password_hash")).await?.flatten())
}

/// Everybody, by login.
///
/// # Errors
/// When the database fails.
pub async fn list(conn: &mut Conn, page: &Page<Login>) -> Result<Vec<UserRow>> {
    Ok(gather(conn.rows(LIST, values![after(page), page.limit()], read).await?))
}

/// Those who have or will have a role in an office on a day, by login, with all their roles.
///
/// # Errors
/// When the database fails.
pub async fn list_by_office(conn: &mut Conn, office: OfficeId, on: Date, page: &Page<Login>) -> Result<Vec<UserRow>> {
    Ok(gather(conn.rows(LIST_BY_OFFICE, values![after(page), page.limit(), office, on], read).await?))
}

fn after(page: &Page<Login>) -> &str {
    page.after.as_ref().map_or("", Login::as_str)
}

/// One row of [`select`]: the person, and a role where there is one.
pub(crate) fn read(row: &Row) -> Result<(UserRow, Option<RoleAssignment>)> {
    let user = UserRow {
        id: row.get("id")?,
        user: User { login: row.get("login")?, name: row.get("name")?, email: row.get_opt("email")? },
        assignments: Vec::new(),
        has_password: row.get("has_password")?,
        disabled_at: row.get_opt("disabled_at")?,
        must_change_password: row.get("must_change_password")?,
        version: row.get("version")?,
        created_at: row.get("created_at")?,
    };
    let Some(role) = row.get_opt("role")? else { return Ok((user, None)) };
    let scope = match row.get::<String>("scope")?.as_str() {
        "system" => Scope::System,
        "region" => Scope::Region(row.get("region")?),
        "office" => Scope::Office(row.get("code")?),
        other => {
            let cause = format!("no scope: {other}").into();
            return Err(Error::Unreadable { column: "scope".to_owned(), cause });
        }
    };
    let (from, to) = (row.get("valid_from")?, row.get_opt("valid_to")?);
    Ok((user, Some(RoleAssignment { role, scope, from, to, acting: row.get("acting")? })))
}

/// Puts the rows of each person together.
pub(crate) fn gather(rows: Vec<(UserRow, Option<RoleAssignment>)>) -> Vec<UserRow> {
    let mut users: Vec<UserRow> = Vec::new();
    for (user, assignment) in rows {
        if users.last().is_none_or(|last| last.id != user.id) {
            users.push(user);
        }
        users.last_mut().expect("one was just put there").assignments.extend(assignment);
    }
    users
}

/// A new person, without a password.
///
/// # Errors
/// [`Error::Duplicate`] when somebody has this login; [`Error::Reference`] when an office is unknown.
pub async fn insert(tx: &mut Tx, user: &User, assignments: &[RoleAssignment], now: Timestamp) -> Result<UserId> {
    const INSERT: &str = "INSERT INTO users (id, login, name, email, must_change_password, version, created_at)
        VALUES ($1, $2, $3, $4, 0, 1, $5)";
    let id = UserId(tx.next_id(now));
    tx.run(INSERT, values![id, user.login, user.name, user.email, now]).await?;
    insert_assignments(tx, id, assignments).await?;
    Ok(id)
}

/// Changes a person and all their roles and returns the new version.
///
/// # Errors
/// A conflict when `version` is not the current one; otherwise as [`insert`].
pub async fn save(
    tx: &mut Tx,
    id: UserId,
    version: i32,
    user: &User,
    assignments: &[RoleAssignment],
) -> Result<i32, SaveError<UserRow>> {
    const SAVE: &str =
        "UPDATE users SET login = $3, name = $4, email = $5, version = version + 1 WHERE id = $1 AND version = $2";
    if tx.run(SAVE, values![id, version, user.login, user.name, user.email]).await? == 0 {
        return Err(refused(find(tx, id).await?));
    }
    tx.run("DELETE FROM role_assignments WHERE user_id = $1", values![id]).await?;
    insert_assignments(tx, id, assignments).await?;
    Ok(version + 1)
}

async fn insert_assignments(tx: &mut Tx, id: UserId, assignments: &[RoleAssignment]) -> Result<()> {
    const INSERT: &str = "INSERT INTO role_assignments
        (user_id, position, role, scope, region, office_id, valid_from, valid_to, acting)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    for (position, assignment) in (0_i32..).zip(assignments) {
        let RoleAssignment { role, scope, from, to, acting } = assignment;
        let (region, office) = match scope {
            Scope::System => (None, None),
            Scope::Region(number) => (Some(*number), None),
            Scope::Office(code) => (None, Some(office_id(tx, code).await?)),
        };
        let reach = Reach::of(scope).as_str();
        tx.run(INSERT, values![id, position, *role, reach, region, office, *from, *to, *acting]).await?;
    }
    Ok(())
}

async fn office_id(tx: &mut Tx, code: &OfficeCode) -> Result<OfficeId> {
    let id = tx.row("SELECT id FROM offices WHERE code = $1", values![*code], |row| row.get("id")).await?;
    id.ok_or_else(|| Error::Reference(format!("office {code} is unknown").into()))
}

/// Forbids a person to sign in from a moment on, or allows it again, and returns the new version.
///
/// # Errors
/// A conflict when `version` is not the current one.
pub async fn save_disabled(
    tx: &mut Tx,
    id: UserId,
    version: i32,
    disabled_at: Option<Timestamp>,
) -> Result<i32, SaveError<UserRow>> {
    const SAVE: &str = "UPDATE users SET disabled_at = $3, version = version + 1 WHERE id = $1 AND version = $2";
    if tx.run(SAVE, values![id, version, disabled_at]).await? == 0 {
        return Err(refused(find(tx, id).await?));
    }
    Ok(version + 1)
}

/// Takes the version a person has, and holds the person until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut Tx, id: UserId) -> Result<Option<i32>> {
    let sql = tx.engine().for_update("SELECT version FROM users WHERE id = $1");
    tx.row(&sql, values![id], |row| row.get("version")).await
}

/// Gives a person another password. This is no change that others could meet, so it counts no version.
///
/// # Errors
/// When the database fails.
pub async fn save_password(tx: &mut Tx, id: UserId, hash: &str, must_change: bool) -> Result<()> {
    const SAVE: &str = "UPDATE users SET password_hash = $2, must_change_password = $3 WHERE id = $1";
    tx.run(SAVE, values![id, hash, must_change]).await?;
    Ok(())
}
