//! `posting-jargon`: fashionable words.

use std::sync::OnceLock;

use crate::lint::topic::{ADVERT};
use crate::lint::{Check, Cue, Group, Law, Rule, Topic};

pub(super) static RULE: Rule =
    Rule::new("posting-jargon", include_str!("posting_jargon.md"), Group::Posting, Check::Topic(&TOPIC));

static TOPIC: Topic = Topic {
    laws: &[
        Law { place: "all", source: "Plain language: ISO 24495-1:2023", read: "" },
    ],
    words: &["10x", "110", "120", "360", "actionable", "badass", "bandwidth", "best of breed", "best-of-breed", "bleeding edge", "blue sky", "blue-sky", "boil the ocean", "box", "buy-in", "change the world", "circle back", "core competenc", "crush it", "cutting edge", "cutting-edge", "deep dive", "dent in the universe", "detail-oriented", "disrupt", "dna", "dog food", "dogfood", "drink the kool", "dynamic", "eat your own", "ecosystem", "empower", "evangel", "family", "fast paced", "fast-paced", "game chang", "game-chang", "go getter", "go-getter", "growth hack", "growth mindset", "growth-hack", "guru", "hacker", "hero", "hit the ground", "holistic", "hustl", "ideate", "jedi", "kick ass", "kick-ass", "kool-aid", "laser", "level up", "leverag", "low hanging", "low-hanging", "magician", "mindset", "mission-critical", "move the needle", "mover", "next gen", "next level", "next-gen", "ninja", "north star", "on steroids", "operationali", "out of the box", "outside the box", "paradigm", "passion", "pivot", "play hard", "pro-active", "proactive", "razor", "result-oriented", "results driven", "results-driven", "rock star", "rocket", "rockstar", "scrappy", "seamless", "secret sauce", "self starter", "self-starter", "shaker", "silo", "sizzle", "socialise", "socialize", "sparring", "stakeholder alignment", "strategic thinker", "super star", "superstar", "swim lane", "synerg", "take it to the next level", "think outside", "thought leader", "tribe", "turnkey", "unicorn", "value add", "value-add", "verticals", "vibe", "wear many", "wears many", "win-win", "wizard", "work hard", "world class", "world-class"],
    cues: &[
        Cue::strong(ADVERT, r"growth ?-?hack(?:ing|er|ers|s)?|low ?-?hanging fruit|10x(?:er)?s?|rocket ?-?ship|work hard,? (?:and )?play hard|play hard|ideat(?:e|ion|ing)|(?:ideate|socialise|socialize|operationali[sz]e)|best ?-?of ?-?breed|paradigms?(?: shift\w*)?|synerg(?:y|ies|istic|i[sz]e)|leverag(?:e|es|ing) (?:synerg\w+|our|your|the|best|cutting|core|key|strateg\w+)|(?:\w+ )?(?:ninjas?|rock ?-?stars?|gurus?|wizards?|jedi|unicorns?|superstars?|super ?-?heroe?s?|badass(?:es)?|magicians?|samurai|evangelists?)|disrupt(?:ive|or|ing)? ?(?:the |our |an? )?(?:industry|market|space|innovation|mindset|thinking|change)?"),
        Cue::strong(ADVERT, r"game ?-?chang(?:er|ers|ing)|move the needle|hit the ground (?:running|sprinting)|wears? (?:many|multiple|several|a lot of) hats|self ?-?starters?|go ?-?getters?|thought ?-?lead(?:er|ers|ership)|(?:think|thinks|thinking|thinker)_(?:outside|out of) the box|bleeding edge|cutting ?-?edge|world ?-?class|fast ?-?paced|hustl(?:e|er|ers|ing)|deep ?-?dives?|circle back|blue ?-?sky thinking|boil the ocean|value ?-?adds?|next ?-?gen(?:eration)? (?:solutions?|platform|paradigm|thinking)|win ?-?win|crush(?:ing)? it|kick ?-?ass|in (?:our|your|their) dna|(?:110|120|150|200) ?(?:%|per ?cent|percent)"),
        Cue::strong(ADVERT, r"on steroids|laser ?-?focus\w*|break down silos|swim ?-?lanes?|north star|results? ?-?(?:driven|oriented|focused)|pro-?active (?:self|attitude|mindset|go|team)|actionable insights|drink the kool ?-?aid|kool ?-?aid|eat our own dog ?-?food|level up|scrappy|secret sauce|(?:to )?the next level|change the world|dent in the universe|movers and shakers|razor ?-?sharp|turn-?key solutions?|strategic thinkers?|growth mindset|can ?-?do (?:attitude|mentality)|(?:own|drive|driving) (?:the )?(?:narrative|alignment)|drive (?:synergies|alignment|transformation)"),
        Cue::strong(ADVERT, r"holistic(?:ally)? (?:approach|solutions?|view|thinker)|360 ?-?degree|core competenc\w+|end-to-end ownership mindset|mindset and|sparring partner|like a family|we are (?:a )?family|work family|(?:join|be part of) (?:our|the) tribe|good vibes"),
    ],
    nouns: &[],
    other: &[r"box office|(?:a|the|your) box of|letter ?box|cello"],
    pass: &[],
    message: |part| format!("`{part}` says nothing about the job"),
    label: "jargon",
    help: &["say what the person does, in plain words"],
    is_legal: false,
    made: OnceLock::new(),
};
