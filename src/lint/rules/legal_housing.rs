//! `legal-housing`: home, address, who lives there.

use std::sync::OnceLock;

use crate::diag::{Code, Severity};
use crate::lint::topic::{ALL, ASK, JUDGE, POST};
use crate::lint::{Check, Cue, Group, Law, Rule, Topic};
use crate::model::LintLevel;

pub(super) static RULE: Rule = Rule {
    code: Code { id: "legal-housing", severity: Severity::Warning, text: include_str!("legal_housing.md") },
    group: Group::Legal,
    level: LintLevel::Warn,
    check: Check::Topic(&TOPIC),
};

static TOPIC: Topic = Topic {
    laws: &[
        Law { place: "us", source: "EEOC, Prohibited Employment Policies/Practices (neutral rules with an unequal effect)", read: "2026-11-30" },
        Law { place: "fr", source: "French Labour Code, L1132-1 (place of residence)", read: "2026-11-30" },
        Law { place: "eu", source: "GDPR, art. 5(1)(c)", read: "2026-11-30" },
    ],
    words: &["address", "apartment", "commut", "district", "estate", "flat", "flatmate", "home", "homeless", "hostel", "house", "household", "housing", "landlord", "live", "lives", "living", "local", "lodg", "mortgage", "moved", "neighbor", "neighbour", "part of town", "postcode", "rent", "reside", "roommate", "stay", "suburb", "tenant", "within", "zip code"],
    cues: &[
        Cue::strong(ASK, r"(?:do|did|are|will|would|have|can) you_(?:own (?:your |a |the )?(?:\w+ )?(?:home|house|flat|apartment|place|property|condo|real estate)|rent(?:ing)?(?:,|\?| or| your| a (?:house|flat|room|place|apartment|home)| at| here|$)|live[sd]? (?:with|near|nearby|alone|in|at|far|close|around|on|here|locally|within|by yourself|together|there|out)|living (?:with|near|alone|in|at|far|close|here)|reside|liv(?:e|ing)(?:\?|,|$)|share (?:a|your) (?:house|flat|apartment|home|room)|a home ?owner|house ?-?hunting|have (?:a |an )?(?:permanent|fixed|stable|own) (?:home|address|place|residence)|moved? (?:house|home))"),
        Cue::strong(ASK, r"where(?:abouts)?_(?:do|are|did|will) you_(?:live|living|reside|based|staying|stay)|(?:what|which|whose)(?:'s| is| are)?_(?:your )?(?:home |street |current |private |exact |permanent |full )?(?:address|postcode|post code|zip code|neighbou?rhood|part of town|part of the (?:city|town)|district|borough|suburb|area|side of town|street|housing situation|living (?:situation|arrangements?)|estate)_?(?:do you|are you|you|is|live)|(?:who|how many people|how many|anyone)_(?:lives?|living|else)_(?:live |lives |living )?(?:with you|at your (?:address|place|home|house)|in your (?:house|household|home|flat))"),
        Cue::strong(ASK, r"who do you live with|your (?:\w+ )?(?:landlord|neighbou?rhood|postcode|zip code|house|flat|apartment|home address|household|housing|living (?:situation|arrangements?|conditions)|place of residence|roommates?|flatmates?|rent)|how long have you (?:lived|been living|been|resided) (?:at|in|there|here)_?(?:address|house|flat|home|place|area|town|city|current)?|(?:own or rent|rent or own)|(?:home|house|flat|apartment)_(?:own|rent|yours|mortgage\w*)|(?:how far|how close|how near)_(?:you|your)_(?:live|home|house|away)|(?:far|close|near)_do you live"),
        Cue::strong(ASK, r"live with (?:your )?(?:parents|family|roommates|a partner)"),
        Cue::strong(POST, r"(?:people|candidates?|applicants?|those|only|anyone|you|must|who|residents?)_(?:live|living|reside|residing|resident|lives|based) (?:within|in|near|close|nearby|locally|no more)_?(?:\d+)?|must live|(?:local|area|city|town|\w+ county) (?:residents?|candidates?|applicants?|people|locals)_?(?:only|preferred|need)|(?:no|not) commuters|(?:live|living|resident|reside|residing|home) within (?:\d+|a|an|walking|easy|\w+ (?:km|miles?|minutes?))|home ?owners?_(?:only|preferred)|(?:postcodes?|zip codes?) (?:only|starting|area)|(?:give|state|with)_(?:home |full |private )address_(?:cv|application|letter)"),
        Cue::strong(POST, r"settled home|permanent address"),
        Cue::weak(JUDGE, r"lives? (?:on|at|with|far|near|nearby|too|behind|over|outside|alone|across|miles|hours|close|locally|around|out|next|in (?:a|an|the|\w+)_(?:flat|hostel|estate|trailer|neighbou?rhood|part|area|town|suburb|village|district|house|caravan|van|shelter|car|city|projects|council|parents'?))|lives? in \w+|living (?:with|at|in|alone|far|near)|(?:a |the )?(?:settled|stable|permanent|fixed|own) (?:home|address|housing|residence|abode)|homeless|no fixed (?:abode|address)|council (?:estate|flat|house|housing)|hostel|home ?owners?|owns (?:a|his|her|their) (?:home|house|flat|place)|rents? (?:a|his|her|their)"),
        Cue::weak(JUDGE, r"renting|(?:bad|rough|poor|nice|good|posh|dodgy) (?:part of town|neighbou?rhood|area|postcode|side of|end of|address|estate)|(?:wrong|right) (?:part|side|end) of town|(?:his|her|their) (?:postcode|zip code|address|neighbou?rhood|landlord|flat|house|home|estate|rent)|still at home|(?:with|at) (?:his|her|their) parents|trailer park|on the estate|evict\w+|lodger|part of town|sofa-?surf\w*|couch-?surf\w*|social housing"),
    ],
    nouns: &[
        (ALL, &["bought a (?:place|house|flat|home|apartment|condo)", "put down roots", "puts down roots", "home ?owners?(?:hip)?", "own(?:s)? (?:his|her|their|your) (?:own )?(?:home|house|place|flat)", r"evict\w+", r"couch ?surf\w*", r"sofa ?surf\w*", "crash(?:es|ing) (?:on|at|with)", r"homeless\w*", "no fixed (?:abode|address)", "hostel", "council (?:flat|house|estate|housing|tenant)", "social housing", "section 8", "public housing", "housing (?:benefit|projects?|estate|situation|arrangements?)", "trailer park", "mobile home", "caravan", "flat ?mates?", "room ?mates?", "house ?mates?", r"flat ?shar\w+", r"house ?shar\w+", "lodg(?:er|ers|ings)", "landlord", "landlady", "tenancy", "rent(?:ed|ing|s)? (?:a |his |her |your |out )?(?:room|flat|place|house|apartment|home|studio)", "own or rent", "rent or own", "renting or", "part of (?:the )?(?:town|city)", "side of (?:the )?(?:town|city|tracks)", "end of town", "living (?:situation|arrangements?|conditions|alone|rough)", "bad (?:area|neighbou?rhood|postcode|address)", "rough (?:area|neighbou?rhood|estate|part)", "live(?:s)? (?:locally|nearby|close by|near (?:us|here|the (?:office|site|plant|shop|depot))|too far|so far|far (?:out|away|from)|miles)", "lives in (?:his|her|a|the) (?:car|van|hostel|shelter|projects|suburbs)", "with (?:his|her|your|their) (?:parents|mum|mom|folks|in laws)", "home address", "private address", "household"]),
        (ASK, &["locality", "neighbou?rhood", "postcode", "zip code", "borough", "suburb", "where (?:exactly |about )?(?:do you )?(?:live|stay|reside)", "whereabouts", "rent", "renting", "mortgage", "house or (?:a )?flat", "flat", "apartment", "your address", "roof over", "live with", "living with", "share a (?:place|room|house|flat)", "utility bill", "own a (?:home|house|place|flat)", "own your", "move house", "moved (?:house|home|so often|out|in)"]),
        (JUDGE, &[r"lives? (?:an|a|one|two|\w+) ?(?:hours?|miles?|minutes|km|kilomet\w+) (?:out|away|off|from)", "lives? (?:out|far|way|miles|behind|over|above|with|at home|across|alone|down|near|on the|close)", "lives? with", "rents", "renting", "mortgage", "neighbou?rhood", "landlord", "his address", "her address", "his postcode", "her postcode", "bad postcode", "posh postcode", "commuter belt", "stays with", "staying (?:with (?:a|his|her|their|friends|family)|at (?:a|his|her))", "living (?:out of|with|at)", r"suburb\w*", r"moved (?:four|three|five|six|\w+) times", "no (?:permanent|settled|stable|proper) (?:home|address|housing)", "between (?:flats|homes|apartments|places)", r"squat\w*", "home ?life"]),
        (POST, &["resid(?:e|es|ing|ents?)", "locals", "local (?:people|residents|applicants?|candidates?|person)", "live(?:s)? within", "living within", r"within (?:\d+|ten|five|twenty|thirty|walking|easy|cycling|a short)_(?:miles?|km|kilomet\w+|minutes'?|distance|radius|reach|drive|walk)", "within walking", "within easy", "permanent (?:address|home|residence)", "proof of (?:address|residence)", "fixed (?:address|abode)", "home owners?", "settled home", "stable (?:home|housing|address)", "postcode", "zip code", "home within", "homes?", "neighbou?rhood"]),
    ],
    other: &[r"(?:housing|tenant|address|addresses|property|real estate|rental) (?:association|api|errors?|validation|fields?|product|platform|lookup|service|data)|tenants?|multi-?tenant\w*|where does (?:the|a)|rented servers?|went live|go live|live (?:in production|system|site|data|traffic|service|stream\w*|demo|with (?:that|the|this|it|a (?:bug|decision|limit\w*)))|lives? in (?:the tool|code|production|spreadsheet\w*|silos?)|address(?:ed|es|ing)? (?:the|a|this|it|that|risks?)|(?:willing|able|ready|prepared|want|need|open) to (?:relocate|move)|home ?page|home office|in-?house|live with (?:a|your) partner", r"lived? in (?:this|the|our) country|warehouse|parent\w* company|postcode (?:lookup|field|validation)"],
    pass: &[],
    message: |part| format!("a text is about the home of a candidate: `{part}`"),
    label: "may not be asked or counted, or is risky",
    help: &["say where and when the job is done, and ask all candidates whether they can be there"],
    is_legal: true,
    made: OnceLock::new(),
};
