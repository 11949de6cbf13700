//! Writes the Word files and workbooks of the samples into a folder and says how long each takes:
//! `cargo run -p report --example office_files -- DIR`.

#![expect(clippy::print_stdout, reason = "a program for the terminal")]

use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use report::{docx, xlsx};
use serde::de::DeserializeOwned;

/// How often each file is made after the first time.
const RUNS: usize = 30;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: office_files DIR")?;
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    let letter = sample("letter")?;
    measure(folder, "letter.docx", || docx::letter(&letter))?;
    for year in [2564, 2566, 2567] {
        let view = sample(&format!("result-{year}"))?;
        measure(folder, &format!("result-{year}.docx"), || docx::result(&view))?;
        measure(folder, &format!("result-{year}.xlsx"), || xlsx::result(&view))?;
    }
    let national = sample("national")?;
    measure(folder, "national.docx", || docx::national(&national))?;
    measure(folder, "national.xlsx", || xlsx::national(&national))
}

fn sample<View: DeserializeOwned>(name: &str) -> Result<View, Box<dyn Error>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../documents/samples/{name}.json"));
    Ok(serde_json::from_str(&std::fs::read_to_string(path)?)?)
}

fn measure<E: Error + 'static>(
    folder: &Path,
    name: &str,
    make: impl Fn() -> Result<Vec<u8>, E>,
) -> Result<(), Box<dyn Error>> {
    let file = make()?;
    std::fs::write(folder.join(name), &file)?;
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..RUNS {
        let start = Instant::now();
        make()?;
        times.push(start.elapsed());
    }
    times.sort();
    let millis = |time: Duration| time.as_secs_f64() * 1000.0;
    let (best, median) = (millis(times[0]), millis(times[RUNS / 2]));
    println!("{name:18} {:4} KB   median {median:6.2} ms   best {best:6.2} ms", file.len() / 1024);
    Ok(())
}
