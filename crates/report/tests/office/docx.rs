//! Word files.

use crate::{libreoffice, package, samples};

fn all() -> Vec<(String, Vec<u8>)> {
    let mut files = vec![("letter".to_owned(), report::docx::letter(&samples::letter()).unwrap())];
    for year in [2564, 2566, 2567] {
        files.push((format!("result-{year}"), report::docx::result(&samples::result(year)).unwrap()));
    }
    files.push(("national".to_owned(), report::docx::national(&samples::national()).unwrap()));
    files
}

#[test]
fn files_are_sound() {
    for (name, file) in all() {
        let path = samples::folder("docx").join(format!("{name}.docx"));
        std::fs::write(&path, &file).unwrap();
        package::assert_sound(&file);
        println!("{name}: {} pages", libreoffice::pages(&path).len());
    }
}
