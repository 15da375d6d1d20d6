//! `legal-race`: race, ethnicity, skin, hair.

use std::sync::OnceLock;

use crate::diag::{Code, Severity};
use crate::lint::topic::{ALL, ASK, JUDGE, POST};
use crate::lint::{Check, Cue, Group, Law, Rule, Topic};
use crate::model::LintLevel;

pub(super) static RULE: Rule = Rule {
    code: Code { id: "legal-race", severity: Severity::Warning, text: include_str!("legal_race.md") },
    group: Group::Legal,
    level: LintLevel::Warn,
    check: Check::Topic(&TOPIC),
};

static TOPIC: Topic = Topic {
    laws: &[
        Law { place: "us", source: "Civil Rights Act 1964, Title VII (42 U.S.C. 2000e-2); EEOC, Prohibited Employment Policies/Practices", read: "2026-11-30" },
        Law { place: "us-ca", source: "California Government Code, s. 12926 as amended by SB 188 (2019, CROWN Act)", read: "2026-11-30" },
        Law { place: "eu", source: "Directive 2000/43/EC, art. 2, 3; GDPR, art. 9", read: "2026-11-30" },
        Law { place: "gb", source: "Equality Act 2010, s. 9", read: "2026-11-30" },
        Law { place: "ca", source: "Canadian Human Rights Act, ss. 3, 8", read: "2026-11-30" },
        Law { place: "ca-on", source: "Ontario Human Rights Code, s. 23", read: "" },
    ],
    words: &["aborigin", "afro", "asian", "bame", "biracial", "black", "braid", "brown", "caste", "caucasian", "color", "colour", "complexion", "cornrow", "dreadlock", "ethnic", "first nation", "gipsy", "gypsy", "hair", "hispanic", "indigenous", "inuit", "islander", "latin", "locs", "maori", "minority", "mixed", "nationality or race", "native american", "people of col", "person of col", "race", "racia", "roma", "skin", "traveler", "travell", "tribe", "white"],
    cues: &[
        Cue::strong(ASK, r"your (?:\w+ )?(?:race|ethnicity|ethnic (?:background|origins?|group|heritage|identity)|racial \w+|skin(?: colou?r| tone)?|complexion|tribe|caste|natural hair|hair (?:colou?r|texture|style)?|hairstyle|afro|dreadlocks|dreads|braids|locs|cornrows)|(?:what|which) (?:race|ethnicity|ethnic group|racial group|colou?r|tribe|caste)_(?:you|your)|(?:what|which)_(?:race|ethnicity|tribe|caste) (?:are|do|is)"),
        Cue::strong(ASK, r"are you_(?:hispanic|latin[oax]s?|black|white|asian|mixed|mixed race|bi ?racial|caucasian|african american|aboriginal|indigenous|roma|a gypsy|a traveller|native american|a person of colou?r|half \w+|first nations|maori|m[aā]ori|inuit|m[eé]tis|brown|dark skinned|part \w+|arab|of (?:\w+ )?(?:african|asian|mixed|indigenous|aboriginal|roma|\w+) (?:descent|origin|heritage|race))|identify (?:racially|ethnically|as (?:black|white|asian|hispanic|latin\w+|indigenous))"),
        Cue::strong(ASK, r"(?:consider|describe|see|regard|call) yourself_(?:black|white|asian|hispanic|latin\w+|mixed|biracial|indigenous|(?:a )?person of colou?r|of colou?r|(?:a )?minority)|one of your parents_(?:black|white|asian|indigenous)|(?:take|mistake|pass|taken) (?:you )?(?:for|as) (?:white|black|asian|\w+ian)|(?:skin|colou?r) (?:that|so) (?:light|dark)|(?:wear|straighten|cut|cover|change|relax|tie|lose|keep|tame)_(?:hair|afro|braids|dreadlocks|locs|cornrows)|(?:hair|afro|braids|dreadlocks|locs) (?:natural|straight|like that|look|real)|only (?:black|white|asian) (?:person|one)"),
        Cue::strong(ASK, r"being (?:black|white|asian|hispanic|latina?o?|a person of colou?r|a minority|the only)_(?:team|here|office|person)?|touch your hair"),
        Cue::weak(ASK, r"(?:you|your)__(?:ethnicity|racial|skin colou?r|race|caste)"),
        Cue::strong(POST, r"(?:white|caucasian|asian|black|hispanic|latin[oax]|fair-skinned|light-skinned|indigenous|european-looking|roma)s? (?:\w+ )?(?:applicants?|candidates?|people|persons?|staff|women|men|only|preferred|workers?)_?(?:only|preferred|need|wanted|not)|(?:white|caucasian|asian|black)s? (?:only|preferred)|(?:fair|light|dark) (?:complexion|skin(?:ned)?)|(?:no|without) (?:dreadlocks|dreads|afros?|braids|cornrows|locs|twists|gypsies|travellers)|(?:european|western|caucasian) (?:looks|appearance|features)|(?:your|state|with)_(?:race|ethnicity|skin colou?r|caste)_(?:cv|application|letter|form)|straight hair"),
        Cue::strong(POST, r"natural hair"),
        Cue::weak(JUDGE, r"(?:black|white|asian|brown|coloured|dark|hispanic|latin[oax]|oriental|mixed race|indigenous|roma|gypsy|arab|{people}) (?:man|men|woman|women|guy|girl|lady|faces?|candidates?|person|people|male|female|applicants?|skin(?:ned)?|hire|kid|lad|engineer|colleague|features|looking)|(?:is|seems|looks|being|not|be|he's|she's|too|very|only|sounds|acts?|probably) (?:half )?(?:black|white|asian|brown|hispanic|latin[oax]|dark|indigenous|roma|mixed)(?:,|\.|;| and| so| but| enough| or| to| for| i |$)|afro|dreadlocks?|dreads|cornrows|braids|braided hair|locs|(?:skin|hair) (?:colou?r|tone|texture)"),
        Cue::weak(JUDGE, r"(?:dark|light|fair|brown|pale|olive|black) skin(?:ned)?|complexion|ethnic(?:ity|ally)?(?: minority| background| origin| look\w*)?|mixed race|bi ?racial|hispanic|latin[oax]|caucasian|gypsy|gipsy|roma (?:background|family|origin|descent|by)|(?:is|be|probably) roma|of colou?r|caste|tribe|racial(?:ly)?|race (?:card|would|could|may|is)|(?:his|her|their) (?:race|skin|ethnicity|hair|caste|tribe)|(?:hair|hairstyle)_(?:unkempt|unprofessional|unruly|wild|messy|tidy|neat|straight|looks?)|(?:natural|kinky|curly|nappy|frizzy) hair|minority (?:hire|candidate|background)|diversity (?:hire|tick)"),
        Cue::weak(JUDGE, r"visible minority|first nations|aboriginal"),
    ],
    nouns: &[
        (ALL, &["m[eé]tis", "dreadlocks?", "dreads", "aboriginal blood", "indigenous blood", "native blood", "african blood", "black blood", "jewish blood", "white blood", "asian blood", r"aboriginal\w*", "indigenous (?:blood|origin|descent|roots|or|person|ancestry|heritage|background|status)", "mixed (?:race|blood|heritage|parentage)", "blood quantum", "first nations?", r"tribal (?:member\w*|card|status|affiliation)", r"pass(?:es|ed)? (?:for|as) (?:white|black|asian|latin\w+)", "white passing", r"dark(?:er)? (?:skin|complexion)\w*", r"light(?:er)? (?:skin|complexion)\w*", r"fair (?:skin|complexion)\w*", "skin (?:colou?r|tone|shade)", "people of colou?r", "person of colou?r", "man of colou?r", "woman of colou?r", "half (?:caste|black|white|asian|indian|african|chinese|japanese|maori)", "bi ?racial", r"ethnicit\w+", r"ethnic (?:background|origin|group|look\w*|minority|make ?up|mix)", r"racial(?:ly)? (?:background|origin|group|identity|mix\w*|minority|make ?up)", "afros?", "cornrows?", "braids", "braided", "locs", "frizzy", "nappy", "kinky hair", "natural hair", "oriental", "latin[oax]s?", "hispanics?", "chican[oa]s?", "caucasians?", "blacks", "whites", "caste", "brahmin", "dalit", "gyps(?:y|ies)", "romani", "romany", "roma (?:family|background|origin|descent|people|community)", "sinti", "traveller (?:family|background|community)", "maori", "m[aā]ori", "inuit", "eskimo", "pacific islander", r"diversity (?:hire|quota|candidate|pick|box|tick\w*|card)", "quota (?:hire|candidate|black|pick)", "minority (?:hire|candidate|quota|background|group|status)", "bame", "all white", "all black", "mostly white", "everybody is white", "everyone is white", "only (?:black|white|asian|brown) (?:person|one|face|man|woman|guy|girl)", "white (?:guy|boy|girl|faces?|crew|team|people|folks|man|men|woman|women|neighbou?rhood|candidates?|applicants?|only|preferred)", "black (?:guy|boy|girl|faces?|people|folks|man|men|woman|women|candidates?|applicants?|engineer|person)", "asian (?:guy|boy|girl|faces?|people|folks|man|men|woman|women|candidates?|applicants?|looking|features|person|kid|type)", r"brown (?:guy|boy|girl|faces?|people|folks|man|woman|skin\w*|eyes)"]),
        (ASK, &["race", "tribe", "black", "asian", "is white", "are white", r"white(?:\?|,| or| people| folks| yourself)", r"brown(?:\?| or)", "complexion", "your hair", "dark for", "tan", "colou?r are you", "colou?red", "minority", "braid"]),
        (JUDGE, &[r"another (?:asian|black|white|brown|arab|hispanic|african)(?:,|;|\.|$)", r"asians?(?:,|;|\.|$| like| again)", r"black(?:,|;|\.|$| and (?:proud|female|gay)| as)", "very dark", "quite dark", r"dark(?:,|;|\.|$| for)", r"white(?:,|;|\.|$| like| as the rest)", "race", "arab (?:guy|man|looking|type|origin)", "complexion", "his hair", "her hair", "their hair", "hair is", "hairdo", "hairstyle", "tribe", "colou?red", "minority", "ethnic", "swarthy", "tanned", "exotic looks?"]),
        (POST, &["whites?", "blacks?", "asians?", "european (?:looks|appearance|features)", "western (?:looks|appearance)", "complexion", "skin", "hairstyles?", "hair", "ethnic", "race", "tribe", "minorit(?:y|ies)"]),
    ],
    other: &[r"white ?-?(?:list\w*|label\w*|papers?|boards?|board\w*|space|box|hat)|black ?-?(?:list\w*|box|friday|hat|swan|out|berry|board)|blacklist\w*|whitelist\w*|(?:race|data race) (?:conditions?|detector)|(?:data|arms|horse|bike|running|relay|the|a|won the|boat) races?|colou?r (?:blind\w*|contrast|scheme|palette|code\w*|picker|theme)|(?:hair)[- ](?:type|care|dresser|salon|product)s?|tribes? (?:and|model|lead|squad)|spotify tribe|(?:black|white) and white|minority (?:of|report|share|stake|shareholder)"],
    pass: &[r"under ?-?represented|glad (?:to hear|if)|(?:particularly |especially |warmly )?(?:welcome|encourage)[sd]?_(?:applications?|applicants|candidates|people|women|black|you)|strongly encouraged|rare in our"],
    message: |part| format!("a text is about the race or ethnicity of a candidate: `{part}`"),
    label: "may not be asked or counted, or is risky",
    help: &["leave it out; monitoring for equality belongs on a separate, voluntary form that the panel does not see"],
    is_legal: true,
    made: OnceLock::new(),
};
