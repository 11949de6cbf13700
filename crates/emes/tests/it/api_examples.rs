//! The examples of docs/api.md are run as they stand there.

use std::process::Command;

use crate::pages::Site;
use crate::program::{ALL, token};
use crate::support::root;

#[test]
fn the_examples_of_the_documentation_work() {
    let text = std::fs::read_to_string(root().join("docs/api.md")).unwrap();
    let blocks: Vec<&str> = text.split("```sh\n").skip(1).map(|rest| rest.split("\n```").next().unwrap()).collect();
    assert!(blocks.len() > 5, "{blocks:?}");
    let site = Site::start("demo");
    let script = blocks.join("\n").replace("HOST=http://127.0.0.1:8080", &format!("HOST={}", site.address()));
    let folder = tempfile::tempdir().unwrap();
    let out = Command::new("bash")
        .current_dir(folder.path())
        .args(["-euxo", "pipefail", "-c", &script])
        .env("TOKEN", token(&site.person("coordinator", "P2300"), &ALL))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&out.stdout).into_owned() + &String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success(), "{said}");
}
