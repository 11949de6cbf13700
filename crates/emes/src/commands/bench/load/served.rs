//! The program under load: a process of its own, so that its processor time and memory are told from those of the load.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process};

use crate::commands::{Refusal, Session};

/// Names the first process of the database server, where it is one of its own for this measurement.
const DATABASE_PROCESS: &str = "EMES_BENCH_POSTGRES_PID";
/// Linux counts processor time in hundredths of a second.
const TICKS: f64 = 100.0;

/// A program that serves until it is dropped.
pub(super) struct Served {
    child: Child,
    pub(super) address: SocketAddr,
    database: Option<u32>,
}

impl Served {
    pub(super) fn start(session: &Session) -> Result<Served, Refusal> {
        let program = std::env::current_exe().map_err(|error| failed(&error))?;
        Served::run(session, Command::new(program))
    }

    /// The same on one processor and no other.
    pub(super) fn start_on_one(session: &Session) -> Result<Served, Refusal> {
        let program = std::env::current_exe().map_err(|error| failed(&error))?;
        // It becomes the program, so that it is this process whose time is counted.
        let mut command = Command::new("taskset");
        command.args(["--cpu-list", "0"]).arg(program);
        Served::run(session, command)
    }

    fn run(session: &Session, mut command: Command) -> Result<Served, Refusal> {
        command.args(["--lang", "en", "--data"]).arg(&session.settings.data);
        // The address of a database may hold a password, which has no place in a list of processes.
        command.env("EMES_DATABASE_URL", session.settings.database_url());
        command.args(["serve", "--listen", "127.0.0.1:0"]).stdout(Stdio::piped());
        let mut child = command.spawn().map_err(|error| failed(&error))?;
        let out = child.stdout.take().map(BufReader::new).expect("its output is piped");
        let mut lines = out.lines();
        let said = lines.by_ref().map_while(Result::ok).find_map(|line| {
            line.strip_prefix("serving at http://").and_then(|rest| rest.split(' ').next()?.parse().ok())
        });
        let database = std::env::var(DATABASE_PROCESS).ok().and_then(|pid| pid.parse().ok());
        let Some(address) = said else {
            let _ = child.kill();
            return Err(failed(&"it does not serve"));
        };
        std::thread::spawn(move || lines.for_each(drop));
        Ok(Served { child, address, database })
    }

    /// Seconds of processor time so far, the database server's among them.
    pub(super) fn cpu(&self) -> f64 {
        let own = Spent::of(self.child.id()).map_or(0, |spent| spent.own);
        let database = self.database.map_or(0, |first| {
            let ended = Spent::of(first).map_or(0, |spent| spent.own + spent.ended);
            let children = processes().filter_map(Spent::of).filter(|spent| spent.parent == first);
            ended + children.map(|spent| spent.own).sum::<u64>()
        });
        (own + database) as f64 / TICKS
    }

    /// Most memory it ever held, in MiB.
    pub(super) fn peak_mib(&self) -> Option<u64> {
        super::super::peak_mib(&self.child.id().to_string())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        if let Some(pid) = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw) {
            let _ = kill_process(pid, Signal::TERM);
        }
        let _ = self.child.wait();
    }
}

fn failed(error: &dyn std::fmt::Display) -> Refusal {
    Refusal::Words(format!("emes serve: {error}"))
}

/// Processor time of a process, in ticks.
struct Spent {
    parent: u32,
    own: u64,
    /// Of its children that have ended.
    ended: u64,
}

impl Spent {
    fn of(pid: u32) -> Option<Spent> {
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        // The name of the program stands in brackets and may hold anything.
        let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
        let ticks = |i: usize| fields.get(i)?.parse::<u64>().ok();
        Some(Spent {
            parent: fields.get(1)?.parse().ok()?,
            own: ticks(11)? + ticks(12)?,
            ended: ticks(13)? + ticks(14)?,
        })
    }
}

fn processes() -> impl Iterator<Item = u32> {
    let entries = std::fs::read_dir("/proc").into_iter().flatten().filter_map(Result::ok);
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok())
}
