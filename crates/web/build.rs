//! Says in words what is missing when the assets were not built.

use std::path::Path;

fn main() {
    let manifest = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/dist/manifest.json"));
    println!("cargo::rerun-if-changed={}", manifest.display());
    println!("cargo::rerun-if-changed=../../templates");
    if !manifest.exists() {
        println!("cargo::error=the style sheets and scripts are not built yet: run `make assets`");
    }
}
