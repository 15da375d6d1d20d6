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
    everything_title
    title_without_surface
    program_duties
    vague_technical
    coding_required
    degree_required
    certificate_required
    mission_first
    no_named_human
    no_band
    single_figure
    band_outside_level
    kind_mixed
    no_bonus
    owned_count
    empty_duty
    depth_overshoot
    depth_undershoot
    generic_base
    long_loop
    template_left
}
