//! The child of the sandbox as a program of its own, for the tests. The real one is a hidden command of `emes`.

fn main() -> std::io::Result<()> {
    report::sandbox::serve(std::io::stdin().lock(), std::io::stdout().lock())
}
