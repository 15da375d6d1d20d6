//! `legal-posting`: what an advertisement must or must not say.

use crate::lint::topic::{ADVERT, Made};
use crate::lint::advert::missing;
use crate::lint::{Check, Cue, Group, Law, Rule, Topic};

pub(super) static RULE: Rule =
    Rule::new("legal-posting", include_str!("legal_posting.md"), Group::Legal, Check::Advert(&TOPIC, missing));

static TOPIC: Topic = Topic {
    laws: &[
        Law { place: "eu", source: "Directive (EU) 2023/970, art. 5(1), (3)", read: "2026-11-30" },
        Law { place: "eu", source: "Directive (EU) 2023/970, art. 7(5) (pay secrecy)", read: "" },
        Law { place: "ca-on", source: "Ontario Regulation 476/24, ss. 1, 2 (from 2026-01-01)", read: "2026-11-30" },
        Law { place: "ca-on", source: "Employment Standards Act 2000, Part III.1", read: "" },
        Law { place: "au", source: "Fair Work Act 2009, ss. 333B-333D (pay secrecy)", read: "2026-11-30" },
        Law { place: "us", source: "National Labor Relations Act, s. 7 (29 U.S.C. 157; talk about pay)", read: "2026-11-30" },
        Law { place: "gb", source: "Equality Act 2010, s. 77", read: "2026-11-30" },
    ],
    words: &["canad", "compens", "confiden", "disclos", "discuss", "ess", "foreign experience", "girl", "lady", "local experience", "maid", "man", "men", "overseas experience", "pay", "remuner", "salar", "sales", "secret", "unpaid", "wage", "woman", "pay:", "$", "named when", "range", "breach", "gossip", "last employer", "one another", "gained overseas", "not count", "money last"],
    cues: &[
        Cue::strong(ADVERT, r"canadian (?:\w+ )?(?:experience|work history|employment|references|background|credentials)|(?:experience|work history|worked|track record|years|references)_(?:in canada|with a canadian|for a canadian|from canada|within canada)|(?:foreign|overseas|international|non-canadian) (?:work )?experience_(?:not|won't|will not|cannot|doesn't)|no (?:foreign|overseas) experience").place("ca"),
        Cue::strong(ADVERT, r"(?:pay|salary|salaries|compensation|wages?|remuneration|band|range|package)__(?:shared|disclosed?|discussed?|told|revealed|communicated|given|known|named|announced|talked about|agreed|mentioned|available|confirmed|explained|come up)_(?:only |first |just |not )?_?(?:after|at the end|at (?:the )?offer|at the final|in the (?:final|last|second)|final|later|once|when we|with the offer|until|second|third|last)|(?:only|first) (?:after|at|in|with|once)_(?:offer|final|second|last|third|interview|round)__(?:pay|salary|range|band|compensation)").place("eu"),
        Cue::strong(ADVERT, r"(?:not|don't|never|cannot|won't) (?:share|disclose|publish|reveal|name|give|tell|discuss|talk about)_(?:pay|salary|salaries|compensation|range|band|wages?)").place("eu"),
        Cue::strong(ADVERT, r"salesm[ae]n|saleswom[ae]n|salesgirls?|sales ladies|sales lady|forem[ae]n|barm[ae]n|barmaids?|waitress(?:es)?|waiters?|stewardess(?:es)?|air hostess(?:es)?|hostess(?:es)?|handym[ae]n|girl friday|man friday|chairm[ae]n|draughtsm[ae]n|draftsm[ae]n|workm[ae]n|repairm[ae]n|businessm[ae]n|businesswom[ae]n|craftsm[ae]n|tradesm[ae]n|policem[ae]n|firem[ae]n|cameram[ae]n|anchorm[ae]n|headmaster|headmistress|seamstress(?:es)?|housewi(?:fe|ves)|tea lady|tea ladies|cleaning (?:lady|ladies)|dinner lad(?:y|ies)|office (?:girl|boy|lady)s?|postm[ae]n|mailm[ae]n|milkm[ae]n|deliverym[ae]n|middlem[ae]n").named("eu"),
        Cue::strong(ADVERT, r"journeym[ae]n|watchm[ae]n|doorm[ae]n|linem[ae]n|storem[ae]n|warehousem[ae]n|spokesm[ae]n|maintenance man|sportsm[ae]n|groundsm[ae]n|maids?|houseboys?|bellboys?|busboys?|actress(?:es)?|manageress(?:es)?|authoress|governess|usherette|masseuse|call girls?|front man|con man|odd-job man|yes-men|manpower|man hours|man-hours").named("eu"),
        Cue::strong(ADVERT, r"(?:pay|salary|salaries|wages?|compensation|remuneration|earnings) ?-?(?:secrecy|confidentiality)|(?:keep|keeping|kept|treat|hold|remain|stay|is|are|be|treated as)_(?:pay|salary|salaries|wages?|compensation|remuneration|earnings)_(?:secret|confidential|private|to (?:yourself|themselves|yourselves))|(?:pay|salary|salaries|wages?|compensation|remuneration|earnings)_(?:is|are|be|stays?|remains?|kept|must|treated|strictly)_(?:secret|confidential|private|between us)"),
        Cue::strong(ADVERT, r"(?:not|never|forbidden|prohibited|barred|refrain|must not|may not|not allowed|not permitted|do not)_(?:to |from )?(?:discuss\w*|talk\w*|shar\w+|compar\w+|disclos\w+|reveal\w*|tell\w*|mention\w*)_(?:pay|salary|salaries|wages?|compensation|remuneration|what you earn|earnings|each earn)|(?:discuss\w*|talk\w*|shar\w+|compar\w+|disclos\w+)_(?:pay|salary|salaries|wages?)__(?:forbidden|prohibited|not allowed|not permitted|dismissal|disciplin\w+|grounds)|(?:discuss\w*|talk\w*|shar\w+|compar\w+|disclos\w+|gossip\w*) (?:about |of )?(?:your |their |own )?(?:pay|salary|salaries|wages?|what you earn|earnings)__(?:sack\w*|dismiss\w*|warning|breach|offence|offense|disciplin\w+|fired|not (?:done|welcome|wanted|tolerated|on)|banned)|(?:dismiss\w*|disciplin\w+)__(?:discuss\w*|shar\w+|disclos\w+)_(?:pay|salary|wages?)"),
        Cue::strong(ADVERT, r"(?:\w+ )?(?:years?|months?|experience|work|worked|job|employment|employer|references?|background)_(?:at|for|with|in|from|by)_(?:a |an |the )?(?:canadian (?:company|companies|employers?|firm|workplace|organi[sz]ation|business|office|market|references?|experience)|canada)|canadian (?:\w+ )?(?:experience|employers?|references?|work history|credentials|workplace experience|job history)").place("ca"),
        Cue::strong(ADVERT, r"(?:pay|salary|salaries|compensation|wages?|remuneration|earnings|package) (?:is|are|stays?|remains?|must be|will be|has to be|shall be|to be) (?:kept |strictly |treated (?:as )?|held |absolutely |entirely )*(?:confidential|secret|private|a secret|off limits|not (?:to be )?(?:discussed|shared|disclosed|talked about))"),
        Cue::strong(ADVERT, r"(?:pay|salary|range|band|compensation|figure)__(?:disclosed|named|given|told|shared|revealed|stated|known)__(?:contract|offer|not earlier|later|last|final)").place("eu"),
        Cue::strong(ADVERT, r"(?:breach|forbidden|prohibited|against the rules|not (?:done|welcome|tolerated|permitted|allowed)|banned|dismissal|sack\w*|fired)__(?:talk\w*|discuss\w*|shar\w+|compar\w+|disclos\w+|gossip\w*) (?:about |of |your )?(?:pay|salar\w+|wages?|earnings|compensation)|(?:talk\w*|discuss\w*|gossip\w*|compar\w+) (?:about |of )?(?:your |their |each other's )?(?:pay|salar\w+|wages?|earnings)_(?:is|are|will|means|leads|breach\w*|forbidden|not)"),
        Cue::strong(ADVERT, r"(?:employer|references?|experience|background|job|role)_(?:be|is|are|should be|must be) (?:a |an )?canadian(?: one)?").place("ca"),
        Cue::strong(ADVERT, r"(?:experience|reference|references|work|background|employment)_(?:at|with|from|in|by|for) (?:a |an |the )?canadian (?:\w+)|(?:at least )?(?:one|two|a|an) canadian (?:reference|employer|job|degree)|experience (?:gained |acquired |from )?(?:overseas|abroad|outside canada|in other countries)_(?:not|does not|doesn't|will not|isn't|cannot)_(?:count|recogni[sz]ed|considered|accepted|valid)?").place("ca"),
        Cue::strong(ADVERT, r"(?:not|never|forbidden to) (?:tell|ask|show|inform|let)_(?:one another|each other|colleagues|others|anyone|workmates|co-workers)_(?:what|how much|earn|paid|pay|salary|wage)"),
        Cue::strong(ADVERT, r"(?:talk|speak|come) (?:about|to|of) (?:money|pay|salary|figures) (?:last|at the end|only at the end|later|once|when)").place("eu"),
    ],
    nouns: &[],
    other: &[r"no secret|not (?:a )?secret|payment\w*|pay slips?"],
    pass: &[r"you may (?:talk|discuss|share)|free to (?:talk|discuss|share)|from any country"],
    message: |part| format!("`{part}` is risky in an advertisement"),
    label: "may not be said here, or is risky",
    help: &["name the pay range, leave pay secrecy out, and ask for experience from any country"],
    is_legal: true,
    made: Made::nothing(),
};
