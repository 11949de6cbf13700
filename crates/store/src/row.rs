//! How values of the domain lie in columns: integers and text only, the same on both engines.

use domain::attachment::Scan;
use domain::audit::{Hash, Outcome};
use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::id::{
    AttachmentId, CommentId, DeliveryId, InstrumentId, JobId, NodeId, OfficeId, PasskeyId, PersonalTokenId,
    PublicationId, RegionId, UploadId, UserId, WebhookId,
};
use domain::level::Level;
use domain::number::{Decimal, Fraction};
use domain::office::{InstrumentCode, NodeCode, OfficeCode, OfficeKind};
use domain::office_size::OfficeSize;
use domain::one_time_link::LinkPurpose;
use domain::personal_token::Grants;
use domain::policy::Role;
use domain::scoring::Reason;
use domain::sign_in_step::StepKind;
use domain::user::Login;
use domain::webhook::WebhookEvents;
use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::sea_query::{Nullable, Value};
use sea_orm::{QueryResult, TryGetable};

use crate::error::{Cause, Error, Result};

/// A type that is kept in one column.
pub(crate) trait Column: Sized {
    /// What lies in the column.
    type Raw: TryGetable + Nullable + Into<Value>;

    fn to_raw(&self) -> Self::Raw;
    fn from_raw(raw: Self::Raw) -> Result<Self, Cause>;
}

/// A value to bind: a [`Column`], or an option of one.
pub(crate) trait Bind {
    fn bind(&self) -> Value;
}

impl<T: Column> Bind for T {
    fn bind(&self) -> Value {
        self.to_raw().into()
    }
}

impl<T: Column> Bind for Option<T> {
    fn bind(&self) -> Value {
        self.as_ref().map_or_else(T::Raw::null, |value| value.to_raw().into())
    }
}

impl Bind for &str {
    fn bind(&self) -> Value {
        (*self).into()
    }
}

impl Bind for Option<&str> {
    fn bind(&self) -> Value {
        self.map(str::to_owned).into()
    }
}

/// The values of a statement, in the order of its `$1`, `$2`, ….
macro_rules! values {
    ($($value:expr),* $(,)?) => { vec![$($crate::row::Bind::bind(&$value)),*] };
}
pub(crate) use values;

/// A row of an answer.
pub(crate) struct Row(pub(crate) QueryResult);

impl Row {
    /// The value of a column that is never null.
    pub(crate) fn get<T: Column>(&self, column: &str) -> Result<T> {
        let raw = self.0.try_get_by::<T::Raw, _>(column).map_err(|e| unreadable(column, e.into()))?;
        T::from_raw(raw).map_err(|cause| unreadable(column, cause))
    }

    /// The value of a column that may be null.
    pub(crate) fn get_opt<T: Column>(&self, column: &str) -> Result<Option<T>> {
        let raw = self.0.try_get_by::<Option<T::Raw>, _>(column).map_err(|e| unreadable(column, e.into()))?;
        raw.map(T::from_raw).transpose().map_err(|cause| unreadable(column, cause))
    }

    /// [`Row::get`] by position, for tables that are read by the million.
    pub(crate) fn at<T: Column>(&self, index: usize) -> Result<T> {
        let raw = self.0.try_get_by::<T::Raw, _>(index).map_err(|e| unreadable(&format!("#{index}"), e.into()))?;
        T::from_raw(raw).map_err(|cause| unreadable(&format!("#{index}"), cause))
    }

    /// [`Row::get_opt`] by position.
    pub(crate) fn at_opt<T: Column>(&self, index: usize) -> Result<Option<T>> {
        let raw =
            self.0.try_get_by::<Option<T::Raw>, _>(index).map_err(|e| unreadable(&format!("#{index}"), e.into()))?;
        raw.map(T::from_raw).transpose().map_err(|cause| unreadable(&format!("#{index}"), cause))
    }
}

fn unreadable(column: &str, cause: Cause) -> Error {
    Error::Unreadable { column: column.to_owned(), cause }
}

macro_rules! column {
    ($type:ty as $raw:ty, $value:ident => $to:expr, $from:expr) => {
        impl Column for $type {
            type Raw = $raw;

            fn to_raw(&self) -> $raw {
                let $value = self;
                $to
            }

            fn from_raw(raw: $raw) -> Result<$type, Cause> {
                let $value = raw;
                $from
            }
        }
    };
}

