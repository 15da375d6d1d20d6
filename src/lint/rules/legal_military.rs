//! `legal-military`: service, reserve duty, discharge.

use std::sync::OnceLock;

use crate::diag::{Code, Severity};
use crate::lint::topic::{ALL, ASK, JUDGE, POST};
use crate::lint::{Check, Cue, Group, Law, Rule, Topic};
use crate::model::LintLevel;

pub(super) static RULE: Rule = Rule {
    code: Code { id: "legal-military", severity: Severity::Warning, text: include_str!("legal_military.md") },
    group: Group::Legal,
    level: LintLevel::Warn,
    check: Check::Topic(&TOPIC),
};

static TOPIC: Topic = Topic {
    laws: &[
        Law { place: "us", source: "Uniformed Services Employment and Reemployment Rights Act, 38 U.S.C. 4311", read: "2026-11-30" },
        Law { place: "us-ca", source: "California Military and Veterans Code, s. 394, in the digest of AB 2879 (2016)", read: "2026-11-30" },
        Law { place: "gb", source: "Reserve Forces (Safeguard of Employment) Act 1985, s. 1 (reinstatement after service)", read: "2026-11-30" },
        Law { place: "gb", source: "ACAS guidance on reservists", read: "" },
        Law { place: "ca-on", source: "Employment Standards Act 2000, s. 50.2 (reservist leave)", read: "" },
    ],
    words: &["active duty", "air force", "annual training", "armed forces", "army", "barracks", "call-up", "called up", "combat", "conscript", "dd 214", "dd-214", "dd214", "deploy", "discharge", "draft", "drill", "enlist", "guardsman", "marine", "militar", "national guard", "navy", "regiment", "reserv", "served", "service", "soldier", "squaddie", "territorial", "tour of duty", "unit", "veteran", "war"],
    cues: &[
        Cue::strong(ASK, r"(?:are|were) you_(?:veteran|ex-military|ex-army|soldier|reservist|guardsman|enlisted|conscripted|drafted|called up|liable|discharged|deployed|on active duty|active duty|in (?:the |any )?(?:army|military|navy|marines|air force|armed forces|national guard|reserves?|guard|forces|territorial\w*|coast guard))"),
        Cue::strong(ASK, r"(?:did|do|have|will|would|are|when|why) you__(?:serve[ds]? (?:in|with)_(?:army|military|navy|marines|air force|forces|guard)|(?:military|national|compulsory|army) (?:service|duty|obligations?)|serve your country|reserve (?:duty|service|training|drill|commitments?|unit)|army reserve|national guard|reservist|military|armed forces|enlist|leave the (?:army|military|navy|marines|forces|service|air force)|see combat|active duty|be called up|get called up)"),
        Cue::strong(ASK, r"your (?:\w+ )?(?:unit|regiment|reserve (?:\w+ )?|military (?:\w+)|(?:army|navy|military|national) service|discharge(?: \w+)?|deployment (?:schedule|dates|orders)|drill (?:weekends?|schedule)|annual training|rank)_?(?:deployed?|called|away|require|train|papers|status|honou?rable|take you|fall|scheduled|mean|be)?|(?:type|kind|nature|conditions?|character|reason) (?:of|for) (?:your )?(?:military )?discharge|(?:dis)?honou?rabl[ey] discharge|honou?rably discharged|dishonou?rably|discharge papers|dd ?-?214"),
        Cue::strong(ASK, r"(?:deployed|deployment|called up|call-up|mobili[sz]ed|weekend drills?|drill weekends?|annual training)_(?:again|overseas|soon|abroad|away|next|take|interfere|by (?:the|your))|how (?:often|long)_(?:unit|deployed to|reserve|drill)|been (?:deployed to|drafted|conscripted|in combat|in the (?:military|army))"),
        Cue::strong(POST, r"(?:reservists?|veterans?|guard members|guardsmen|national guard\w*|ex-military|military (?:spouses|personnel)|soldiers)_(?:need not|will not|should not|cannot|not)|no (?:reservists?|military|reserve (?:duty|obligations?|commitments?)|veterans|national guard)|(?:completed?|finished|done|fulfilled|exempt\w* from|free of|without)_(?:military|national|army|reserve|compulsory) (?:service|duty|obligations?|commitments?)|(?:military|national) service (?:completed|done|must|obligations?)|honou?rabl[ey] discharge\w*|(?:your|state|with)_(?:military (?:status|service)|discharge)"),
        Cue::weak(JUDGE, r"reservists?|(?:army|naval|navy|military|marine|air force|active) reserves?|(?:in|the|from) (?:the )?reserves?(?:,|\.| and| so|;| duty|$)|reserve (?:duty|service|unit|training|obligations?|commitments?|drill)|national guard|guardsman|drill weekends?|weekend drills?|annual training|ex ?-?(?:army|military|navy|soldier|marine|forces|squaddie)|(?:is|was|be|as|another|a|an|being) (?:a |an )?(?:\w+ )?(?:war |combat |army |military |navy |iraq |afghanistan )?veteran(?:,|\.| and| so| with| who|$| of the (?:army|war))|veteran (?:of (?:iraq|afghanistan|the)|status|,)"),
        Cue::weak(JUDGE, r"military (?:service|background|duty|leave|type|man|woman|obligations?|commitments?|record|past|mindset|wife|spouse)|served in the (?:army|navy|military|marines|forces|air force)|(?:deployed|deployment|deploys) (?:to (?:iraq|afghanistan|\w+stan)|again|overseas|abroad|soon|next|orders|risk|for)|discharged from the|(?:dis)?honou?rabl[ey] discharge\w*|conscript\w*|called up|call-up|active duty|(?:the|in|from|his|her) (?:army|navy|marines|military|barracks)|still in the|army|tour of duty|soldier"),
    ],
    nouns: &[
        (ALL, &[r"ex (?:military|forces|army|service\w*|soldier|marine|navy|sailor|squaddie)", "kicked out of the (?:forces|army|navy|military|marines|service)", r"the (?:armed )?(?:forces|army|navy|marines|air force|military|reserves?|national guard|guard|foreign legion|bundeswehr|idf)(?:,|;|\.|\?|$| and| or| again| in| at| for| when| before| after| soon| reserve| guard)", "combat (?:vet|vets|veterans?)", "war (?:vet|vets|veterans?)", "vietnam (?:vet|vets|veterans?)", "iraq (?:vet|vets|veterans?)", "gulf war (?:vet|vets|veterans?)", "afghanistan (?:vet|vets|veterans?)", "army (?:vet|vets|veterans?)", "navy (?:vet|vets|veterans?)", "marine (?:vet|vets|veterans?)", "military (?:vet|vets|veterans?)", "combat", "war veterans?", "army (?:reserve|reservist|veteran|vet|man|type|brat|background|officer|days|record|career)", "navy (?:reserve|reservist|veteran|man|background|officer|days|career)", r"military (?:spouse|wife|husband|family|police|rank|type|bearing|past|record|man|men|background|career|obligations?|commitments?|training|history|leave|duty|duties|service|discharge|status|people|personnel|mind\w*)", "bundeswehr", r"conscript\w+", "national service", "civilian service", "draft(?:ed)? (?:into|dodger|age|card|board|notice|status)", "call(?:ed)? up (?:by|again|for|papers|to|soon|in|at)?", "call up", "mobili[sz]ation orders", r"deploy(?:ed|ment) (?:to (?:iraq|afghanistan|\w+stan|the gulf|a war)|overseas|orders|abroad)", r"tours? (?:of duty|in (?:iraq|afghanistan|\w+stan|the gulf|vietnam))", "sort of discharge", "kind of discharge", "type of discharge", "character of discharge", "nature of discharge", "nature of (?:your |the |his |her )?discharge", "discharge papers", r"dishonou?rabl\w+", r"honou?rabl[ey] discharg\w*", "less than honou?rable", "general discharge", "medical(?:ly)? discharged?", r"court martial\w*", "awol", "reservists?", "reserve (?:duty|unit|drills?|weekends?|commitments?|obligations?|training|service|force|list|officer)", "drill weekends?", "weekend (?:drills?|warrior)", "guard (?:unit|weekends?|drills?)", "annual training", "territorial army", "regiment", "barracks", "soldiers?", "sergeant", "corporal", "lieutenant", "commissioned officer", "non ?commissioned", "service(?:man|woman|men|member|members)", "dd ?214", r"paratroop\w+", r"infantry\w*", "special forces", r"peacekeep\w+", "conscientious objector"]),
        (ASK, &["serve your country", r"discharged?(?:\?|,| from| with| for)", "uniform", r"enlist(?:ed)?(?:\?|,| in| for| before| at)", "the reserves?", "rank did", "deployed again", "deployed soon", "veteran", "served? in", r"served?(?:\?|$)", "your unit", "a unit", "two weeks (?:every|each) (?:summer|year)"]),
        (JUDGE, &[r"vet(?:,|;|\.|$| and| of| with| who)", "veteran", "enlisted", r"drafted(?:,|;|\.|$| into| in (?:19|20))", "discharged from", "marines?", "army", "navy", "military", "served (?:in|two|three|four|with the|his|her|under)", "in uniform", "gets called away", "called away for", "guard duty", "rank and file"]),
        (POST, &["the guard", "reserve", "military", "army", "soldier", "service(?:men)?(?: obligations?| completed| done| behind)"]),
    ],
    other: &[r"enlist(?:ed|s|ing)? (?:the|help|others|an?|her|his|their|support|people|two|three|someone)|reserv(?:e|ed) (?:engineer|capacity|instances?|price|bank|the|a|stock|seats?)|military (?:contract|grade|customer|supplier)s?|(?:battery|deep|hospital|patient|water) discharge|discharge (?:of|summary|letter|rate|curve)|army of|deploy(?:ed|ment|s)? (?:to|the|a|pipeline|script|of) (?:prod\w*|staging|service|release|build)|war (?:room|story|stories)"],
    pass: &[r"veterans'? ?(?::|,|are|your|who|benefits|office|affairs|with|and)_?(?:welcome|encouraged|training|skills?|experience|count|office|invited|apply)|if you (?:have )?served?|welcome_veterans|veterans and (?:military )?(?:spouses|reservists)|hear from (?:veterans|reservists)|(?:which|what) skills?_(?:from|in)_(?:service|military|army|that time)"],
    message: |part| format!("a text is about the military service of a candidate: `{part}`"),
    label: "may not be asked or counted, or is risky",
    help: &["ask about skills, as in “If you have served, which skill would you bring to this job?”"],
    is_legal: true,
    made: OnceLock::new(),
};
