//! The API asked by its own description: schemathesis makes requests that fit it and such that do not. None may bring the program down, and
//! every answer is one that the description has. `make fuzz` sets `API_EXAMPLES`, how many requests are made up for each operation.

use std::path::PathBuf;
use std::process::Command;

use crate::pages::Site;
use crate::program::{ALL, token};
use crate::support::root;

/// Where `scripts/setup.sh` puts the Python tools of the tests.
fn venv() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    target.join("venv")
}

/// What is asked of every answer. What else it can ask does not hold for us on purpose: that everything the description does not have is
/// refused with 4xx (it may be not there first), and that what it has is accepted (a rule may refuse it).
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,\
    response_schema_conformance,unsupported_method,ignored_auth";

fn ask(site: &Site, role: &str) {
    let token = token(&site.person(role, "P2300"), &ALL);
    let program = venv().join("bin/schemathesis");
    assert!(program.exists(), "{} is missing; scripts/setup.sh test installs it", program.display());
    let folder = tempfile::tempdir().unwrap();
    let examples = std::env::var("API_EXAMPLES").unwrap_or_else(|_| "3".to_owned());
    let out = Command::new(program)
        .current_dir(folder.path())
        .args(["--no-color", "run", &format!("{}/api/v1/openapi.json", site.address())])
        .args(["--header", &format!("Authorization: Bearer {token}")])
        .args(["--checks", CHECKS, "--phases", "examples,coverage,fuzzing"])
        .args(["--max-examples", &examples, "--seed", "1", "--no-shrink", "--continue-on-failure"])
        // A machine that is busy answers late; one that never answers is a failure.
        .args(["--suppress-health-check", "all", "--warnings", "off", "--request-timeout", "60"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&out.stdout).into_owned() + &String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success(), "{role}: {said}");
    site.visitor().get("/readyz").is(200);
}

#[test]
fn what_the_description_says_holds_for_an_office() {
    let settings = [("EMES_API_REQUESTS_PER_MINUTE", "1000000")];
    ask(&Site::start_with("demo", &settings), "coordinator");
}

#[test]
fn what_the_description_says_holds_for_the_centre() {
    let settings = [("EMES_API_REQUESTS_PER_MINUTE", "1000000")];
    ask(&Site::start_with("demo", &settings), "central-admin");
}
