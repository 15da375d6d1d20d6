//! The rules, one in each file, in the order of the documentation. To add a rule, write its two files and its line here.

use super::rule::Rule;

macro_rules! rules {
    ($($name:ident)*) => {
        $(mod $name;)*
        pub(super) static ALL: &[&Rule] = &[$(&$name::RULE),*];
    };
}

rules! {
    slash_title
    no_band
}
