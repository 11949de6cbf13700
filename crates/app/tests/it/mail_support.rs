//! A real mail server on a port of this machine, and what it was given.

use std::io::{BufRead as _, BufReader, Lines};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use app::mail::Mailer;
use serde_json::Value;

/// The server; it ends with the test.
pub(crate) struct MailServer {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    port: String,
}

impl MailServer {
    pub(crate) fn start() -> MailServer {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
        let python = target.join("venv/bin/python");
        assert!(python.exists(), "{} is missing; scripts/setup.sh makes it", python.display());
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/catch_mail.py");
        let mut child = Command::new(python).arg(script).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let port = lines.next().expect("the server tells its port").unwrap();
        MailServer { child, lines, port }
    }

    pub(crate) fn mailer(&self) -> Mailer {
        let url = format!("smtp://127.0.0.1:{}", self.port);
        Mailer::new(&url, "e-MES <emes@obec.example>", "https://emes.obec.example/").unwrap()
    }

    /// The next mail it was given.
    pub(crate) fn next(&mut self) -> Value {
        serde_json::from_str(&self.lines.next().expect("a mail came").unwrap()).unwrap()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
