//! `posting-ability-coded`: words that leave out people with a disability.

use std::sync::OnceLock;

use crate::lint::topic::{ADVERT};
use crate::lint::{Check, Cue, Group, Law, Rule, Topic};

pub(super) static RULE: Rule =
    Rule::new("posting-ability-coded", include_str!("posting_ability_coded.md"), Group::Posting, Check::Topic(&TOPIC));

static TOPIC: Topic = Topic {
    laws: &[
        Law { place: "us", source: "Americans with Disabilities Act, 42 U.S.C. 12112(b)(6); 29 CFR 1630.10", read: "" },
        Law { place: "gb", source: "Equality Act 2010, ss. 15, 19", read: "2026-11-30" },
    ],
    words: &["able bod", "able to", "able-bod", "addict", "agile", "articulate", "bipolar", "blind", "climb", "crack", "crazy", "deaf", "dexter", "disab", "ears", "energetic", "eyes", "faint", "fit", "frail", "health", "hear", "hearing", "impair", "insane", "lame", "legs", "lift", "mad ", "manic", "mental", "mentally", "nerves", "nimble", "normal", "ocd", "perfect", "physical", "pressure", "psycho", "resilien", "robust", "sane", "schizo", "see", "sight", "sound mind", "speech", "spotless", "stairs", "stamina", "stand", "stress", "strong", "thick skin", "thick-skin", "tough", "two hands", "unimpaired", "vision", "voice", "walk", "weak"],
    cues: &[
        Cue::strong(ADVERT, r"able ?-?bodied|(?:physically|mentally|bodily) (?:fit|strong|healthy|robust|able|sound|tough|stable|resilient|perfect|capable|resistant)|(?:perfect|good|excellent|robust|full|sound|great|top|peak|rude|impeccable|flawless|normal|keen|sharp|unimpaired) (?:\w+ )?(?:health|hearing|eyesight|vision|sight|physical (?:health|condition|shape|fitness)|physique|speech|eyes|ears)|(?:in|be in|good) (?:good |top |great |peak )?(?:physical )?(?:shape|health|condition)(?:,|\.| is| and|$)|(?:clear|flawless|unimpaired|perfect|faultless|impeccable|fluent|clean)_(?:speech|diction|speaking voice|spoken voice|voice)"),
        Cue::strong(ADVERT, r"no (?:speech|physical|mental|hearing|visual|health) (?:\w+ )?(?:impairments?|impediments?|limitations?|problems?|defects?|issues|disorders?)|(?:not|nothing|no (?:place|job|role)) for (?:the|people with|those with|anyone with|someone with) (?:\w+ )?(?:frail|faint|weak|disabled|sensitive|thin|delicate|faint-hearted|nerves|anxious|slow|mental|health|disabilit\w+|weak-hearted)|faint(?:-hearted| of heart)|mental(?:ly)? (?:robust\w*|tough\w*|strength|stab\w+|resilien\w+|stamina|fitness)|(?:cracks?|cracking|break(?:s|ing)? down|crumbles?|collapses?|buckles?|folds?) (?:up )?under|sound mind|sane"),
        Cue::strong(ADVERT, r"nerves of steel|thick ?-?skin(?:ned)?|(?:great|high|plenty of|physical|mental|real|lots of|good) stamina|stamina|(?:must|able to|you can|need to|have to|should|can) (?:be able to )?(?:stand|walk|run|see|hear|climb stairs|climb the stairs|bend|crouch|kneel|speak clearly|sit|use both hands)(?: clearly| well| for| all| long| without| up| and|,|\.|$| the stairs)|(?:on your feet|walk(?:s|ing)? the floor) all day|flights? of stairs|no lift\b"),
        Cue::strong(ADVERT, r"(?:crazy|insane|insanely|crazily|mad|manic|psycho\w*|ocd|schizo\w*|bipolar|lame|crippl\w+|spastic|addicted to|obsessive-compulsive) ?_?(?:good|about|fast|smart|hours|deadlines|attention|detail|ideas|pace|busy|talented|skills|people|team|driven|work)|(?:a bit of|slightly|touch of) (?:ocd|crazy|mad)|turn a blind eye|blind to|falls? on deaf ears|tone-deaf|normal (?:people|person|hearing|body)|stress ?-?(?:resistant|proof|resistance)|full use of (?:both|your)|two (?:good|healthy) (?:legs|hands|arms)|free (?:of|from) (?:illness|disabilit\w+|health)|rarely (?:sick|ill)|never (?:sick|ill)|agile body"),
        Cue::strong(ADVERT, r"nimble fingers"),
    ],
    nouns: &[],
    other: &[r"stand ?-?ups?|see to it|(?:see|hear) (?:from|how|what|that|why|below|about|more)|fit(?:s|ting)? (?:out|with)|stand (?:out|behind|by|for|trade)|walk (?:customers|users|clients|people|the team|through|colleagues)"],
    pass: &[r"(?:hoist|adjust\w+|accommodat\w+|ramp|whatever you need|lift is)|mental health (?:nurse|service|team|support|days)"],
    message: |part| format!("`{part}` leaves out people with a disability"),
    label: "ability-coded wording",
    help: &["name the task and what helps with it"],
    is_legal: false,
    made: OnceLock::new(),
};
