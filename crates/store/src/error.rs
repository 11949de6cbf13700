//! What can go wrong with the database, said twice: for people (`Display` in English, [`Error::message_th`] in Thai: what is wrong, where,
//! what to do) and for the log (`source`, never shown to people).

use std::error::Error as StdError;

use jiff::civil::Date;

/// The internal reason behind an [`Error`]; for the log.
pub type Cause = Box<dyn StdError + Send + Sync>;

/// Result of a store function.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why the store could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Neither a SQLite nor a PostgreSQL URL, or a malformed one.
    #[error("the database URL is not understood; write sqlite://FILE or postgres://USER@HOST/DATABASE")]
    BadUrl(#[source] Cause),
    /// Nothing is there yet.
    #[error("there is no database at {place}; create it with `emes migrate`")]
    NoDatabase {
        /// Where, without password.
        place: String,
    },
    /// It is there but cannot be opened: permissions, a wrong password, a folder in its place.
    #[error("cannot open the database {place}; check that it exists and that this program may read and write it")]
    CannotOpen {
        /// Where, without password.
        place: String,
        /// Why.
        #[source]
        cause: Cause,
    },
    /// It belongs to another program.
    #[error("the database {place} belongs to another program ({found}); choose an empty one or the one of e-MES")]
    NotOurs {
        /// Where, without password.
        place: String,
        /// What shows it.
        found: String,
    },
    /// It is not a database, is cut off or corrupt.
    #[error("the database is damaged or cut off; restore it from a backup")]
    Damaged(#[source] Cause),
    /// The same, found when it was opened.
    #[error("the database {place} is damaged, cut off or no database at all; restore it from a backup")]
    DamagedAt {
        /// Where, without password.
        place: String,
        /// What shows it.
        #[source]
        cause: Cause,
    },
    /// A newer version of the program made it.
    #[error("the database {place} was made by a newer version of the program ({}); use that version", .unknown.join(", "))]
    Newer {
        /// Where, without password.
        place: String,
        /// Migrations this program does not know.
        unknown: Vec<String>,
    },
    /// It waits for migrations.
    #[error("the database {place} is older than the program; run `emes migrate`")]
    Older {
        /// Where, without password.
        place: String,
        /// Migrations to be applied.
        pending: Vec<String>,
    },
    /// No space left.
    #[error("the disk of the database is full; nothing was changed; free some space and try again")]
    Full(#[source] Cause),
    /// Others held it for too long.
    #[error("the database is busy; nothing was changed; try again in a moment")]
    Busy(#[source] Cause),
    /// The server does not answer.
    #[error("the database server cannot be reached; check that it runs and that the address is right")]
    Unreachable(#[source] Cause),
    /// Two transactions met; the whole transaction may simply be run again.
    #[error("someone else changed the same data at the same moment; try again")]
    Collision(#[source] Cause),
    /// A row with this key exists.
    #[error("this already exists")]
    Duplicate(#[source] Cause),
    /// A row this one refers to does not exist, or one that is referred to would be removed.
    #[error("something this refers to does not exist, or is still in use")]
    Reference(#[source] Cause),
    /// A dated change that would begin before what holds now.
    #[error("what holds now began on {since}; a change cannot begin earlier")]
    TooEarly {
        /// First day of what holds now.
        since: Date,
    },
    /// The caller stopped it.
    #[error("stopped; nothing was changed")]
    Stopped,
    /// A stored value that no version of the program wrote.
    #[error("the database holds a value in {column} that this program does not understand")]
    Unreadable {
        /// Column.
        column: String,
        /// What it holds and why that is not understood.
        #[source]
        cause: Cause,
    },
    /// The file storage failed.
    #[error("the file storage does not work; check its folder or address and that this program may write there")]
    Objects(#[source] Cause),
    /// Anything else.
    #[error("the database answered with an unexpected error; the log has the details")]
    Unexpected(#[source] Cause),
}

impl Error {
    /// Whether running the whole transaction again may succeed at once.
    pub fn is_retryable(&self) -> bool {
        matches!(self, Error::Collision(_))
    }

    /// Whether the database did not answer at all, so that asking it something else is of no use.
    pub fn is_absent(&self) -> bool {
        matches!(self, Error::Unreachable(_) | Error::Busy(_))
    }

    /// Tells which database it is, where that was found out while opening it.
    pub(crate) fn at(self, place: &str) -> Error {
        match self {
            Error::Damaged(cause) => Error::DamagedAt { place: place.to_owned(), cause },
            other => other,
        }
    }

    /// The same as `Display`, in Thai.
    pub fn message_th(&self) -> String {
        match self {
            Error::BadUrl(_) => "ที่อยู่ฐานข้อมูลไม่ถูกต้อง ให้เขียนเป็น sqlite://ไฟล์ หรือ postgres://ผู้ใช้@เครื่อง/ฐานข้อมูล".to_owned(),
            Error::NoDatabase { place } => format!("ยังไม่มีฐานข้อมูลที่ {place} ให้สร้างด้วยคำสั่ง emes migrate"),
            Error::CannotOpen { place, .. } => {
                format!("เปิดฐานข้อมูล {place} ไม่ได้ ให้ตรวจว่ามีอยู่จริงและโปรแกรมมีสิทธิ์อ่านและเขียน")
            }
            Error::NotOurs { place, found } => {
                format!("ฐานข้อมูล {place} เป็นของโปรแกรมอื่น ({found}) ให้เลือกฐานข้อมูลว่างหรือฐานข้อมูลของ e-MES")
            }
            Error::DamagedAt { place, .. } => {
                format!("ฐานข้อมูล {place} เสียหาย ไม่ครบ หรือไม่ใช่ฐานข้อมูล ให้กู้คืนจากข้อมูลสำรอง")
            }
            Error::Damaged(_) => "ฐานข้อมูลเสียหายหรือไม่ครบ ให้กู้คืนจากข้อมูลสำรอง".to_owned(),
            Error::Newer { place, .. } => format!("ฐานข้อมูล {place} สร้างโดยโปรแกรมรุ่นใหม่กว่า ให้ใช้โปรแกรมรุ่นนั้น"),
            Error::Older { place, .. } => format!("ฐานข้อมูล {place} เก่ากว่าโปรแกรม ให้ใช้คำสั่ง emes migrate"),
            Error::Full(_) => "พื้นที่จัดเก็บของฐานข้อมูลเต็ม ไม่มีข้อมูลใดเปลี่ยนแปลง ให้เพิ่มพื้นที่แล้วลองใหม่".to_owned(),
            Error::Busy(_) => "ฐานข้อมูลกำลังถูกใช้งาน ไม่มีข้อมูลใดเปลี่ยนแปลง ให้ลองใหม่อีกครั้ง".to_owned(),
            Error::Unreachable(_) => "ติดต่อเซิร์ฟเวอร์ฐานข้อมูลไม่ได้ ให้ตรวจว่าเซิร์ฟเวอร์ทำงานอยู่และที่อยู่ถูกต้อง".to_owned(),
            Error::Collision(_) => "มีผู้อื่นแก้ไขข้อมูลเดียวกันในขณะเดียวกัน ให้ลองใหม่อีกครั้ง".to_owned(),
            Error::Duplicate(_) => "มีรายการนี้อยู่แล้ว".to_owned(),
            Error::Reference(_) => "รายการที่อ้างถึงไม่มีอยู่ หรือยังมีรายการอื่นใช้อยู่".to_owned(),
            Error::TooEarly { since } => format!("ข้อมูลปัจจุบันมีผลตั้งแต่ {since} การเปลี่ยนแปลงเริ่มก่อนวันนั้นไม่ได้"),
            Error::Stopped => "หยุดตามคำสั่ง ไม่มีข้อมูลใดเปลี่ยนแปลง".to_owned(),
            Error::Unreadable { column, .. } => format!("ฐานข้อมูลมีค่าในช่อง {column} ที่โปรแกรมไม่เข้าใจ"),
            Error::Objects(_) => "ที่เก็บไฟล์ใช้งานไม่ได้ ให้ตรวจโฟลเดอร์หรือที่อยู่ และสิทธิ์การเขียน".to_owned(),
            Error::Unexpected(_) => "ฐานข้อมูลแจ้งข้อผิดพลาดที่ไม่คาดไว้ รายละเอียดอยู่ในบันทึกของระบบ".to_owned(),
        }
    }
}

/// Why a change to a row that people edit was not saved.
#[derive(Debug, thiserror::Error)]
pub enum SaveError<T: std::fmt::Debug> {
    /// Someone saved another version in the meantime; nothing was changed.
    #[error("someone else saved this in the meantime")]
    Conflict(Box<T>),
    /// The row is gone.
    #[error("this no longer exists")]
    Gone,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] Error),
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Error {
        use sqlx::Error as E;
        match &error {
            E::Database(database) => {
                let code = database.code().unwrap_or_default().into_owned();
                match database.try_downcast_ref::<sqlx::sqlite::SqliteError>() {
                    Some(_) => of_sqlite(code.parse().unwrap_or(0))(error.into()),
                    None => of_postgres(&code)(error.into()),
                }
            }
            E::PoolTimedOut => Error::Busy(error.into()),
            E::Io(_) | E::Tls(_) | E::PoolClosed | E::WorkerCrashed => Error::Unreachable(error.into()),
            _ => Error::Unexpected(error.into()),
        }
    }
}

impl From<sea_orm::DbErr> for Error {
    fn from(error: sea_orm::DbErr) -> Error {
        use sea_orm::{DbErr, RuntimeErr};
        match error {
            DbErr::Conn(RuntimeErr::SqlxError(inner))
            | DbErr::Exec(RuntimeErr::SqlxError(inner))
            | DbErr::Query(RuntimeErr::SqlxError(inner)) => match std::sync::Arc::try_unwrap(inner) {
                Ok(inner) => inner.into(),
                Err(shared) => Error::Unexpected(shared.to_string().into()),
            },
            other => Error::Unexpected(other.into()),
        }
    }
}

/// <https://www.sqlite.org/rescode.html>; the low byte is the primary code.
fn of_sqlite(code: i32) -> fn(Cause) -> Error {
    const SHARED_MEMORY_SIZE: i32 = 10 | 19 << 8;
    match (code & 0xff, code) {
        (5 | 6, _) => Error::Busy,
        (11 | 26, _) => Error::Damaged,
        (13, _) | (_, SHARED_MEMORY_SIZE) => Error::Full,
        (_, 1555 | 2067 | 2579) => Error::Duplicate,
        (_, 787 | 1811) => Error::Reference,
        _ => Error::Unexpected,
    }
}

/// <https://www.postgresql.org/docs/current/errcodes-appendix.html>
fn of_postgres(code: &str) -> fn(Cause) -> Error {
    match code {
        "40001" | "40P01" => Error::Collision,
        "53100" => Error::Full,
        "53300" | "55P03" | "57014" => Error::Busy,
        "57P01" | "57P02" | "57P03" => Error::Unreachable,
        "XX001" | "XX002" => Error::Damaged,
        "23505" => Error::Duplicate,
        "23503" => Error::Reference,
        _ => Error::Unexpected,
    }
}

/// Why an UPDATE guarded by `version` changed no row, given the row as it is.
pub(crate) fn refused<T: std::fmt::Debug>(current: Option<T>) -> SaveError<T> {
    current.map_or(SaveError::Gone, |row| SaveError::Conflict(Box::new(row)))
}
