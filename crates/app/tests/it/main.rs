//! The readers of files that people bring, fed with what no person would write.

mod fuzz;
