//! What the program says about input that is wrong: the exit status, the place, the cause, the next step.

#[path = "../common/mod.rs"]
mod common;

mod choices;
mod disk;
mod files;
mod hostile;
mod kits;
mod limits;
mod names;
mod shapes;
mod shortage;
mod syntax;
mod templates;

/// One test a line: a change to one file of the small workspace, and what `generate` then says (status 1).
macro_rules! slips {
    ($($name:ident: $file:expr, $from:expr => $to:expr, [$($word:expr),+ $(,)?];)*) => {
        $(#[test]
        fn $name() {
            let w = crate::common::Workspace::new().edit($file, $from, $to);
            w.generate().fails(1, &[$($word),+, "help:"]);
        })*
    };
}
pub(crate) use slips;
