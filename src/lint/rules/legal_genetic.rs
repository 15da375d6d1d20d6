//! `legal-genetic`: genetic tests, hereditary illness, relatives’ health.

use std::sync::OnceLock;

use crate::lint::topic::{ALL, ASK, JUDGE, POST};
use crate::lint::{Check, Cue, Group, Law, Rule, Topic};

pub(super) static RULE: Rule =
    Rule::new("legal-genetic", include_str!("legal_genetic.md"), Group::Legal, Check::Topic(&TOPIC));

static TOPIC: Topic = Topic {
    laws: &[
        Law { place: "us", source: "Genetic Information Nondiscrimination Act 2008, 42 U.S.C. 2000ff-1", read: "2026-11-30" },
        Law { place: "us", source: "29 CFR 1635.8", read: "" },
        Law { place: "eu", source: "GDPR, art. 9; Charter of Fundamental Rights, art. 21", read: "2026-11-30" },
        Law { place: "ca", source: "Genetic Non-Discrimination Act (S.C. 2017, c. 3), ss. 3-5 (genetic tests); Canadian Human Rights Act, s. 3", read: "2026-11-30" },
    ],
    words: &["ancestor", "aunt", "bloodline", "brca", "brother", "carrier", "cousin", "dad", "dna", "family", "father", "forebears", "gene", "grand", "heredit", "huntington", "inherit", "kin", "mom", "mother", "mum", "parent", "relation", "relative", "sibling", "sickle", "sister", "uncle"],
    cues: &[
        Cue::strong(ALL, r"(?:{relatives})__(?:(?:{illness})|ill(?:ness)?|disease|disorders?|hereditary|genetic\w*|die[ds]? (?:young|early|of|from)|condition|pass(?:ed)? away (?:young|early|from|of))|(?:{illness}|disorders?|conditions?)__(?:in|among|of|on|from)_(?:your|his|her|their|the|any)?_?(?:{relatives}|blood|side)|(?:medical|health|genetic|disease|illness|cancer|psychiatric) (?:history|conditions?|problems|disorders?|background) (?:of|in)_(?:{relatives})|(?:family(?:'s)?|families'?) (?:medical|health|genetic|disease|psychiatric|cancer) (?:history|background|record)|family history (?:of|with)|runs? in_famil\w+"),
        Cue::strong(ALL, r"(?:what|how|why)_(?:{relatives})_(?:die|died|pass away) ?(?:of|from|young|early)?|how old (?:were|was)_(?:{relatives})_(?:died|death)|is there any__(?:in|among|on) (?:your|the)_(?:{relatives}|side)|(?:{relatives}) (?:healthy|in good health|still alive)|(?:you|your|he|she|his|her|their|they|candidate)__(?:genetic (?:tests?|testing|screening|counsell?ing|conditions?|disorders?|diseases?|predisposition|markers?|risks?|information|defects?|profile)|dna (?:tests?|results?|sample|kit)|genes?|genome|hereditary|brca\d?|23andme)|your (?:dna|genes|genome|genetic\w*)"),
        Cue::strong(ALL, r"(?:are you|you are|is|be|being|as) a carrier|carrier (?:of|for) (?:anything|any|a|an|the|sickle|cystic|tay|brca\w*)|(?:a |any )?(?:carrier of|carry(?:ing)?) (?:a|an|any|the|anything|some)_?(?:gene|genetic|anything|mutation|disease|trait|condition|disorder)\w*|carry_(?:genes?|mutation|trait)|inherited (?:condition|disease|disorder|illness|risk)s?|hereditary (?:disease|condition|illness|disorder|risk|defect|predisposition)s?|genetic (?:condition|disease|disorder|defect|predisposition|illness|risk)s?|(?:take|provide|give|submit|undergo|agree to)_(?:dna|genetic)_(?:test|sample|screening)"),
        Cue::weak(JUDGE, r"hereditary|heredity|genetic\w*|(?:bad|good|weak|strong) genes|(?:his|her|their) (?:genes|dna|bloodline)|dna test|family history|brca\d?|huntington'?s|sickle cell|gene (?:for|test|mutation)|(?:{relatives}) (?:also |both )?(?:died|had|has|have|suffers?|was ill)_(?:of|from|cancer|{illness})"),
    ],
    nouns: &[
        (ALL, &["spit kits?", r"mail in (?:spit|saliva|dna) ?\w*", "saliva (?:test|kit|sample|swab)", "cheek swab", "ancestry (?:test|kit|dna)", "23andme", "ancestrydna", r"genetic (?:counsell?\w+|tests?|testing|screen\w*|analysis|results?|risks?|profile|conditions?|disorders?|markers?|defects?|diseases?|predispos\w+|make ?up|material|inheritance|information|flaw|background)", "genetically", "gene (?:analysis|tests?|mutations?|panel|variant|defects?|therapy)", "genes", r"brca\d?", "lynch syndrome", "huntington'?s?", "tay sachs", r"thalass\w+", "sickle cell", "cystic fibrosis", "fragile x", r"marfan\w*", "down'?s syndrome", r"h(?:a)?emophilia\w*", "factor v leiden", r"inherited (?:diseases?|conditions?|disorders?|illness\w*|traits?|risks?|cancer|heart)", "inheritable", r"heredit\w+", "bloodlines?", "carrier (?:status|test|screening)", "carrier of", "carries the", "prenatal (?:test|screening)", r"predispos\w+", r"family (?:medical|health|illness|cancer|disease) ?\w*", "family history of", r"in (?:your|his|her|their|the) family (?:who|that)? ?(?:has|had|have|died|suffer\w*|with|got|ever)", "run(?:s|ning)? in (?:the|your|his|her|their) (?:family|blood|genes)", "dna (?:tests?|samples?|results?|kits?|swabs?|profile|analysis|screening)"]),
        (ASK, &["dna", "gene", "your genes", "hereditary", r"ancestors' (?:health|illness\w*)", r"relatives (?:with|who (?:had|have|died|suffer\w*)|suffer\w*|died)", "parents (?:still alive|alive|healthy|die|died|live to)", "mother (?:die|died|pass|ill|sick)", "father (?:die|died|pass|ill|sick)", "parents (?:die|died|pass|ill|sick)", "grandparents (?:die|died|pass|ill|sick)", "siblings (?:die|died|pass|ill|sick)", "brother (?:die|died|pass|ill|sick)", "sister (?:die|died|pass|ill|sick)", "grandparents (?:die|live|reach)", "side of the family"]),
        (JUDGE, &["gene", "dna", "heart attacks? in the family", "cancer in the family", "mother (?:died|had|has|have|went|got)", "father (?:died|had|has|have|went|got)", "sister (?:died|had|has|have|went|got)", "brother (?:died|had|has|have|went|got)", "aunt (?:died|had|has|have|went|got)", "uncle (?:died|had|has|have|went|got)", "both parents (?:died|had|has|have|went|got)", r"mother (?:died|had|has|got) (?:of|from)? ?\w*", r"father (?:died|had|has|got) (?:of|from) ?\w*", "sister (?:has|had|died|got) (?:the|a|of|from|breast|ovarian|ms|cancer)?", "brother (?:has|had|died|got) (?:the|a|of|from|ms|cancer)?", "both parents (?:died|had|have|got)", "long lived family", "strong stock", "good stock", "tested positive for", "side of the family"]),
        (POST, &["gene", "dna", "inherited", "genetic", "blood (?:tests?|samples?)", "bloodline", "family history"]),
    ],
    other: &[r"genetics? (?:lab|api|company|algorithm|laborator\w+)|dna ?-?sequencing|inherits? (?:from|the|a)|carrier'?s? (?:api|network|portal|tracking)|family of|parent (?:company|companies|class|process|page|element|node|account|team|ticket|object|folder)|race condition"],
    pass: &[],
    message: |part| format!("a text is about the genes or relatives’ illnesses of a candidate: `{part}`"),
    label: "may not be asked or counted, or is risky",
    help: &["leave it out; no job needs it"],
    is_legal: true,
    made: OnceLock::new(),
};
