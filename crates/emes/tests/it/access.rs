//! Every address, and who gets what there. A route without a case fails the test, so none is added without the question being asked.

use std::collections::BTreeSet;

use crate::pages::{Site, Visitor};
use crate::program::{ALL, Program};

/// Who asks, in the order of the columns.
const WHO: [&str; 6] = ["nobody", "own office", "foreign office", "screener", "evaluator", "centre"];

/// What is sent: nothing, the fields of a form, or a file.
enum Sent {
    Get,
    Form(&'static [(&'static str, &'static str)]),
    File,
    /// A request of the tus protocol, without a body.
    Tus(&'static str),
    /// The JSON of a program.
    Json(&'static str),
    /// A file of a program.
    Bytes,
}
use Sent::{Bytes, File, Form, Get, Json, Tus};

type Case = (&'static str, &'static str, Sent, [u16; 6]);

const EMPTY: Sent = Form(&[]);
const VERSION: Sent = Form(&[("version", "0")]);
const MARK: Sent = Form(&[
    ("level", "9"),
    ("justification", ""),
    ("strengths", ""),
    ("connective", ""),
    ("recommendation", ""),
    ("mark_version", "0"),
    ("suggestion_version", "0"),
]);

const RELEASE: Sent = Form(&[
    ("series", ""),
    ("number", ""),
    ("date", ""),
    ("subject", ""),
    ("to", ""),
    ("paragraphs", ""),
    ("contact", ""),
    ("letter_name", ""),
    ("letter_position", ""),
    ("letter_acting", ""),
    ("letter_acting_for", ""),
    ("result_name", ""),
    ("result_position", ""),
    ("days", "x"),
]);

/// Address, what is sent, and the status for each of [`WHO`]. The office is P2300, which the coordinator of the second column belongs to
/// and that of the third does not; screener and evaluator work for the whole administration. Forms are such as may be refused but not
/// misread, so that 404 and 422 tell who may and who may not. What ends a session comes last.
const CASES: &[Case] = &[
    ("GET", "/", Get, [303, 303, 303, 303, 303, 303]),
    // What is published is for everybody, and the same for everybody.
    ("GET", "/public", Get, [200, 200, 200, 200, 200, 200]),
    ("GET", "/public/years", Get, [200, 200, 200, 200, 200, 200]),
    ("GET", "/public/years/{year}", Get, [200, 200, 200, 200, 200, 200]),
    ("GET", "/public/publications/{number}", Get, [200, 200, 200, 200, 200, 200]),
    ("GET", "/public/publications/{number}/regions/{region}", Get, [200, 200, 200, 200, 200, 200]),
    ("GET", "/public/publications/{number}/offices/{office}", Get, [200, 200, 200, 200, 200, 200]),
    ("GET", "/public/offices", Get, [200, 200, 200, 200, 200, 200]),
    ("GET", "/public/offices/{office}", Get, [303, 303, 303, 303, 303, 303]),
    ("GET", "/public/offices/{office}/{year}", Get, [200, 200, 200, 200, 200, 200]),
    ("GET", "/public/offices/{office}/{year}/results.csv", Get, [200, 200, 200, 200, 200, 200]),
    ("GET", "/public/instruments", Get, [200, 200, 200, 200, 200, 200]),
    ("GET", "/public/instruments/{year}/{instrument}", Get, [200, 200, 200, 200, 200, 200]),
    ("GET", "/public/search", Get, [200, 200, 200, 200, 200, 200]),
    ("GET", "/public/verify", Get, [200, 200, 200, 200, 200, 200]),
    ("POST", "/public/verify", File, [200, 200, 200, 200, 200, 200]),
    ("GET", "/data", Get, [200, 200, 200, 200, 200, 200]),
    ("GET", "/data/catalog.jsonld", Get, [200, 200, 200, 200, 200, 200]),
    ("GET", "/data/dictionary", Get, [200, 200, 200, 200, 200, 200]),
    ("GET", "/data/dictionary.csv", Get, [200, 200, 200, 200, 200, 200]),
    ("GET", "/data/series/{series}", Get, [200, 200, 200, 200, 200, 200]),
    ("GET", "/data/{number}", Get, [200, 200, 200, 200, 200, 200]),
    ("GET", "/data/{number}/{data}", Get, [200, 200, 200, 200, 200, 200]),
    ("GET", "/healthz", Get, [200, 200, 200, 200, 200, 200]),
    ("GET", "/readyz", Get, [200, 200, 200, 200, 200, 200]),
    ("GET", "/a/{*name}", Get, [404, 404, 404, 404, 404, 404]),
    ("GET", "/language/{code}", Get, [303, 303, 303, 303, 303, 303]),
    ("GET", "/sign-in", Get, [200, 200, 200, 200, 200, 200]),
    (
        "POST",
        "/sign-in",
        Form(&[("login", "nobody"), ("password", "wrong"), ("back", "")]),
        [422, 422, 422, 422, 422, 422],
    ),
    ("GET", "/sign-in/code", Get, [200, 200, 200, 200, 200, 200]),
    ("POST", "/sign-in/code", Form(&[("code", "123456")]), [422, 422, 422, 422, 422, 422]),
    ("POST", "/sign-in/passkey", Form(&[("answer", "{}")]), [422, 422, 422, 422, 422, 422]),
    ("POST", "/sign-in/passkey/question", EMPTY, [200, 200, 200, 200, 200, 200]),
    ("GET", "/sign-in/provider", Get, [404, 404, 404, 404, 404, 404]),
    ("GET", "/sign-in/provider/return", Get, [404, 404, 404, 404, 404, 404]),
    ("POST", "/demo/sign-in", Form(&[("role", "operator")]), [404, 404, 404, 404, 404, 404]),
    ("GET", "/link/{token}", Get, [422, 422, 422, 422, 422, 422]),
    ("POST", "/link/{token}", Form(&[("new", "ฝนตกที่ตราดทุกวันศุกร์")]), [422, 422, 422, 422, 422, 422]),
    ("GET", "/home", Get, [303, 200, 200, 303, 303, 303]),
    ("GET", "/reports/{year}/{instrument}/{round}/{office}", Get, [303, 200, 404, 200, 200, 200]),
    ("GET", "/reports/{year}/{instrument}/{round}/{office}/items/{node}", Get, [303, 200, 404, 200, 200, 200]),
    (
        "POST",
        "/reports/{year}/{instrument}/{round}/{office}/items/{node}",
        Form(&[("version", "0"), ("met", "1"), ("narrative", "ข้อความ"), ("level", "1")]),
        [401, 303, 404, 404, 404, 404],
    ),
    (
        "POST",
        "/reports/{year}/{instrument}/{round}/{office}/items/{node}/comments",
        Form(&[("words", "ขอตรวจทาน")]),
        [401, 303, 404, 303, 404, 404],
    ),
    (
        "POST",
        "/reports/{year}/{instrument}/{round}/{office}/items/{node}/evidence",
        File,
        [401, 303, 404, 404, 404, 404],
    ),
    (
        "POST",
        "/reports/{year}/{instrument}/{round}/{office}/items/{node}/evidence/remove",
        Form(&[("attachment", "1")]),
        [401, 404, 404, 404, 404, 404],
    ),
    ("POST", "/reports/{year}/{instrument}/{round}/{office}/submit", EMPTY, [401, 422, 404, 404, 404, 404]),
    ("POST", "/reports/{year}/{instrument}/{round}/{office}/certify", EMPTY, [401, 404, 404, 404, 404, 404]),
    (
        "POST",
        "/reports/{year}/{instrument}/{round}/{office}/send-back",
        Form(&[("reason", "ขอแก้ไข")]),
        [401, 404, 404, 404, 404, 404],
    ),
    ("GET", "/evidence", Get, [303, 200, 200, 404, 404, 404]),
    ("POST", "/evidence", File, [401, 303, 303, 404, 404, 404]),
    ("GET", "/evidence/{office}/{id}", Get, [303, 200, 404, 200, 200, 200]),
    ("GET", "/evidence/{office}/{id}/download", Get, [303, 303, 404, 303, 303, 303]),
    ("GET", "/evidence/files/{ticket}", Get, [303, 404, 404, 404, 404, 404]),
    ("POST", "/evidence/links", Form(&[("url", "ftp://example.go.th")]), [401, 422, 422, 404, 404, 404]),
    ("POST", "/evidence/{office}/{id}/checked", VERSION, [401, 404, 404, 404, 404, 404]),
    ("POST", "/evidence/{office}/{id}/numbers", VERSION, [401, 422, 404, 404, 404, 404]),
    ("POST", "/evidence/{office}/{id}/versions", File, [401, 303, 404, 404, 404, 404]),
    ("POST", "/evidence/uploads", Tus("POST"), [401, 422, 422, 404, 404, 404]),
    ("OPTIONS", "/evidence/uploads", Tus("OPTIONS"), [204, 204, 204, 204, 204, 204]),
    ("OPTIONS", "/evidence/uploads/{id}", Tus("OPTIONS"), [204, 204, 204, 204, 204, 204]),
    ("HEAD", "/evidence/uploads/{id}", Tus("HEAD"), [401, 404, 404, 404, 404, 404]),
    ("PATCH", "/evidence/uploads/{id}", Tus("PATCH"), [401, 404, 404, 404, 404, 404]),
    ("DELETE", "/evidence/uploads/{id}", Tus("DELETE"), [401, 404, 404, 404, 404, 404]),
    (
        "POST",
        "/reports/{year}/{instrument}/{round}/{office}/items/{node}/evidence/cite",
        Form(&[("attachment", "1")]),
        [401, 404, 404, 404, 404, 404],
    ),
    (
        "POST",
        "/reports/{year}/{instrument}/{round}/{office}/items/{node}/evidence/newest",
        Form(&[("attachment", "1"), ("before", "2")]),
        [401, 404, 404, 404, 404, 404],
    ),
    (
        "POST",
        "/reports/{year}/{instrument}/{round}/{office}/items/{node}/evidence/pages",
        Form(&[("attachment", "1"), ("pages", "3-5")]),
        [401, 404, 404, 404, 404, 404],
    ),
    ("GET", "/reports/{year}/{instrument}/{round}/{office}/receipt", Get, [303, 404, 404, 404, 404, 404]),
    ("GET", "/screening", Get, [303, 404, 404, 200, 404, 404]),
    ("GET", "/screening/reports/{year}/{instrument}/{round}/{office}", Get, [303, 404, 404, 200, 404, 404]),
    (
        "POST",
        "/screening/reports/{year}/{instrument}/{round}/{office}",
        Form(&[("verdict-QP04", "pass")]),
        [401, 404, 404, 422, 404, 404],
    ),
    ("GET", "/marking", Get, [303, 404, 404, 404, 200, 404]),
    ("GET", "/marking/reports/{year}/{instrument}/{round}/{office}", Get, [303, 404, 404, 404, 303, 404]),
    ("GET", "/marking/reports/{year}/{instrument}/{round}/{office}/items/{node}", Get, [303, 404, 404, 404, 200, 404]),
    (
        "POST",
        "/marking/reports/{year}/{instrument}/{round}/{office}/items/{node}",
        MARK,
        [401, 404, 404, 404, 422, 404],
    ),
    (
        "POST",
        "/marking/reports/{year}/{instrument}/{round}/{office}/items/{node}/draft",
        MARK,
        [401, 404, 404, 404, 303, 404],
    ),
    (
        "POST",
        "/marking/reports/{year}/{instrument}/{round}/{office}/items/{node}/phrases",
        MARK,
        [401, 404, 404, 404, 404, 404],
    ),
    ("GET", "/reconciliation", Get, [303, 404, 404, 404, 404, 404]),
    (
        "GET",
        "/reconciliation/reports/{year}/{instrument}/{round}/{office}/items/{node}",
        Get,
        [303, 404, 404, 404, 404, 404],
    ),
    (
        "POST",
        "/reconciliation/reports/{year}/{instrument}/{round}/{office}/items/{node}",
        Form(&[("level", "3"), ("words", "ก"), ("strengths", ""), ("connective", ""), ("recommendation", "")]),
        [401, 404, 404, 404, 404, 404],
    ),
    ("GET", "/external/{year}/{instrument}", Get, [303, 404, 404, 404, 404, 200]),
    (
        "POST",
        "/external/{year}/{instrument}",
        Form(&[
            ("office", "P2300"),
            ("node", "QP04"),
            ("round", "R12"),
            ("level", "9"),
            ("value", ""),
            ("source", "ก"),
        ]),
        [401, 404, 404, 404, 404, 422],
    ),
    ("POST", "/external/{year}/{instrument}/file", File, [401, 404, 404, 404, 404, 422]),
    ("GET", "/rounds/{year}/{instrument}/{round}/agreement", Get, [303, 404, 404, 404, 404, 200]),
    ("GET", "/rounds/{year}/{instrument}/{round}/work", Get, [303, 404, 404, 404, 404, 200]),
    ("POST", "/rounds/{year}/{instrument}/{round}/work", Form(&[("digest", "x")]), [401, 404, 404, 404, 404, 409]),
    (
        "POST",
        "/rounds/{year}/{instrument}/{round}/work/hand-on",
        Form(&[("task", "mark"), ("from", "1"), ("to", "1")]),
        [401, 404, 404, 404, 404, 404],
    ),
    (
        "POST",
        "/rounds/{year}/{instrument}/{round}/doubling",
        Form(&[("percent", "101"), ("version", "0")]),
        [401, 404, 404, 404, 404, 422],
    ),
    ("GET", "/instruments", Get, [303, 200, 200, 200, 200, 200]),
    ("GET", "/instruments/{year}/{instrument}", Get, [303, 200, 200, 200, 200, 200]),
    ("GET", "/instruments/{year}/{instrument}/file/{format}", Get, [303, 200, 200, 200, 200, 200]),
    (
        "POST",
        "/instruments/drafts",
        Form(&[("year", "2569"), ("instrument", "QP"), ("to", "2568")]),
        [401, 404, 404, 404, 404, 422],
    ),
    ("POST", "/instruments/drafts/file", File, [401, 404, 404, 404, 404, 422]),
    ("GET", "/instruments/drafts/{id}", Get, [303, 404, 404, 404, 404, 200]),
    ("GET", "/instruments/drafts/{id}/preview", Get, [303, 404, 404, 404, 404, 200]),
    ("GET", "/instruments/drafts/{id}/printed", Get, [303, 404, 404, 404, 404, 200]),
    ("POST", "/instruments/drafts/{id}/check/{part}", VERSION, [401, 404, 404, 404, 404, 200]),
    ("GET", "/instruments/drafts/{id}/changes", Get, [303, 404, 404, 404, 404, 200]),
    ("GET", "/instruments/drafts/{id}/what-if", Get, [303, 404, 404, 404, 404, 200]),
    ("GET", "/instruments/drafts/{id}/file/{format}", Get, [303, 404, 404, 404, 404, 200]),
    ("POST", "/instruments/drafts/{id}/file", File, [401, 404, 404, 404, 404, 422]),
    ("POST", "/instruments/drafts/{id}/head", VERSION, [401, 404, 404, 404, 404, 422]),
    ("POST", "/instruments/drafts/{id}/bands", VERSION, [401, 404, 404, 404, 404, 409]),
    ("POST", "/instruments/drafts/{id}/nodes", VERSION, [401, 404, 404, 404, 404, 422]),
    ("POST", "/instruments/drafts/{id}/nodes/{node}", VERSION, [401, 404, 404, 404, 404, 422]),
    ("POST", "/instruments/drafts/{id}/nodes/{node}/{verb}", VERSION, [401, 404, 404, 404, 404, 404]),
    ("POST", "/instruments/drafts/{id}/{verb}", VERSION, [401, 404, 404, 404, 404, 404]),
    ("GET", "/audit", Get, [303, 404, 404, 404, 404, 200]),
    ("GET", "/audit/check", Get, [303, 404, 404, 404, 404, 200]),
    ("POST", "/audit/check", EMPTY, [401, 404, 404, 404, 404, 303]),
    ("GET", "/audit/export/{format}", Get, [303, 404, 404, 404, 404, 200]),
    ("GET", "/help", Get, [200, 200, 200, 200, 200, 200]),
    ("GET", "/help/{name}", Get, [404, 404, 404, 404, 404, 404]),
    ("GET", "/help/img/{name}", Get, [404, 404, 404, 404, 404, 404]),
    ("GET", "/progress", Get, [303, 404, 404, 200, 200, 200]),
    ("GET", "/national", Get, [303, 404, 404, 404, 404, 200]),
    ("GET", "/national/list", Get, [303, 404, 404, 404, 404, 200]),
    ("GET", "/national/list/{format}", Get, [303, 404, 404, 404, 404, 200]),
    ("GET", "/national/tables/{file}", Get, [303, 404, 404, 404, 404, 200]),
    ("GET", "/national/picture.pdf", Get, [303, 404, 404, 404, 404, 200]),
    ("GET", "/national/reflection", Get, [303, 404, 404, 404, 404, 200]),
    ("GET", "/national/compare", Get, [303, 404, 404, 404, 404, 200]),
    ("GET", "/rounds", Get, [303, 404, 404, 404, 404, 200]),
    (
        "POST",
        "/rounds/{year}/{instrument}/{round}",
        Form(&[("opens", "1 ต.ค. 2568"), ("due", "31 ม.ค. 2569"), ("closes", "30 ก.ย. 2599"), ("version", "0")]),
        [401, 404, 404, 404, 404, 422],
    ),
    ("POST", "/rounds/{year}/{instrument}/{round}/{verb}", EMPTY, [401, 404, 404, 404, 404, 422]),
    (
        "POST",
        "/rounds/{year}/{instrument}/{round}/tasks",
        Form(&[("login", "nobody.at.all"), ("task", "screen"), ("region", "")]),
        [401, 404, 404, 404, 404, 404],
    ),
    ("GET", "/notices", Get, [303, 200, 200, 200, 200, 200]),
    ("POST", "/notices/read", EMPTY, [401, 303, 303, 303, 303, 303]),
    ("GET", "/notices/settings", Get, [303, 200, 200, 200, 200, 200]),
    ("POST", "/notices/settings", Form(&[("language", "th")]), [401, 303, 303, 303, 303, 303]),
    ("GET", "/notices/{place}", Get, [303, 404, 404, 404, 404, 404]),
    ("POST", "/me/calendar", EMPTY, [401, 200, 200, 200, 200, 200]),
    ("POST", "/me/calendar/revoke", EMPTY, [401, 303, 303, 303, 303, 303]),
    ("GET", "/calendar/{file}", Get, [404, 404, 404, 404, 404, 404]),
    ("GET", "/forgotten-password", Get, [200, 200, 200, 200, 200, 200]),
    ("POST", "/forgotten-password", Form(&[("who", "nobody")]), [200, 200, 200, 200, 200, 200]),
    ("GET", "/extensions", Get, [303, 404, 404, 404, 404, 200]),
    (
        "POST",
        "/extensions/{year}/{instrument}/{round}/{office}",
        Form(&[("deed", "refuse"), ("until", ""), ("answer", "")]),
        [401, 404, 404, 404, 404, 404],
    ),
    (
        "POST",
        "/reports/{year}/{instrument}/{round}/{office}/extension",
        Form(&[("until", "30 ก.ย. 2599"), ("reason", "ก")]),
        [401, 404, 404, 404, 404, 404],
    ),
    (
        "POST",
        "/reports/{year}/{instrument}/{round}/{office}/assign",
        Form(&[("node", "QP04"), ("user", "0"), ("deed", "give")]),
        [401, 422, 404, 404, 404, 404],
    ),
    ("GET", "/rounds/{year}/{instrument}/{round}/review", Get, [303, 404, 404, 404, 404, 200]),
    ("POST", "/rounds/{year}/{instrument}/{round}/recompute", EMPTY, [401, 404, 404, 404, 404, 303]),
    ("POST", "/rounds/{year}/{instrument}/{round}/confirm", EMPTY, [401, 404, 404, 404, 404, 404]),
    ("GET", "/rounds/{year}/{instrument}/{round}/publish", Get, [303, 404, 404, 404, 404, 404]),
    ("POST", "/rounds/{year}/{instrument}/{round}/publish", RELEASE, [401, 404, 404, 404, 404, 422]),
    ("GET", "/scores/{year}/{instrument}/{round}/{office}", Get, [303, 404, 404, 404, 404, 200]),
    ("GET", "/publications", Get, [303, 404, 404, 404, 404, 200]),
    ("GET", "/publications/{year}/{instrument}/{round}", Get, [303, 404, 404, 404, 404, 200]),
    (
        "POST",
        "/publications/{year}/{instrument}/{round}/correct",
        Form(&[("reason", "ก")]),
        [401, 404, 404, 404, 404, 303],
    ),
    (
        "POST",
        "/publications/{year}/{instrument}/{round}/decide",
        Form(&[("office", "P2300"), ("node", "QP04"), ("level", "3"), ("reason", "ก"), ("version", "0")]),
        [401, 404, 404, 404, 404, 404],
    ),
    ("GET", "/documents", Get, [303, 404, 404, 404, 404, 200]),
    ("POST", "/documents", Form(&[("year", "2568")]), [401, 404, 404, 404, 404, 422]),
    ("GET", "/documents/{year}/{archive}", Get, [303, 404, 404, 404, 404, 404]),
    ("GET", "/documents/file/{code}", Get, [303, 404, 404, 404, 404, 404]),
    ("GET", "/results", Get, [303, 303, 303, 404, 404, 404]),
    ("GET", "/results/{year}/{office}", Get, [303, 200, 404, 404, 404, 200]),
    ("GET", "/results/{year}/{office}/outlook/{file}", Get, [303, 200, 404, 404, 404, 200]),
    ("GET", "/results/{year}/{office}/outlook", Get, [303, 200, 404, 404, 404, 200]),
    ("POST", "/results/{year}/{office}/acknowledge", EMPTY, [401, 404, 404, 404, 404, 404]),
    (
        "POST",
        "/results/{year}/{office}/object",
        Form(&[("instrument", "QP"), ("through", "R12"), ("node", "QP04"), ("words", "ก")]),
        [401, 404, 404, 404, 404, 404],
    ),
    ("GET", "/jobs", Get, [303, 404, 404, 404, 404, 200]),
    ("GET", "/jobs/{id}/events", Get, [303, 404, 404, 404, 404, 404]),
    ("POST", "/jobs/{id}/cancel", EMPTY, [401, 404, 404, 404, 404, 404]),
    ("POST", "/jobs/{id}/restart", EMPTY, [401, 404, 404, 404, 404, 404]),
    ("GET", "/users", Get, [303, 200, 200, 404, 404, 200]),
    (
        "POST",
        "/users",
        Form(&[("login", "staff.a"), ("name", "เจ้าหน้าที่ ก."), ("email", ""), ("role", "reporter"), ("scope", "P2300")]),
        [401, 200, 404, 404, 404, 422],
    ),
    ("GET", "/users/import", Get, [303, 200, 200, 404, 404, 200]),
    ("GET", "/users/import/template", Get, [303, 200, 200, 404, 404, 200]),
    ("POST", "/users/import", File, [401, 422, 422, 404, 404, 422]),
    ("GET", "/users/{id}", Get, [303, 200, 404, 404, 404, 200]),
    (
        "POST",
        "/users/{id}",
        Form(&[("version", "0"), ("login", "demo-viewer-p2300"), ("name", "ก"), ("email", "")]),
        [401, 409, 404, 404, 404, 409],
    ),
    (
        "POST",
        "/users/{id}/roles",
        Form(&[("version", "0"), ("role", "viewer"), ("scope", "P2300")]),
        [401, 409, 404, 404, 404, 409],
    ),
    (
        "POST",
        "/users/{id}/roles/end",
        Form(&[("version", "0"), ("position", "0"), ("until", "30 ก.ย. 2699")]),
        [401, 409, 404, 404, 404, 409],
    ),
    ("POST", "/users/{id}/link", EMPTY, [401, 200, 404, 404, 404, 200]),
    ("POST", "/users/{id}/disable", VERSION, [401, 409, 404, 404, 404, 409]),
    ("POST", "/users/{id}/enable", VERSION, [401, 409, 404, 404, 404, 409]),
    ("POST", "/users/{id}/second-factor/reset", EMPTY, [401, 303, 404, 404, 404, 303]),
    ("GET", "/api/v1/openapi.json", Get, [200, 200, 200, 200, 200, 200]),
    ("GET", "/api/v1/me", Get, [401, 200, 200, 200, 200, 200]),
    ("GET", "/api/v1/regions", Get, [401, 200, 200, 200, 200, 200]),
    ("GET", "/api/v1/offices", Get, [401, 200, 200, 200, 200, 200]),
    ("GET", "/api/v1/offices/{office}", Get, [401, 200, 200, 200, 200, 200]),
    ("GET", "/api/v1/instruments", Get, [401, 200, 200, 200, 200, 200]),
    ("GET", "/api/v1/instruments/{year}/{instrument}", Get, [401, 200, 200, 200, 200, 200]),
    ("GET", "/api/v1/instrument-drafts", Get, [401, 404, 404, 404, 404, 200]),
    (
        "POST",
        "/api/v1/instrument-drafts",
        Json(r#"{"from":"instrument","year":2569,"instrument":"QP","to":2568}"#),
        [401, 404, 404, 404, 404, 422],
    ),
    ("GET", "/api/v1/instrument-drafts/{id}", Get, [401, 404, 404, 404, 404, 200]),
    ("PUT", "/api/v1/instrument-drafts/{id}", Json(r#"{"toml":"format = 2"}"#), [401, 404, 404, 404, 404, 422]),
    ("GET", "/api/v1/instrument-drafts/{id}/changes", Get, [401, 404, 404, 404, 404, 200]),
    ("GET", "/api/v1/instrument-drafts/{id}/what-if", Get, [401, 404, 404, 404, 404, 200]),
    ("POST", "/api/v1/instrument-drafts/{id}/hand-in", Json(r#"{}"#), [401, 404, 404, 404, 404, 412]),
    ("POST", "/api/v1/instrument-drafts/{id}/take-back", Json(r#"{}"#), [401, 404, 404, 404, 404, 412]),
    ("POST", "/api/v1/instrument-drafts/{id}/send-back", Json(r#"{"words":"ขอแก้ไข"}"#), [401, 404, 404, 404, 404, 412]),
    ("POST", "/api/v1/instrument-drafts/{id}/publish", Json(r#"{}"#), [401, 404, 404, 404, 404, 422]),
    ("DELETE", "/api/v1/instrument-drafts/{id}", Json(r#"{}"#), [401, 404, 404, 404, 404, 412]),
    ("GET", "/api/v1/rounds", Get, [401, 200, 200, 200, 200, 200]),
    ("GET", "/api/v1/rounds/{year}/{instrument}/{round}", Get, [401, 200, 200, 200, 200, 200]),
    (
        "PUT",
        "/api/v1/rounds/{year}/{instrument}/{round}",
        Json(r#"{"opens_on":"2025-10-01","due_on":"2026-01-31","closes_on":"2056-09-30"}"#),
        [401, 404, 404, 404, 404, 422],
    ),
    ("POST", "/api/v1/rounds/{year}/{instrument}/{round}/open", Json(r#"{}"#), [401, 404, 404, 404, 404, 422]),
    ("POST", "/api/v1/rounds/{year}/{instrument}/{round}/close", Json(r#"{}"#), [401, 404, 404, 404, 404, 422]),
    ("POST", "/api/v1/rounds/{year}/{instrument}/{round}/begin-marking", Json(r#"{}"#), [401, 404, 404, 404, 404, 422]),
    ("POST", "/api/v1/rounds/{year}/{instrument}/{round}/recompute", Json(r#"{}"#), [401, 404, 404, 404, 404, 204]),
    ("POST", "/api/v1/rounds/{year}/{instrument}/{round}/confirm", Json(r#"{}"#), [401, 404, 404, 404, 404, 404]),
    ("GET", "/api/v1/rounds/{year}/{instrument}/{round}/reports", Get, [401, 404, 404, 200, 200, 200]),
    ("GET", "/api/v1/rounds/{year}/{instrument}/{round}/screening", Get, [401, 404, 404, 200, 404, 404]),
    ("GET", "/api/v1/rounds/{year}/{instrument}/{round}/marking", Get, [401, 404, 404, 404, 200, 404]),
    ("GET", "/api/v1/offices/{office}/reports", Get, [401, 200, 404, 200, 200, 200]),
    ("GET", "/api/v1/reports/{year}/{instrument}/{round}/{office}", Get, [401, 200, 404, 200, 200, 200]),
    ("GET", "/api/v1/reports/{year}/{instrument}/{round}/{office}/items", Get, [401, 200, 404, 200, 200, 200]),
    (
        "POST",
        "/api/v1/reports/{year}/{instrument}/{round}/{office}/submit",
        Json(r#"{}"#),
        [401, 422, 404, 404, 404, 404],
    ),
    (
        "POST",
        "/api/v1/reports/{year}/{instrument}/{round}/{office}/certify",
        Json(r#"{}"#),
        [401, 404, 404, 404, 404, 404],
    ),
    (
        "POST",
        "/api/v1/reports/{year}/{instrument}/{round}/{office}/send-back",
        Json(r#"{"reason":"ขอแก้ไข"}"#),
        [401, 404, 404, 404, 404, 404],
    ),
    ("GET", "/api/v1/reports/{year}/{instrument}/{round}/{office}/extension", Get, [401, 404, 404, 404, 404, 404]),
    (
        "POST",
        "/api/v1/reports/{year}/{instrument}/{round}/{office}/extension",
        Json(r#"{"until":"2056-09-30","reason":"ก"}"#),
        [401, 404, 404, 404, 404, 404],
    ),
    (
        "POST",
        "/api/v1/reports/{year}/{instrument}/{round}/{office}/extension/decision",
        Json(r#"{}"#),
        [401, 404, 404, 404, 404, 404],
    ),
    ("GET", "/api/v1/extensions", Get, [401, 404, 404, 404, 404, 200]),
    ("GET", "/api/v1/reports/{year}/{instrument}/{round}/{office}/items/{node}", Get, [401, 200, 404, 200, 200, 200]),
    (
        "PUT",
        "/api/v1/reports/{year}/{instrument}/{round}/{office}/items/{node}",
        Json(r#"{"narrative":"ข้อความ"}"#),
        [401, 412, 404, 404, 404, 404],
    ),
    (
        "PUT",
        "/api/v1/reports/{year}/{instrument}/{round}/{office}/items/{node}/assignees",
        Json(r#"{"users":[0]}"#),
        [401, 422, 404, 404, 404, 404],
    ),
    (
        "GET",
        "/api/v1/reports/{year}/{instrument}/{round}/{office}/items/{node}/comments",
        Get,
        [401, 200, 404, 200, 200, 200],
    ),
    (
        "POST",
        "/api/v1/reports/{year}/{instrument}/{round}/{office}/items/{node}/comments",
        Json(r#"{"text":"ขอตรวจทาน"}"#),
        [401, 201, 404, 201, 404, 404],
    ),
    (
        "POST",
        "/api/v1/reports/{year}/{instrument}/{round}/{office}/items/{node}/evidence",
        Json(r#"{"id":1}"#),
        [401, 404, 404, 404, 404, 404],
    ),
    (
        "DELETE",
        "/api/v1/reports/{year}/{instrument}/{round}/{office}/items/{node}/evidence/{id}",
        Get,
        [401, 204, 404, 404, 404, 404],
    ),
    ("GET", "/api/v1/offices/{office}/evidence", Get, [401, 200, 404, 200, 200, 200]),
    ("POST", "/api/v1/offices/{office}/evidence", Bytes, [401, 200, 404, 404, 404, 404]),
    (
        "POST",
        "/api/v1/offices/{office}/links",
        Json(r#"{"url":"https://example.org/"}"#),
        [401, 201, 404, 404, 404, 404],
    ),
    ("GET", "/api/v1/offices/{office}/evidence/{id}", Get, [401, 200, 404, 200, 200, 200]),
    ("GET", "/api/v1/offices/{office}/evidence/{id}/content", Get, [401, 200, 404, 200, 200, 200]),
    (
        "POST",
        "/api/v1/reports/{year}/{instrument}/{round}/{office}/items/{node}/pass",
        Json(r#"{}"#),
        [401, 404, 404, 422, 404, 404],
    ),
    (
        "POST",
        "/api/v1/reports/{year}/{instrument}/{round}/{office}/return",
        Json(r#"{"items":[{"node":"QP04","reason":"ก"}]}"#),
        [401, 404, 404, 422, 404, 404],
    ),
    (
        "POST",
        "/api/v1/reports/{year}/{instrument}/{round}/{office}/accept",
        Json(r#"{}"#),
        [401, 404, 404, 422, 404, 404],
    ),
    ("GET", "/api/v1/reports/{year}/{instrument}/{round}/{office}/marks", Get, [401, 404, 404, 404, 200, 404]),
    (
        "GET",
        "/api/v1/reports/{year}/{instrument}/{round}/{office}/items/{node}/mark",
        Get,
        [401, 404, 404, 404, 200, 404],
    ),
    (
        "PUT",
        "/api/v1/reports/{year}/{instrument}/{round}/{office}/items/{node}/mark",
        Json(r#"{"level":3}"#),
        [401, 404, 404, 404, 422, 404],
    ),
    ("GET", "/api/v1/scores/{year}/{instrument}/{round}/{office}", Get, [401, 404, 404, 404, 404, 200]),
    ("GET", "/api/v1/publications", Get, [401, 404, 404, 404, 404, 200]),
    ("GET", "/api/v1/publications/{year}/{instrument}/{round}", Get, [401, 404, 404, 404, 404, 200]),
    (
        "POST",
        "/api/v1/publications/{year}/{instrument}/{round}",
        Json(r#"{"objection_days":999}"#),
        [401, 404, 404, 404, 404, 200],
    ),
    ("GET", "/api/v1/publications/{year}/{instrument}/{round}/offices", Get, [401, 404, 404, 404, 404, 200]),
    (
        "POST",
        "/api/v1/publications/{year}/{instrument}/{round}/correct",
        Json(r#"{"reason":" "}"#),
        [401, 404, 404, 404, 404, 422],
    ),
    ("GET", "/api/v1/publications/{year}/{instrument}/{round}/objections", Get, [401, 404, 404, 404, 404, 200]),
    ("GET", "/api/v1/results/{year}/{office}", Get, [401, 200, 404, 404, 404, 200]),
    ("POST", "/api/v1/results/{year}/{office}/acknowledge", Json(r#"{}"#), [401, 404, 404, 404, 404, 404]),
    (
        "POST",
        "/api/v1/objections/{year}/{instrument}/{round}/{office}/{node}",
        Json(r#"{"words":"ก"}"#),
        [401, 404, 404, 404, 404, 404],
    ),
    (
        "PUT",
        "/api/v1/objections/{year}/{instrument}/{round}/{office}/{node}",
        Json(r#"{"reason":"ก"}"#),
        [401, 404, 404, 404, 404, 404],
    ),
    ("GET", "/api/v1/rounds/{year}/{instrument}/{round}/tasks", Get, [401, 404, 404, 404, 404, 200]),
    (
        "POST",
        "/api/v1/rounds/{year}/{instrument}/{round}/tasks",
        Json(r#"{"user":1,"task":"screen"}"#),
        [401, 404, 404, 404, 404, 404],
    ),
    (
        "POST",
        "/api/v1/rounds/{year}/{instrument}/{round}/tasks/end",
        Json(r#"{"user":1,"task":"screen"}"#),
        [401, 404, 404, 404, 404, 204],
    ),
    ("GET", "/api/v1/rounds/{year}/{instrument}/{round}/work", Get, [401, 404, 404, 404, 404, 200]),
    (
        "POST",
        "/api/v1/rounds/{year}/{instrument}/{round}/work",
        Json(r#"{"digest":"x"}"#),
        [401, 404, 404, 404, 404, 412],
    ),
    (
        "POST",
        "/api/v1/rounds/{year}/{instrument}/{round}/work/hand-on",
        Json(r#"{"task":"mark","from":1,"to":1}"#),
        [401, 404, 404, 404, 404, 404],
    ),
    ("GET", "/api/v1/rounds/{year}/{instrument}/{round}/doubling", Get, [401, 404, 404, 404, 404, 200]),
    (
        "PUT",
        "/api/v1/rounds/{year}/{instrument}/{round}/doubling",
        Json(r#"{"percent":101}"#),
        [401, 404, 404, 404, 404, 422],
    ),
    ("GET", "/api/v1/rounds/{year}/{instrument}/{round}/agreement", Get, [401, 404, 404, 404, 404, 200]),
    ("GET", "/api/v1/rounds/{year}/{instrument}/{round}/differences", Get, [401, 404, 404, 404, 404, 404]),
    (
        "GET",
        "/api/v1/reports/{year}/{instrument}/{round}/{office}/items/{node}/difference",
        Get,
        [401, 404, 404, 404, 404, 404],
    ),
    (
        "POST",
        "/api/v1/reports/{year}/{instrument}/{round}/{office}/items/{node}/difference",
        Json(r#"{"level":3,"justification":"ก"}"#),
        [401, 404, 404, 404, 404, 404],
    ),
    (
        "GET",
        "/api/v1/reports/{year}/{instrument}/{round}/{office}/items/{node}/phrases",
        Get,
        [401, 404, 404, 404, 200, 404],
    ),
    (
        "POST",
        "/api/v1/reports/{year}/{instrument}/{round}/{office}/items/{node}/phrases",
        Json(r#"{"level":9,"half":"strengths","text":"ก"}"#),
        [401, 404, 404, 404, 422, 404],
    ),
    (
        "DELETE",
        "/api/v1/reports/{year}/{instrument}/{round}/{office}/items/{node}/phrases/{id}",
        Get,
        [401, 404, 404, 404, 404, 404],
    ),
    ("GET", "/api/v1/rounds/{year}/{instrument}/{round}/review", Get, [401, 404, 404, 404, 404, 200]),
    ("GET", "/api/v1/rounds/{year}/{instrument}/{round}/unmarked", Get, [401, 404, 404, 404, 404, 200]),
    ("GET", "/api/v1/rounds/{year}/{instrument}/{round}/far-marks", Get, [401, 404, 404, 404, 404, 200]),
    ("GET", "/api/v1/rounds/{year}/{instrument}/{round}/picture", Get, [401, 404, 404, 404, 404, 200]),
    ("GET", "/api/v1/rounds/{year}/{instrument}/{round}/ranking", Get, [401, 404, 404, 404, 404, 200]),
    ("GET", "/api/v1/external/{year}/{instrument}", Get, [401, 404, 404, 404, 404, 200]),
    (
        "POST",
        "/api/v1/external/{year}/{instrument}",
        Json(r#"{"source":"ก","rows":[{"office":"P2300","node":"QP04","round":"R12","level":3}]}"#),
        [401, 404, 404, 404, 404, 422],
    ),
    ("GET", "/api/v1/documents", Get, [401, 404, 404, 404, 404, 200]),
    ("POST", "/api/v1/documents", Json(r#"{"year":2568,"formats":[]}"#), [401, 404, 404, 404, 404, 422]),
    ("GET", "/api/v1/documents/{year}/{archive}", Get, [401, 404, 404, 404, 404, 404]),
    ("GET", "/api/v1/documents/file/{code}", Get, [401, 404, 404, 404, 404, 404]),
    ("GET", "/api/v1/users", Get, [401, 404, 404, 404, 404, 200]),
    (
        "POST",
        "/api/v1/users",
        Json(
            r#"{"login":"staff.b","name":"เจ้าหน้าที่ ข.","roles":[{"role":"reporter","office":"P2300","from":"2026-10-01"}]}"#,
        ),
        [401, 201, 404, 404, 404, 422],
    ),
    ("GET", "/api/v1/users/{id}", Get, [401, 200, 404, 404, 404, 200]),
    (
        "PUT",
        "/api/v1/users/{id}",
        Json(r#"{"login":"demo-viewer-p2300","name":"ก","roles":[]}"#),
        [401, 412, 404, 404, 404, 412],
    ),
    ("POST", "/api/v1/users/{id}/disable", Json("{}"), [401, 412, 404, 404, 404, 412]),
    ("POST", "/api/v1/users/{id}/enable", Json("{}"), [401, 412, 404, 404, 404, 412]),
    ("GET", "/api/v1/audit", Get, [401, 404, 404, 404, 404, 200]),
    ("GET", "/api/v1/audit/check", Get, [401, 404, 404, 404, 404, 200]),
    ("POST", "/api/v1/audit/check", Json("{}"), [401, 404, 404, 404, 404, 202]),
    ("GET", "/api/v1/jobs", Get, [401, 404, 404, 404, 404, 200]),
    ("GET", "/api/v1/jobs/{id}", Get, [401, 404, 404, 404, 404, 404]),
    ("POST", "/api/v1/jobs/{id}/cancel", Json(r#"{}"#), [401, 404, 404, 404, 404, 404]),
    ("POST", "/api/v1/jobs/{id}/restart", Json(r#"{}"#), [401, 404, 404, 404, 404, 404]),
    ("GET", "/api/v1/notices", Get, [401, 200, 200, 200, 200, 200]),
    ("POST", "/api/v1/notices/read", Json(r#"{}"#), [401, 204, 204, 204, 204, 204]),
    ("GET", "/api", Get, [200, 200, 200, 200, 200, 200]),
    ("GET", "/api/{group}", Get, [200, 200, 200, 200, 200, 200]),
    ("GET", "/me/tokens", Get, [303, 200, 200, 200, 200, 200]),
    ("POST", "/me/tokens", Form(&[("name", ""), ("days", "30")]), [401, 422, 422, 422, 422, 422]),
    ("POST", "/me/tokens/{id}/revoke", EMPTY, [401, 404, 404, 404, 404, 404]),
    ("GET", "/webhooks", Get, [303, 404, 404, 404, 404, 200]),
    (
        "POST",
        "/webhooks",
        Form(&[("url", "http://example.org/"), ("event", "round.opened")]),
        [401, 404, 404, 404, 404, 422],
    ),
    ("GET", "/webhooks/{id}", Get, [303, 404, 404, 404, 404, 404]),
    (
        "POST",
        "/webhooks/{id}",
        Form(&[("url", "https://example.org/"), ("event", "round.opened"), ("version", "1")]),
        [401, 404, 404, 404, 404, 404],
    ),
    ("POST", "/webhooks/{id}/test", EMPTY, [401, 404, 404, 404, 404, 404]),
    ("POST", "/webhooks/{id}/remove", EMPTY, [401, 404, 404, 404, 404, 404]),
    ("GET", "/api/v1/webhooks", Get, [401, 404, 404, 404, 404, 200]),
    (
        "POST",
        "/api/v1/webhooks",
        Json(r#"{"url":"http://example.org/","events":["round.opened"]}"#),
        [401, 404, 404, 404, 404, 422],
    ),
    ("GET", "/api/v1/webhooks/{id}", Get, [401, 404, 404, 404, 404, 404]),
    (
        "PUT",
        "/api/v1/webhooks/{id}",
        Json(r#"{"url":"https://example.org/","events":["round.opened"]}"#),
        [401, 404, 404, 404, 404, 404],
    ),
    ("DELETE", "/api/v1/webhooks/{id}", Get, [401, 404, 404, 404, 404, 404]),
    ("POST", "/api/v1/webhooks/{id}/test", Json("{}"), [401, 404, 404, 404, 404, 404]),
    ("GET", "/api/v1/webhooks/{id}/deliveries", Get, [401, 404, 404, 404, 404, 404]),
    ("GET", "/me", Get, [303, 200, 200, 200, 200, 200]),
    ("POST", "/me/password", Form(&[("old", "ไม่ใช่รหัสผ่าน"), ("new", "สั้น")]), [401, 422, 422, 422, 422, 422]),
    ("GET", "/me/confirm", Get, [303, 404, 404, 404, 404, 404]),
    ("GET", "/me/second-factor", Get, [303, 200, 200, 200, 200, 200]),
    ("POST", "/me/second-factor", EMPTY, [401, 303, 303, 303, 303, 303]),
    ("POST", "/me/second-factor/confirm", Form(&[("code", "ไม่ใช่รหัส")]), [401, 422, 422, 422, 422, 422]),
    ("POST", "/me/second-factor/recovery", EMPTY, [401, 404, 404, 404, 404, 404]),
    ("POST", "/me/second-factor/remove", EMPTY, [401, 303, 303, 303, 303, 303]),
    ("POST", "/me/passkeys", Form(&[("name", "ก"), ("answer", "{}")]), [401, 422, 422, 422, 422, 422]),
    ("POST", "/me/passkeys/question", EMPTY, [401, 200, 200, 200, 200, 200]),
    ("POST", "/me/passkeys/{id}/rename", Form(&[("name", "ก"), ("version", "1")]), [401, 404, 404, 404, 404, 404]),
    ("POST", "/me/passkeys/{id}/remove", EMPTY, [401, 404, 404, 404, 404, 404]),
    ("POST", "/me/identities/remove", EMPTY, [401, 303, 303, 303, 303, 303]),
    ("POST", "/me/sessions/end", Form(&[("session", "0")]), [401, 404, 404, 404, 404, 404]),
    ("POST", "/me/sign-out-everywhere", EMPTY, [401, 303, 303, 303, 303, 303]),
    ("POST", "/sign-out", EMPTY, [303, 303, 303, 303, 303, 303]),
];

/// An address with something for each of its parameters.
fn fill(whole: &str, ids: &Ids) -> String {
    let path = whole.strip_prefix("/api/v1").unwrap_or(whole);
    let mut filled = if path == whole { String::new() } else { "/api/v1".to_owned() };
    for part in path.split('/').skip(1) {
        let value = match part.trim_matches(['{', '}', '*']) {
            _ if !part.starts_with('{') => part,
            // What is published, and what is under way.
            "year"
                if ["/public/", "/publications/", "/documents/", "/results/", "/scores/", "/objections/"]
                    .iter()
                    .any(|of| path.starts_with(of)) =>
            {
                "2568"
            }
            "year" => "2569",
            "instrument" => "QP",
            "round" => "R12",
            "office" => "P2300",
            "node" => "QP04",
            "verb" => "open",
            "code" => "en",
            "group" => "offices",
            "token" | "ticket" | "name" => "unknown",
            "place" => "1-1",
            "file" if path.starts_with("/national/") => "regions.csv",
            "file" if path.contains("/outlook/") => "years.csv",
            "file" => "unknown.ics",
            "archive" => "pdf.zip",
            "number" => "2568-SA-R12-1",
            "region" => "9",
            "series" => "SA.csv",
            "data" => "results.csv",
            "part" => "bands",
            "format" if path.starts_with("/instruments/") => "toml",
            "format" => "csv",
            "id" if path.starts_with("/users/") => &ids.user,
            "id" if path.contains("/evidence/") => &ids.attachment,
            "id" if path.starts_with("/instruments/") || path.contains("/instrument-drafts/") => &ids.draft,
            "id" => "1",
            other => panic!("{path}: say what stands for {other}"),
        };
        filled.push('/');
        filled.push_str(value);
    }
    filled
}

/// Numbers of what belongs to P2300, and of a draft.
struct Ids {
    user: String,
    attachment: String,
    draft: String,
}

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n";

fn ask((visitor, program): &(Visitor<'_>, Program), method: &str, path: &str, sent: &Sent) -> u16 {
    let page = match sent {
        _ if path.starts_with("/api/v1/") => {
            // What is read with a mark is changed with it.
            let json = [
                ("content-type", "application/json"),
                ("if-match", if path.ends_with("/mark") { "\"0.0\"" } else { "\"0\"" }),
            ];
            let is_published = path.ends_with("/publications") || path.ends_with("/documents");
            let year = if is_published { 2568 } else { 2569 };
            let answer = match sent {
                Json(body) => program.ask(method, path, &json, Some(body.as_bytes())),
                Bytes => {
                    let kind = [("content-type", "application/octet-stream")];
                    program.ask(method, &format!("{path}?name=plan.pdf"), &kind, Some(PDF))
                }
                _ => program.ask(method, &format!("{path}?year={year}"), &[], None),
            };
            return answer.status;
        }
        Get => visitor.get(path),
        Form(fields) => visitor.post(path, fields),
        File | Json(_) | Bytes => visitor.upload(path, "แผน.pdf", PDF),
        Tus(method) => visitor.tus(method, path),
    };
    page.status.as_u16()
}

#[test]
fn every_address_has_a_case_and_answers_as_it_says() {
    let listed: BTreeSet<(String, String)> = web::addresses(true).into_iter().collect();
    let cased: BTreeSet<(String, String)> =
        CASES.iter().map(|(method, path, ..)| ((*method).to_owned(), (*path).to_owned())).collect();
    let missing: Vec<_> = listed.difference(&cased).collect();
    let gone: Vec<_> = cased.difference(&listed).collect();

    let site = Site::start("demo");
    let own = site.person("coordinator", "P2300");
    own.upload("/evidence", "แผน.pdf", PDF).leads_to("/evidence");
    let attachment = own.get("/evidence").links("/evidence/P2300/").remove(0);
    let people = own.get("/users").is(200).text;
    let user = people.split("demo-viewer-p2300").nth(1).and_then(|rest| rest.split("/users/").nth(1));
    let draft = [("year", "2569"), ("instrument", "QP"), ("to", "2570")];
    let draft = site.person("instrument-editor", "P2300").post("/instruments/drafts", &draft).is(303).location;
    let ids = Ids {
        user: user.and_then(|rest| rest.split(['/', '"']).next()).unwrap().to_owned(),
        attachment: attachment.rsplit('/').next().unwrap().to_owned(),
        draft: draft.rsplit('/').next().unwrap().to_owned(),
    };
    let visitors = [
        site.visitor(),
        own,
        site.person("coordinator", "P2402"),
        site.person("screener", "P2300"),
        site.person("evaluator", "P2300"),
        site.person("central-admin", "P2300"),
    ];
    // What a program may is what its person may.
    let visitors = visitors.map(|visitor| {
        let is_nobody = visitor.get("/me").status == 303;
        let token = if is_nobody { String::new() } else { crate::program::token(&visitor, &ALL) };
        let program = Program::with(site.address(), &token);
        (visitor, program)
    });
    let mut wrong = Vec::new();
    for (method, path, sent, expected) in CASES {
        let address = fill(path, &ids);
        let found: Vec<u16> = visitors.iter().map(|visitor| ask(visitor, method, &address, sent)).collect();
        if found != expected {
            wrong.push(format!("{method} {path}: {found:?}, not {expected:?} of {WHO:?}"));
        }
        // What names an office or one of its people is closed to another office, as if it did not exist, and to who is not signed in;
        // but for what is published and for which offices there are.
        let is_open = path.starts_with("/public/") || *path == "/api/v1/offices/{office}";
        let is_foreign = path.contains("{office}") && !is_open || path.contains("/users/{id}");
        if is_foreign && (expected[2] != 404 || !matches!(expected[0], 303 | 401)) {
            wrong.push(format!("{method} {path}: open to another office or to nobody"));
        }
        assert!(expected.iter().all(|status| *status < 500), "{method} {path}");
    }
    for (method, path) in &missing {
        let sent = if method == "GET" { Get } else { EMPTY };
        let address = fill(path, &ids);
        let found: Vec<u16> = visitors.iter().map(|visitor| ask(visitor, method, &address, &sent)).collect();
        wrong.push(format!(
            "no case: (\"{method}\", \"{path}\", {}, {found:?}),",
            if method == "GET" { "Get" } else { "EMPTY" }
        ));
    }
    assert!(wrong.is_empty() && gone.is_empty(), "{}\nno route any more: {gone:?}", wrong.join("\n"));
}
