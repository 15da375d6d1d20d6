//! `posting-age-coded`: words that tell an age.

use std::sync::OnceLock;

use crate::lint::topic::{ADVERT};
use crate::lint::{Check, Cue, Group, Law, Rule, Topic};

pub(super) static RULE: Rule =
    Rule::new("posting-age-coded", include_str!("posting_age_coded.md"), Group::Posting, Check::Topic(&TOPIC));

static TOPIC: Topic = Topic {
    laws: &[
        Law { place: "us", source: "29 CFR 1625.4 (help-wanted notices)", read: "2026-11-30" },
        Law { place: "gb", source: "ACAS, Age discrimination: key points for the workplace", read: "" },
    ],
    words: &["adult life", "average age", "boy", "career starter", "digital native", "early career", "elderly", "energetic", "experience maximum", "first job", "fresh", "gen z", "generation", "girl", "graduate", "grew up", "high energy", "high-energy", "hip", "junior years", "kid", "mature", "millennial", "no more than", "old school", "party", "recent", "retire", "school leaver", "school-leaver", "seasoned", "sprightly", "start of", "student", "thirties", "twenties", "up and coming", "up-and-coming", "vibrant", "years young", "young", "youth"],
    cues: &[
        Cue::strong(ADVERT, r"(?:young|youthful|younger)(?:,| and| or|-minded| at heart| in)? ?_?(?:team|people|person|professionals?|company|crew|talent|dynamic|hungry|energetic|energy|man|woman|lady|gentleman|staff|colleagues|office|environment|graduate|engineer|developer|men|women|guns?|minds?|blood|spirit|go-getters?|candidates?|applicants?|start-?up|vibe|atmosphere|motivated|ambitious|leaders?|sales\w*|enthusiastic|fresh)|young and|young at heart|youthful|young,|(?:mature|older) (?:gentleman|lady|man|woman|person|candidates?|applicants?|individual|people|workers?)|digital natives?|tech native|school ?-?leavers?"),
        Cue::strong(ADVERT, r"(?:recent|new|fresh|young|latest) (?:college |university |school )?(?:grad(?:uate)?s?|leavers?)|(?:graduated?|degree|finished (?:school|university))_(?:in the last|within the last|no more than|less than|not more than|after 20|since 20|in 202\d)|fresh (?:out of|from) (?:school|college|university)|fresh ?-?faced|grew up with|raised on (?:smartphones|the internet)|gen(?:eration)? ?-?[yz]|millennials?|average age|in (?:your|their) (?:early |late |mid )?(?:20s|30s|twenties|thirties)|start of (?:adult|working) life"),
        Cue::strong(ADVERT, r"(?:just |at the very )?(?:starting|beginning|start of) (?:out in life|adult life|your adult)|(?:high|boundless|endless|bags of|lots of|bundles of|tireless|full of) ?-?(?:energy|youthful)|energetic (?:young|team|and young|people|person|self-starter|individual|crew)|energetic|career starters?|first job (?:after|out of)|up ?-?and ?-?coming|old hands? need not|no (?:old|dinosaurs|grey hair)|(?:no more than|at most|maximum(?: of)?|max|not more than|less than|up to|fewer than) (?:\d+|two|three|four|five|six|seven|eight|ten) years?'? (?:of )?(?:\w+ )?experience|over ?-?experienced|sprightly"),
        Cue::strong(ADVERT, r"students? only|(?:perfect|ideal|great) for (?:students|school leavers|a retiree|retirees|pensioners|young)|party (?:team|crew|hard)"),
    ],
    nouns: &[],
    other: &[r"young (?:children|learners?|patients?|offenders?|readers|adults' (?:services|books)|people's (?:services|mental|housing)|persons' services|carers'?|companies|trees|animals|plants)|(?:work\w*|with|for|support\w*|teach\w*|help\w*|coach\w*|care for|care of) (?:\w+ )?(?:young (?:people|adults|children|women|men)|students)|matured? (?:cheese|codebase|product|system|market)|graduates of any|energetic (?:materials?|particles?)|energy (?:sector|market|company|system|grid|supply|bills?|efficien\w+)|high energy (?:physics|bills|use)"],
    pass: &[r"any age|all ages|graduates of any year"],
    message: |part| format!("`{part}` tells an age"),
    label: "age-coded wording",
    help: &["name the skill or the task, without an age"],
    is_legal: false,
    made: OnceLock::new(),
};
