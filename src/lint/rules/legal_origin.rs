//! `legal-origin`: national origin, citizenship, type of visa, names.

use std::sync::OnceLock;

use crate::diag::{Code, Severity};
use crate::lint::topic::{ASK, JUDGE, POST};
use crate::lint::{Check, Cue, Group, Law, Rule, Topic};
use crate::model::LintLevel;

pub(super) static RULE: Rule = Rule {
    code: Code { id: "legal-origin", severity: Severity::Warning, text: include_str!("legal_origin.md") },
    group: Group::Legal,
    level: LintLevel::Warn,
    check: Check::Topic(&TOPIC),
};

static TOPIC: Topic = Topic {
    laws: &[
        Law { place: "us", source: "Immigration and Nationality Act, 8 U.S.C. 1324b; Civil Rights Act 1964, Title VII (42 U.S.C. 2000e-2); EEOC, Prohibited Employment Policies/Practices", read: "2026-11-30" },
        Law { place: "gb", source: "Equality Act 2010, s. 9", read: "2026-11-30" },
        Law { place: "eu", source: "Directive 2000/43/EC, art. 2, 3", read: "2026-11-30" },
        Law { place: "ca-on", source: "Ontario Human Rights Commission, Policy on removing the “Canadian experience” barrier; Working for Workers Four Act, 2024", read: "" },
        Law { place: "au", source: "Racial Discrimination Act 1975 (Cth), s. 15", read: "2026-11-30" },
    ],
    words: &["abroad", "accent", "alien", "ancest", "asylum", "birthplace", "born", "brought up", "came over", "canadian", "citizen", "come from", "country", "descent", "dual", "eastern europe", "expat", "family name", "foreign", "from", "green card", "grew up", "grow up", "h-1", "h-1b", "h1b", "heritage", "homeland", "immigra", "in canada", "last name", "local", "migrant", "name", "national", "nationalit", "native", "naturali", "opt", "origin", "overseas", "passport", "permit", "place of birth", "raised", "refugee", "root", "settled status", "slavic", "surname", "third world", "third-world", "visa", "where are you", "where did", "where do you", "where were"],
    cues: &[
        Cue::strong(ASK, r"where (?:are|were) you (?:\w+ ){0,2}(?:from|born|raised|brought up|originally|actually)|where (?:do|did) you (?:\w+ ){0,2}(?:come from|grow up|originate|hail from|immigrate from|emigrate from|live before you came)|where (?:is|was|are|were|do|does|did) your (?:\w+ )?(?:family|parents?|folks|people|name|surname|last name|ancestors?|roots|grandparents|mother|father|relatives)__(?:from|born|originate|originally|live)|were you born (?:in|here|abroad|outside|there|and)"),
        Cue::strong(ASK, r"you (?:were )?born (?:here|in (?:this|the|another|our|which|what|a different) (?:country|state|city|town|place|part|region|village|uk|us|states|eu|continent)|abroad|outside|overseas)|(?:which|what) country (?:are you|were you|do you come|did you (?:come|grow|leave|move)|is your|was your|are your)|(?:which|what) (?:\w+ )?visa|(?:which|what) (?:part of the world|nationality|citizenship|ethnic origin|passports?|country's)_(?:you|your|are|do|did|is)|(?:which|what|whose)_passports?_you|parents_(?:born|come from|immigrants?|foreign\w*|citizens?|immigrate\w*)"),
        Cue::strong(ASK | POST, r"your (?:\w+ )?(?:nationality|nationalities|citizenships?|birthplace|place of birth|country of (?:birth|origin)|(?:home|native|own|birth) country|homeland|ancestry|ancestors|roots|ethnic origins?|heritage|origins?|immigration (?:status|history)|visa (?:status|type|class|category|number|expir\w+)|type of visa|green card|passports?|surname (?:\w+ )?(?:from|come|mean|origin\w*|german|\w+ish)|national origins?|descent|naturali[sz]ation|residence permit|alien (?:number|status))|(?:what|which) (?:kind|sort|type|class|category) of (?:name|visa|work visa|passport|residence permit|permit)"),
        Cue::strong(ASK | POST, r"(?:name|surname|last name|accent)_(?:sounds?|looks?|seems?|is that|is it|originate)|your (?:\w+ )?name (?:sounds?|looks?|seems?|is (?:unusual|foreign|exotic|hard|interesting)|isn't|come from)|(?:unusual|interesting|exotic|foreign|lovely|unfamiliar|strange|difficult) (?:name|surname)|(?:how|what)_pronounce_(?:name|surname)"),
        Cue::strong(ASK, r"are you_(?:citizens?|nationals?|immigrants?|foreigners?|foreign|refugees?|migrants?|asylum seekers?|natives?|naturali[sz]ed|(?:{people})(?: or \w+| by birth| born| citizen| national|\?|$| from)|from (?:here|abroad|overseas|around here|{land}|another country)|local|born (?:here|in)|expats?|on a (?:\w+ )?visa|a green card|permanent residents?|legally in)|(?:you|your family)_(?:hold|have|carry|got|own|possess|travel on)_(?:passports?|citizenships?|nationalit\w+|green cards?|settled status|dual|other nationality|visa)|(?:green card|dual citizen\w*|dual national\w*)"),
        Cue::strong(ASK, r"how long have you (?:been|lived|resided|worked) (?:in|here)_(?:country|here|{land}|{people}|states|us|uk)?|(?:when|why|how|what made|what brought|how long ago) did (?:you|your (?:family|parents))_(?:come|move|immigrate|emigrate|arrive|relocate|get)_(?:to this country|here|this country|in this country|to (?:the )?{land}|over)|what brought you to_(?:country|{land})|(?:go|going|travel|fly|return|move|moving|went) (?:back )?(?:home|back)_(?:country|{land}|homeland|often|where you)|which country you|(?:miss|prefer)_(?:home country|own country)"),
        Cue::strong(ASK, r"(?:you|your)__(?:become|becoming|apply for|get) (?:\w+ )?(?:citizen\w*|naturali[sz]ed)|where you come from originally|where you are (?:really |originally )?from"),
        Cue::strong(POST, r"(?:{people}|native[- ]born|natural[- ]born|eu|local|locally[- ]born) (?:citizens?|nationals?|passport[- ]holders?|passports?|citizenship|natives?|nationality)_?(?:only|preferred|need|may|required|will|essential|a must|are)|only__(?:citizens|nationals|natives|locals|green card|passport)|(?:citizens|nationals|locals|natives|green[- ]card[- ]holders|born)_(?:only|preferred|may apply|need apply)|must (?:be|hold|have)_(?:citizens?|passport|citizenship|nationality|national|born in|native-born)"),
        Cue::strong(POST, r"no (?:foreigners|foreign (?:nationals|applicants|candidates|passports?|workers)|immigrants|migrants|expats|refugees|h-?1b\w*|opt|cpt|visa[- ]holders|eastern europeans)|(?:foreigners|immigrants|foreign nationals|visa holders|refugees) (?:need not|will not|cannot|should not|are not)|born (?:and raised |and bred )?in (?:this country|the country|{land})|(?:state|with|include|your|give|indicate)_(?:nationality|citizenship|place of birth|country of (?:birth|origin))|(?:h-?1b|opt|cpt)_(?:not|need not|cannot)|(?:of|with) (?:\w+ )?(?:{people}|local) (?:descent|origin|heritage|nationality)"),
        Cue::strong(POST, r"(?:{people}) (?:applicants?|candidates?|people)? ?(?:preferred|only)"),
        Cue::weak(JUDGE, r"(?:{people}|foreign|dual|non-eu|non-\w+) (?:passport|nationals?|nationality|citizens?|citizenship|roots|descent|origins?|parents|family|born|heritage|ancestry|by birth|names?|surnames?|immigrants?|guy|woman|man|girl|lad|chap|lady|bloke|mentality|temperament|blood|people|candidates?|applicants?|workers?|sounding|looking|upbringing)|(?:is|was|he's|she's|being|seems|sounds|looks|probably|maybe|clearly|typical(?:ly)?|not|another) (?:a |an )?(?:{people})(?:,|\.| by| and| i | so| but| or| type| not|$|;)|born (?:in|abroad|overseas|and raised|and bred|outside|here)"),
        Cue::weak(JUDGE, r"(?:grew|raised|brought|brings) up (?:in|here|abroad|overseas|outside)|raised (?:in|here|abroad)|came (?:over|here|to (?:this country|{land}|the country))|immigrants?|immigrated|emigrated|migrants?|refugees?|asylum|foreigners?|foreign[- ](?:born|sounding|looking)|expats?|native of|originally from|(?:is|comes?|hails?|moved|immigrated|are|someone|person|people|him|her|from|being) from (?:{land}|abroad|overseas|here|around here|another country|eastern europe)|(?:on|needs?|has|with|had) (?:a |an |his |her |their )?(?:\w+ )?(?:visa|h-?1b|green card|residence permit)"),
        Cue::weak(JUDGE, r"visa (?:runs|expires|may|might|status|hassle|trouble|problem|situation|holder)|green card|not (?:a )?(?:local|native|from here|one of our own|{people}|citizen|born)|(?:a|rather a|prefer a|rather|prefer) (?:local|native)|(?:his|her|their|the) (?:country of origin|home country|homeland|nationality|citizenship|passport|foreign \w+|origins?|roots|heritage|culture of origin|surname|own country|last name)|(?:name|surname) (?:sounds|suggests)|third[- ]world|knows how (?:things|we|it)_(?:in|here)_(?:{land}|holland|country|our)|how things are done (?:in|over) (?:here|{land}|holland)"),
        Cue::weak(JUDGE, r"been in (?:the|this) country"),
        Cue::strong(ASK | JUDGE, r"(?:canadian|local)_(?:experience|employers?|work history|workplaces?|references|job|background|companies)|(?:experience|worked|employed|work|job|jobs|career)_(?:in|for) (?:a |an )?canad(?:a|ian)|no canadian|not (?:only )?(?:overseas|abroad|foreign)|jobs were (?:abroad|overseas)|foreign (?:experience|credentials|work)|canadian (?:work )?experience").place("ca"),
        Cue::strong(ASK | JUDGE, r"canadian (?:work |job |local )?(?:experience|work history|employment history)"),
    ],
    other: &[r"national guard|(?:authori[sz]ed|right|entitled|eligib\w+|permitted|allowed|permission|authori[sz]ation|legally able|permit) to (?:be employed|work)(?: in (?:the )?\w+)?|need (?:\w+ )?sponsor\w*|sponsor\w*(?: (?:for|of|a|an|you|your))?(?: (?:\w+ ){0,2}visa)?|visa sponsorship|work permit for|cloud[- ]native|native (?:app|apps|client|code|sdk|mobile|module|driver|language|english|speakers?|tongue)|(?:u\.?s\.?)[- ]persons?(?:[- ]status)?|citizen developers?|visa (?:and mastercard|cards?|network|api|application|europe|transactions?)|mastercard|cross-origin|origin (?:server|header|of the|country of)", r"country of origin of|name(?:s|d)? (?:of the|a)|native speak\w+"],
    pass: &[r"export (?:control|rule|law|regulation|licen[cs]e)\w*|\bitar\b|\bear\b|security clearance|not by the country|experience from any country|any country|every country"],
    message: |part| format!("a text is about the origin or citizenship of a candidate: `{part}`"),
    label: "may not be asked or counted, or is risky",
    help: &["ask all candidates only “Are you authorised to work here, and will you need sponsorship?”"],
    is_legal: true,
    made: OnceLock::new(),
};
