//! Templates of an administration run in a child process: one that loops or fills the memory is stopped, which a thread
//! cannot be.
//!
//! The child is this program started again with a hidden command that calls [`serve`]. It is handed the files of the override
//! folder when it starts and one order after another; it opens no file and no connection of its own.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use rustix::process::{Resource, Rlimit, setrlimit};
use serde::{Deserialize, Serialize};

use crate::engine::{Engine, Order};
use crate::error::RenderError;
use crate::files::Entries;

/// Stack of a thread that compiles; deeply nested content needs more than the usual two megabytes.
pub(crate) const STACK: usize = 16 * 1024 * 1024;

/// The largest message between the two processes.
const LARGEST_BLOCK: u64 = 512 * 1024 * 1024;

/// How the child is started, and what it may take.
#[derive(Clone, Debug)]
pub struct Launch {
    /// The program, which with these arguments calls [`serve`] on its standard input and output.
    pub program: PathBuf,
    /// The hidden command.
    pub arguments: Vec<OsString>,
    /// Time for one document.
    pub time: Duration,
    /// Memory of the child in bytes of address space.
    pub memory: u64,
}

impl Launch {
    /// The program with this hidden command, 20 seconds for a document and 512 MiB.
    pub fn new(program: PathBuf, arguments: Vec<OsString>) -> Self {
        Self { program, arguments, time: Duration::from_secs(20), memory: 512 * 1024 * 1024 }
    }
}

/// What the child is told first; the override files follow, each in a block of its own.
#[derive(Serialize, Deserialize)]
struct Greeting {
    strict: bool,
    time: Duration,
    memory: u64,
    files: Vec<String>,
}

/// What an engine is made of besides the embedded files.
pub(crate) struct Setup {
    pub(crate) strict: bool,
    pub(crate) overrides: Entries,
}

/// The running children that wait for an order.
pub(crate) struct Children {
    launch: Launch,
    setup: Setup,
    idle: Mutex<Vec<Client>>,
}

impl Children {
    pub(crate) fn new(launch: Launch, setup: Setup) -> Self {
        Self { launch, setup, idle: Mutex::new(Vec::new()) }
    }

    /// Has a child make the document. There are as many children as threads that ask at the same time.
    pub(crate) fn make(&self, order: &Order) -> Result<Vec<u8>, RenderError> {
        let waiting = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut client = match waiting {
            Some(client) => client,
            None => Client::start(&self.launch, &self.setup)?,
        };
        let reply = client.make(order)?;
        // What crashed once may have left a lock or a table of the compiler in pieces.
        if matches!(reply, Err(RenderError::Crashed(_))) {
            return reply;
        }
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(client);
        reply
    }
}

/// The parent's end of a child.
struct Client {
    child: Child,
    orders: ChildStdin,
    replies: Receiver<io::Result<Vec<u8>>>,
    launch: Launch,
}

impl Client {
    fn start(launch: &Launch, setup: &Setup) -> Result<Self, RenderError> {
        let mut child = Command::new(&launch.program)
            .args(&launch.arguments)
            // Every thread reserves address space for itself, which counts towards the limit however many cores there are.
            .env("RAYON_NUM_THREADS", "1")
            .env("MALLOC_ARENA_MAX", "1")
            // The program's own allocator reserves a gibibyte at its start otherwise.
            .env("MIMALLOC_ARENA_RESERVE", "32MiB")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|cause| RenderError::Crashed(format!("{} does not start: {cause}", launch.program.display())))?;
        let (Some(orders), Some(mut output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(RenderError::Crashed("the child has no standard input and output".to_owned()));
        };
        let (sender, replies) = mpsc::channel();
        thread::spawn(move || {
            loop {
                let block = read_block(&mut output);
                let is_end = block.is_err();
                if sender.send(block).is_err() || is_end {
                    break;
                }
            }
        });
        let mut client = Self { child, orders, replies, launch: launch.clone() };
        let greeting = Greeting {
            strict: setup.strict,
            time: launch.time,
            memory: launch.memory,
            files: setup.overrides.keys().cloned().collect(),
        };
        let greeting = serde_json::to_vec(&greeting).map_err(|cause| RenderError::Data(cause.to_string()))?;
        client.send([&greeting].into_iter().chain(setup.overrides.values()))?;
        match client.receive()? {
            Ok(_) => Ok(client),
            Err(refused) => Err(refused),
        }
    }