column!(i64 as i64, v => *v, Ok(v));
column!(i32 as i32, v => *v, Ok(v));
column!(String as String, v => v.clone(), Ok(v));
column!(u8 as i32, v => i32::from(*v), Ok(u8::try_from(v)?));
column!(u16 as i32, v => i32::from(*v), Ok(u16::try_from(v)?));
column!(bool as i32, v => i32::from(*v), Ok(v != 0));
column!(Level as i32, v => i32::from(v.0), Ok(Level(u8::try_from(v)?)));
column!(RegionId as i64, v => v.0, Ok(RegionId(v)));
column!(OfficeId as i64, v => v.0, Ok(OfficeId(v)));
column!(InstrumentId as i64, v => v.0, Ok(InstrumentId(v)));
column!(NodeId as i64, v => v.0, Ok(NodeId(v)));
column!(PublicationId as i64, v => v.0, Ok(PublicationId(v)));
column!(AttachmentId as i64, v => v.0, Ok(AttachmentId(v)));
column!(UploadId as i64, v => v.0, Ok(UploadId(v)));
column!(JobId as i64, v => v.0, Ok(JobId(v)));
column!(UserId as i64, v => v.0, Ok(UserId(v)));
column!(PasskeyId as i64, v => v.0, Ok(PasskeyId(v)));
column!(WebhookId as i64, v => v.0, Ok(WebhookId(v)));
column!(DeliveryId as i64, v => v.0, Ok(DeliveryId(v)));
column!(WebhookEvents as String, v => v.to_string(), WebhookEvents::parse(&v).ok_or_else(|| format!("no events: {v}").into()));
column!(PersonalTokenId as i64, v => v.0, Ok(PersonalTokenId(v)));
column!(Grants as String, v => v.to_string(), Grants::parse(&v).ok_or_else(|| format!("no grants: {v}").into()));
column!(CommentId as i64, v => v.0, Ok(CommentId(v)));
column!(FiscalYear as i32, v => i32::from(v.number()), Ok(FiscalYear::new(i64::from(v))?));
column!(OfficeCode as String, v => v.as_str().to_owned(), Ok(OfficeCode::new(&v)?));
column!(InstrumentCode as String, v => v.as_str().to_owned(), Ok(InstrumentCode::new(&v)?));
column!(NodeCode as String, v => v.as_str().to_owned(), Ok(NodeCode::new(&v)?));
column!(Login as String, v => v.as_str().to_owned(), Login::new(&v).map_err(|_| format!("no login: {v}").into()));
column!(Role as String, v => v.as_str().to_owned(), Role::from_name(&v).ok_or_else(|| format!("no role: {v}").into()));
column!(LinkPurpose as String, v => v.as_str().to_owned(), {
    LinkPurpose::ALL.into_iter().find(|p| p.as_str() == v).ok_or_else(|| format!("no purpose of a link: {v}").into())
});
column!(StepKind as String, v => v.as_str().to_owned(), {
    StepKind::ALL.into_iter().find(|k| k.as_str() == v).ok_or_else(|| format!("no step: {v}").into())
});
column!(OfficeSize as i32, v => v.schools().cast_signed(), Ok(OfficeSize::new(i64::from(v))?));
column!(OfficeKind as String, v => v.as_str().to_owned(), Ok(v.parse::<OfficeKind>()?));
column!(Decimal as String, v => v.to_string(), Ok(v.parse::<Decimal>()?));
// Exact means as fractions in lowest terms ("13/3").
column!(Fraction as String, v => v.to_ratio_string(), Ok(v.parse::<Fraction>()?));
column!(Reason as String, v => v.as_str().to_owned(), Reason::from_word(&v).ok_or_else(|| format!("no reason: {v}").into()));
// Days as ISO text: they sort as they are, and a person at a SQL prompt can read them.
column!(Date as String, v => v.to_string(), Ok(v.parse::<Date>()?));
// Instants as milliseconds since 1970 in UTC.
column!(Timestamp as i64, v => v.as_millisecond(), Ok(Timestamp::from_millisecond(v)?));
// Rounds as their months, so that they sort and `through` is a plain comparison.
column!(RoundCode as i32, v => i32::from(v.months()), {
    u8::try_from(v).ok().and_then(RoundCode::from_months).ok_or_else(|| format!("no round of {v} months").into())
});
column!(Scan as String, v => v.as_str().to_owned(), Scan::from_word(&v).ok_or_else(|| format!("no answer of a scanner: {v}").into()));
column!(Hash as String, v => v.to_string(), Hash::from_hex(&v).ok_or_else(|| format!("not a hash: {v}").into()));
column!(Outcome as String, v => v.as_str().to_owned(), Outcome::from_name(&v).ok_or_else(|| format!("no outcome: {v}").into()));

/// Numbers of ours as they stand in the text of a query: a list has no parameter of its own on both engines.
pub(crate) fn numbers(ids: &[impl std::fmt::Display]) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

/// Words as they stand in a pattern of `LIKE … ESCAPE '!'`, in small letters.
pub(crate) fn like(words: &str) -> String {
    words.to_lowercase().chars().fold(String::new(), |text, c| match c {
        '%' | '_' | '!' => text + "!" + &c.to_string(),
        c => text + &c.to_string(),
    })
}
