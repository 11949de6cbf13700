//! Embeds `documents/` anew when a file is added to it; cargo by itself follows only the files it already knows.

fn main() {
    println!("cargo:rerun-if-changed=../../documents");
}