    /// The outer error is that of a child that is no longer there, the inner one that of the document.
    fn make(&mut self, order: &Order) -> Result<Result<Vec<u8>, RenderError>, RenderError> {
        let order = serde_json::to_vec(order).map_err(|cause| RenderError::Data(cause.to_string()))?;
        self.send([&order])?;
        self.receive()
    }

    fn send<'a>(&mut self, blocks: impl IntoIterator<Item = &'a Vec<u8>>) -> Result<(), RenderError> {
        for block in blocks {
            if write_block(&mut self.orders, block).is_err() {
                return Err(self.end());
            }
        }
        Ok(())
    }

    fn receive(&mut self) -> Result<Result<Vec<u8>, RenderError>, RenderError> {
        match self.replies.recv_timeout(self.launch.time) {
            Ok(Ok(reply)) => read_reply(&reply).map_err(|cause| RenderError::Crashed(cause.to_string())),
            Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => Err(self.end()),
            Err(RecvTimeoutError::Timeout) => Err(RenderError::TooSlow { seconds: self.launch.time.as_secs() }),
        }
    }

    /// Why the child is gone. Its end shows first in its closed output, a moment later in its status.
    fn end(&mut self) -> RenderError {
        for _ in 0..100 {
            match self.child.try_wait() {
                Ok(Some(status)) if is_abort(status) => {
                    return RenderError::TooLarge { mebibytes: self.launch.memory / (1024 * 1024) };
                }
                Ok(Some(status)) => return RenderError::Crashed(format!("the child ended with {status}")),
                Ok(None) => thread::sleep(Duration::from_millis(20)),
                Err(cause) => return RenderError::Crashed(cause.to_string()),
            }
        }
        RenderError::Crashed("the child closed its output".to_owned())
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An allocation that the limit refuses ends in an abort.
fn is_abort(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    status.signal() == Some(rustix::process::Signal::ABORT.as_raw())
}

/// The child: limits itself, takes in the override files, makes documents until its input ends.
pub fn serve(mut input: impl Read, mut output: impl Write) -> io::Result<()> {
    let greeting: Greeting = serde_json::from_slice(&read_block(&mut input)?)?;
    let limit = Rlimit { current: Some(greeting.memory), maximum: Some(greeting.memory) };
    setrlimit(Resource::As, limit)?;
    let mut overrides = Entries::new();
    for name in greeting.files {
        overrides.insert(name, read_block(&mut input)?);
    }
    let engine = Engine::in_process(Setup { strict: greeting.strict, overrides });
    let engine = match engine {
        Ok(engine) => engine,
        Err(refused) => return write_reply(&mut output, Err(refused.into())),
    };
    write_reply(&mut output, Ok(Vec::new()))?;

    let (orders, taken) = mpsc::channel::<Order>();
    let (made, replies) = mpsc::channel();
    thread::Builder::new().stack_size(STACK).spawn(move || {
        for order in taken {
            if made.send(engine.make(&order)).is_err() {
                break;
            }
        }
    })?;
    while let Ok(order) = read_block(&mut input) {
        let order = serde_json::from_slice(&order)?;
        if orders.send(order).is_err() {
            break;
        }
        // The parent stops a child in time. Should the parent be gone, the child stops itself, a little later.
        match replies.recv_timeout(greeting.time + Duration::from_secs(2)) {
            Ok(reply) => write_reply(&mut output, reply)?,
            Err(_) => std::process::exit(1),
        }
    }
    Ok(())
}

const MADE: u8 = 0;
const FAILED: u8 = 1;

fn write_reply(output: &mut impl Write, reply: Result<Vec<u8>, RenderError>) -> io::Result<()> {
    let (kind, mut body) = match reply {
        Ok(pdf) => (MADE, pdf),
        Err(error) => (FAILED, serde_json::to_vec(&error)?),
    };
    body.push(kind);
    write_block(output, &body)
}

fn read_reply(reply: &[u8]) -> io::Result<Result<Vec<u8>, RenderError>> {
    match reply.split_last() {
        Some((&MADE, pdf)) => Ok(Ok(pdf.to_vec())),
        Some((_, error)) => Ok(Err(serde_json::from_slice(error)?)),
        None => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}

fn write_block(output: &mut impl Write, block: &[u8]) -> io::Result<()> {
    output.write_all(&(block.len() as u64).to_le_bytes())?;
    output.write_all(block)?;
    output.flush()
}

fn read_block(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 8];
    input.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    if length > LARGEST_BLOCK {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "the message is too long"));
    }
    let mut block = vec![0; length as usize];
    input.read_exact(&mut block)?;
    Ok(block)
}
