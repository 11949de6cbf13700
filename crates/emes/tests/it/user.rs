//! People at the command line.

use std::io::Write as _;
use std::process::Stdio;

use crate::support::{Run, World};

const GOOD: &str = "ฝนตกที่ตราดทุกวันศุกร์";

fn typed(world: &World, args: &[&str], input: &str) -> Run {
    let mut command = world.command("en", args);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A refusal may come before the password is read.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    Run::of(child.wait_with_output().unwrap())
}

store::fresh_test!(people_are_added_given_a_password_and_disabled, |fresh| {
    let world = World::with(&fresh, &[]).await;
    let add = ["user", "add", "Clerk.Trat", "--name", "เจ้าหน้าที่ ก.", "--role", "reporter", "--office", "P2300"];
    let run = typed(&world, &add, &format!("{GOOD}\r\n")).well();
    assert!(run.out.contains("clerk.trat is added"), "{}", run.out);
    let rows = "SELECT login || ' ' || must_change_password || ' ' || role || ' ' || scope
        FROM users JOIN role_assignments ON user_id = id";
    assert_eq!(world.texts(rows).await, ["clerk.trat 1 reporter office"]);
    let hashes = "SELECT password_hash FROM users";
    let first = world.texts(hashes).await;
    assert!(first[0].starts_with("$argon2id$"));

    typed(&world, &["user", "passwd", "clerk.trat"], "อีกรหัสที่ยาวพอใช้ได้เลย\n").well();
    assert_ne!(world.texts(hashes).await, first);
    typed(&world, &["user", "disable", "clerk.trat"], "").well();
    typed(&world, &["user", "disable", "clerk.trat"], "").well();
    assert_eq!(world.texts("SELECT login FROM users WHERE disabled_at IS NOT NULL").await, ["clerk.trat"]);
    let done = ["user.manage done", "user.set-password done", "user.set-password done", "user.manage done"];
    assert_eq!(world.audit().await[2..], done);
    for secret in [GOOD, "argon2id"] {
        let log = world.texts("SELECT actor || entity || detail FROM audit_entries").await.join("\n");
        assert!(!log.contains(secret) && !log.contains("เจ้าหน้าที่"), "{log}");
    }
    world.emes(&["audit", "verify"]).well();
});

store::fresh_test!(what_is_wrong_with_a_person_is_said_and_nothing_is_left, |fresh| {
    let world = World::with(&fresh, &[]).await;
    let add = |login: &'static str, place: &[&'static str], password: &str| {
        let base = ["user", "add", login, "--name", "เจ้าหน้าที่ ก."];
        typed(&world, &[&base, place].concat(), password).refused().err
    };
    let here = ["--role", "reporter", "--office", "P2300"];
    assert!(add("clerk", &here, "short\n").contains("at least 12 characters"));
    assert!(add("clerk", &here, "password2567\n").contains("easily guessed"));
    assert!(add("clerk", &here, "081234567890\n").contains("only digits"));
    assert!(add("clerk", &here, "my-clerk-secret\n").contains("contains the login"));
    assert!(add("clerk", &here, "").contains("no password on standard input"));
    assert!(add("x y", &here, GOOD).contains("a login is"));
    assert!(add("clerk", &["--role", "reporter"], GOOD).contains("cannot be held in the whole administration"));
    assert!(add("clerk", &["--role", "region-chair", "--region", "77"], GOOD).contains("77"));
    assert!(add("clerk", &["--role", "reporter", "--office", "P9999"], GOOD).contains("does not exist"));
    assert!(
        typed(&world, &["user", "passwd", "nobody"], GOOD).refused().err.contains("the user nobody cannot be found")
    );
    assert!(world.texts("SELECT login FROM users").await.is_empty());
    typed(&world, &["user", "add", "clerk", "--name", "ก", "--role", "auditor"], GOOD).well();
    assert!(add("CLERK", &here, GOOD).contains("somebody has this login already"));
    let thai = Run::of(world.command("th", &["user", "disable", "nobody"]).output().unwrap()).refused();
    assert!(thai.err.contains("ไม่พบผู้ใช้ nobody"), "{}", thai.err);
});
