//! Every named query, with values to plan it with: the one list behind the test that each of them uses an index.

use sea_orm::sea_query::Value;

use crate::row::values;
use crate::{
    answer, assignment, attachment, audit, comment, document, extension, instrument, job, mark, object, office,
    one_time_link, publication, region, round, score, self_report, session, setting, sign_in, suggestion, user,
};

/// "module::NAME" of a query, its text, and values for its parameters.
pub type Query = (&'static str, &'static str, Vec<Value>);

macro_rules! list {
    ($($module:ident::$name:ident [$($value:expr),*]),* $(,)?) => {
        vec![$((concat!(stringify!($module), "::", stringify!($name)), $module::$name, values![$($value),*])),*]
    };
}

/// The list.
pub fn queries() -> Vec<Query> {
    const YEAR: i32 = 2566;
    const DAY: &str = "2023-01-01";
    const HASH: &str = "00";
    list![
        answer::FIND [YEAR, 1_i64, 12, 7_i64, 7_i64],
        answer::LIST_BY_REPORT [YEAR, 1_i64, 12, 7_i64],
        answer::INSERT [YEAR, 1_i64, 12, 7_i64, 7_i64, "{}", 1, "draft", "", 0_i64, 1_i64],
        answer::SAVE [YEAR, 1_i64, 12, 7_i64, 7_i64, 1, "{}", 1, "draft", "", 0_i64, 1_i64],
        answer::RESTATE [YEAR, 1_i64, 12, 7_i64, 7_i64, "passed", ""],
        answer::KEEP [YEAR, 1_i64, 12, 7_i64, 2, 0_i64],
        answer::CERTIFY [YEAR, 1_i64, 12, 7_i64],
        answer::LIST_REVISIONS [YEAR, 1_i64, 12, 7_i64],
        assignment::LIST_BY_REPORT [YEAR, 1_i64, 12, 7_i64],
        assignment::IS_GIVEN [YEAR, 1_i64, 12, 7_i64, 7_i64, 7_i64],
        assignment::CLEAR [YEAR, 1_i64, 12, 7_i64, 7_i64],
        assignment::LIST_TASKS [YEAR, 1_i64, 12, 7_i64],
        assignment::LIST_ALL_TASKS [YEAR, 1_i64, 12],
        attachment::FIND [7_i64],
        attachment::FIND_BY_SHA256 [7_i64, HASH],
        attachment::LIST_CITED_BY_REPORT [YEAR, 1_i64, 7_i64],
        attachment::LIST_CITATIONS_BY_OFFICE [7_i64, 0_i64, 50_i64],
        attachment::LIST_BY_OFFICE [7_i64, 0_i64, 50_i64],
        attachment::LIST_CITED [YEAR, 1_i64, 7_i64, 7_i64],
        attachment::LIST_CITATIONS [7_i64],
        audit::LIST [700_i64, 50_i64],
        audit::LIST_BY_ENTITY [700_i64, 50_i64, "instrument:7"],
        audit::LIST_BY_ACTOR [700_i64, 50_i64, "user:7"],
        audit::WALK [0_i64, 50_i64],
        audit::HEAD [],
        comment::LIST_BY_ITEM [YEAR, 1_i64, 12, 7_i64, 7_i64],
        comment::COUNT_BY_REPORT [YEAR, 1_i64, 12, 7_i64],
        extension::FIND [YEAR, 1_i64, 12, 7_i64],
        extension::LIST [YEAR, 1_i64, 12],
        extension::LAST [YEAR, 1_i64, 12],
        extension::INSERT [YEAR, 1_i64, 12, 7_i64, DAY, "", "waiting", DAY, 0_i64, 1_i64],
        extension::SAVE [YEAR, 1_i64, 12, 7_i64, DAY, "", "waiting", DAY, 0_i64, 1_i64, 1],
        document::FIND ["EM-7"],
        document::FIND_BY_SHA256 [HASH],
        document::LIST_BY_OFFICE [YEAR, 7_i64],
        instrument::LIST [YEAR, YEAR],
        instrument::FIND [1_i64],
        instrument::FIND_BY_CODE [YEAR, "SA"],
        instrument::FIND_REVISION [1_i64, 1],
        instrument::LIST_REVISIONS [1_i64],
        instrument::LIST_NODES [1_i64],
        job::FIND [7_i64],
        job::LIST [700_i64, 50_i64],
        job::NEXT [700_i64],
        job::COUNT_WAITING [],
        mark::FIND [YEAR, 1_i64, 7_i64, 7_i64, 12],
        mark::LIST_BY_OFFICE [YEAR, 1_i64, 7_i64],
        mark::STREAM [YEAR, 1_i64, 7_i64, 7_i64, 12, 50_i64],
        mark::SAVE [YEAR, 1_i64, 7_i64, 7_i64, 12, 1, 5, "4.5", "note", 0_i64],
        mark::DELETE [YEAR, 1_i64, 7_i64, 7_i64, 12, 1],
        mark::COUNT [YEAR, 1_i64],
        object::CITED [HASH],
        office::LIST [DAY, "P7", 50_i64],
        office::FIND [DAY, 7_i64],
        office::FIND_BY_CODE [DAY, "P7"],
        office::PROVINCES [DAY, "P700", "P702"],
        office::COUNT [DAY],
        one_time_link::FIND [HASH, 0_i64],
        one_time_link::DELETE_BY_USER [7_i64],
        one_time_link::DELETE_EXPIRED [0_i64],
        publication::FIND [1_i64],
        publication::FIND_CORRECTION [1_i64],
        publication::FIND_LATEST [YEAR, 1_i64, 12],
        publication::LIST [YEAR],
        publication::FIND_OFFICE [YEAR, 1_i64, 7_i64],
        publication::LIST_OFFICES [YEAR, 1_i64, "P7", 50_i64],
        publication::COUNT_OFFICES [YEAR, 1_i64],
        region::LIST [DAY],
        region::LIST_PROVINCES [DAY],
        round::LIST_YEARS [],
        round::FIND [YEAR, 1_i64, 12],
        round::LIST [YEAR],
        score::LIST_BY_OFFICE [YEAR, 1_i64, 12, 7_i64],
        score::LIST_BY_NODE [YEAR, 1_i64, 12, 7_i64, "scored", 5, 0_i64, 50_i64],
        score::DISTRIBUTION [YEAR, 1_i64, 12, 7_i64],
        score::COUNT [YEAR, 1_i64, 12, 7_i64, 9_i64],
        score::CLEAR [YEAR, 1_i64, 12, 7_i64, 9_i64],
        self_report::FIND [YEAR, 1_i64, 12, 7_i64],
        self_report::FIND_BY_RECEIPT ["SA-2566-R12-P7-01"],
        self_report::LIST_BY_OFFICE [7_i64, YEAR],
        self_report::LIST_BY_ROUND [YEAR, 1_i64, 12, 7_i64, -1, 50_i64],
        self_report::COUNT_BY_STATE [YEAR, 1_i64, 12],
        self_report::QUEUE [YEAR, 1_i64, 12, "certified", 0_i64, 0_i64, 7_i64, "screen", 50_i64],
        self_report::SAVE [YEAR, 1_i64, 12, 7_i64, 1, "drafting", 0, 0, 0, "", 0_i64, 0_i64, 1_i64, "", "", 0_i64],
        session::RESOLVE [HASH, 0_i64],
        session::LIST_BY_USER [7_i64, 0_i64],
        session::DELETE_BY_USER [7_i64, HASH],
        session::DELETE_EXPIRED [0_i64],
        setting::FIND ["name"],
        setting::LIST [],
        sign_in::FIND ["login:7", 0_i64],
        sign_in::DELETE_OLD [0_i64],
        suggestion::FIND [YEAR, 1_i64, 7_i64, 7_i64],
        suggestion::LIST_BY_OFFICE [YEAR, 1_i64, 7_i64],
        suggestion::LIST_BY_OFFICES [YEAR, 1_i64, 7_i64, 9_i64],
        user::FIND [7_i64],
        user::FIND_BY_LOGIN ["user7"],
        user::FIND_PASSWORD [7_i64],
        user::LIST ["user7", 50_i64],
        user::LIST_BY_OFFICE ["user7", 50_i64, 7_i64, DAY],
    ]
}
