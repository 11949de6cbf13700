//! What a program is told when its request cannot be done (RFC 9457).

use std::sync::Arc;

use app::AppError;
use app::message::Language;
use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use domain::problem::{Fault, Problem as FileProblem};
use serde::Serialize;
use utoipa::ToSchema;

use super::set;
use crate::failure::Failure;

/// Why a request of a program is refused before or beside the use case.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// The token was not made for it.
    Scope {
        /// What it would have to be made for ("reports:write").
        needed: String,
    },
    /// Something is to be changed without saying which version of it.
    NoCondition,
    /// It is not what the client read.
    Changed,
    /// The client asks more often than it may.
    TooMany {
        /// When it may ask again, in seconds.
        seconds: u64,
    },
    /// What was sent is not what is described.
    Unreadable {
        /// Status.
        status: StatusCode,
        /// Why, in the words of the reader.
        cause: String,
    },
    /// A list cannot go on there.
    Cursor,
    /// The key of a request is none.
    Key,
    /// A request with this key is under way.
    KeyUnderWay,
    /// The key was used for another request.
    KeyOther,
}

impl Refusal {
    /// The status it is answered with.
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Refusal::Scope { .. } => StatusCode::FORBIDDEN,
            Refusal::NoCondition => StatusCode::PRECONDITION_REQUIRED,
            Refusal::Changed => StatusCode::PRECONDITION_FAILED,
            Refusal::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Refusal::Unreadable { status, .. } => *status,
            Refusal::Cursor | Refusal::Key => StatusCode::BAD_REQUEST,
            Refusal::KeyUnderWay => StatusCode::CONFLICT,
            Refusal::KeyOther => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }

    fn fault(&self) -> Fault {
        match self {
            Refusal::Scope { needed } => Fault::new("api-scope").with("needed", needed),
            Refusal::NoCondition => Fault::new("api-no-condition"),
            Refusal::Changed => Fault::new("changed-meanwhile"),
            Refusal::TooMany { seconds } => Fault::new("api-too-many").with("seconds", seconds),
            Refusal::Unreadable { .. } => Fault::new("api-unreadable"),
            Refusal::Cursor => Fault::new("api-cursor"),
            Refusal::Key => Fault::new("api-key"),
            Refusal::KeyUnderWay => Fault::new("api-key-under-way"),
            Refusal::KeyOther => Fault::new("api-key-other"),
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Failure {
        Failure::Api(refusal)
    }
}

/// What went wrong (RFC 9457).
#[derive(Serialize, ToSchema)]
pub(super) struct Problem {
    /// The kind of problem: `about:blank` where the status says it all, else `urn:emes:problem:` and the name of the rule that refuses.
    r#type: String,
    /// The status in words.
    title: String,
    /// The status.
    status: u16,
    /// What is wrong and what would be right, in the language that `Accept-Language` asks for.
    detail: String,
    /// The address that was asked.
    instance: String,
    /// Number of the request in the log of the program.
    request_id: String,
    /// Everything that is wrong with what was handed in, where that is a list.
    errors: Vec<ProblemLine>,
}

/// One thing that is wrong.
#[derive(Serialize, ToSchema)]
pub(super) struct ProblemLine {
    /// The name of the rule that refuses.
    code: String,
    /// What is wrong and what would be right.
    detail: String,
    /// The line of a file.
    line: Option<u32>,
    /// The column, item or field.
    place: Option<String>,
}

impl ProblemLine {
    /// What is wrong with something as a whole.
    fn whole(language: Language, fault: &Fault) -> ProblemLine {
        ProblemLine { code: fault.key.to_owned(), detail: language.fault(fault), line: None, place: None }
    }

    /// A problem of a file.
    pub(super) fn of(language: Language, problem: &FileProblem) -> ProblemLine {
        let whole = ProblemLine::whole(language, &problem.fault);
        ProblemLine { line: problem.line, place: problem.place.clone(), ..whole }
    }
}

/// What a request is called by, for the answer to name it.
pub(crate) struct Asked {
    /// Its address.
    pub(crate) path: String,
    /// Its number in the log.
    pub(crate) id: String,
    /// The language that the client prefers.
    pub(crate) language: Language,
    /// Whether it named a version.
    pub(crate) is_conditional: bool,
}

impl Asked {
    /// Reads it from a request.
    pub(crate) fn of(path: &str, id: &str, headers: &HeaderMap) -> Asked {
        Asked {
            path: path.to_owned(),
            id: id.to_owned(),
            language: language_of(headers),
            is_conditional: headers.contains_key(header::IF_MATCH),
        }
    }
}

/// The language of ours that a client prefers.
pub(super) fn language_of(headers: &HeaderMap) -> Language {
    preferred(headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or_default())
}

/// The language of ours that a list of languages prefers; Thai where it names neither.
fn preferred(list: &str) -> Language {
    let mut best = (0.0_f32, Language::default());
    for each in list.split(',') {
        let mut parts = each.split(';').map(str::trim);
        let tag = parts.next().unwrap_or_default();
        let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(1.0, |q| q.parse().unwrap_or(0.0));
        let primary = tag.split('-').next().unwrap_or_default();
        let language = Language::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(primary));
        if let Some(language) = language.filter(|_| weight > best.0) {
            best = (weight, language);
        }
    }
    best.1
}

