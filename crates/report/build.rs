//! Embeds `documents/` anew when a file is added to it; cargo by itself follows only the files it already knows.

#[expect(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]
fn main() {
    println!("cargo:rerun-if-changed=../../documents");
}
