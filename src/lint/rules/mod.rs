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
    legal_age
    legal_family
    legal_marital_status
    legal_religion
    legal_origin
    legal_race
    legal_sex
    legal_disability
    legal_genetic
    legal_military
    legal_record
    legal_pay_history
    legal_credit
    legal_union
    legal_politics
    legal_language
    legal_housing
    legal_transport
    legal_fit
    legal_social
    legal_posting
    posting_gendered
    posting_age_coded
    posting_ability_coded
    posting_jargon
    posting_vague
    posting_unrealistic
    posting_no_pay
    double_barrelled
    leading
    closed
    hypothetical
    brainteaser
    anchor_missing
    anchor_adverb
    anchor_vague
    probes_missing
    minutes_short
    jargon_above_depth
    wording_exclusive
    plainness
    near_duplicate
    family_depth
    observed_once
    same_interviewer_twice
    must_have_last_round_only
    uneven_load
    core_in_one_round
}