/// Puts a problem in place of a bare failure.
pub(crate) fn show(mut response: Response, asked: &Asked) -> Response {
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let failure = response.extensions_mut().remove::<Arc<Failure>>();
    if status.is_server_error() {
        tracing::error!(cause = ?failure, %status, request = asked.id, "a request failed");
    }
    let (status, problem) = Problem::of(status, failure.as_deref(), asked);
    *response.status_mut() = status;
    *response.body_mut() = Body::from(serde_json::to_string(&problem).unwrap_or_default());
    response.headers_mut().remove(header::CONTENT_LENGTH);
    set(&mut response, "content-type", "application/problem+json");
    set(&mut response, "content-language", asked.language.code());
    if status == StatusCode::UNAUTHORIZED {
        set(&mut response, "www-authenticate", "Bearer");
    }
    if let Some(Failure::Api(Refusal::TooMany { seconds })) = failure.as_deref() {
        set(&mut response, "retry-after", &seconds.to_string());
    }
    response
}

impl Problem {
    fn of(status: StatusCode, failure: Option<&Failure>, asked: &Asked) -> (StatusCode, Problem) {
        let language = asked.language;
        let words = |fault: &Fault| language.fault(fault);
        let line = |fault: &Fault| ProblemLine::whole(language, fault);
        let mut errors = Vec::new();
        let mut status = status;
        let (code, detail) = match failure {
            Some(Failure::Api(refusal)) => {
                let fault = refusal.fault();
                if let Refusal::Unreadable { cause, .. } = refusal {
                    let detail = cause.clone();
                    errors.push(ProblemLine { detail, ..line(&fault) });
                }
                (Some(fault.key), words(&fault))
            }
            Some(Failure::App(AppError::Refused(fault))) => {
                // Who named a version is told that it is over; who did not, that things changed under their hands.
                if fault.key == "changed-meanwhile" && asked.is_conditional {
                    status = StatusCode::PRECONDITION_FAILED;
                }
                errors.push(line(fault));
                (Some(fault.key), words(fault))
            }
            Some(Failure::App(AppError::Problems(problems))) => {
                errors.extend(problems.iter().map(|problem| ProblemLine::of(language, problem)));
                (Some("problems"), words(&Fault::new("api-problems").with("count", problems.len())))
            }
            Some(Failure::App(error)) => (None, error.words(language)),
            _ => (None, words(&Fault::new("api-status").with("status", status.as_u16()))),
        };
        let problem = Problem {
            r#type: code.map_or_else(|| "about:blank".to_owned(), |code| format!("urn:emes:problem:{code}")),
            title: status.canonical_reason().unwrap_or_default().to_owned(),
            status: status.as_u16(),
            detail,
            instance: asked.path.clone(),
            request_id: asked.id.clone(),
            errors,
        };
        (status, problem)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_the_one_that_is_preferred() {
        assert_eq!(preferred(""), Language::Th);
        assert_eq!(preferred("en"), Language::En);
        assert_eq!(preferred("en-GB,th;q=0.9"), Language::En);
        assert_eq!(preferred("de, en;q=0.3, th;q=0.8"), Language::Th);
        assert_eq!(preferred("de, *"), Language::Th);
    }
}
