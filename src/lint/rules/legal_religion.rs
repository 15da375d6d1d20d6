//! `legal-religion`: religion, belief, holidays, dress; community in Northern Ireland.

use std::sync::OnceLock;

use crate::diag::{Code, Severity};
use crate::lint::topic::{ALL, ASK, JUDGE, POST};
use crate::lint::{Check, Cue, Group, Law, Rule, Topic};
use crate::model::LintLevel;

pub(super) static RULE: Rule = Rule {
    code: Code { id: "legal-religion", severity: Severity::Warning, text: include_str!("legal_religion.md") },
    group: Group::Legal,
    level: LintLevel::Warn,
    check: Check::Topic(&TOPIC),
};

static TOPIC: Topic = Topic {
    laws: &[
        Law { place: "us", source: "Civil Rights Act 1964, Title VII (42 U.S.C. 2000e-2); EEOC, Prohibited Employment Policies/Practices", read: "2026-11-30" },
        Law { place: "eu", source: "Directive 2000/78/EC, art. 1, and the EU’s summary of the directive; GDPR, art. 9", read: "2026-11-30" },
        Law { place: "gb", source: "Equality Act 2010, s. 10", read: "2026-11-30" },
        Law { place: "gb-nir", source: "Fair Employment and Treatment (Northern Ireland) Order 1998, art. 2, and the summary of the order in NATLEX (ILO)", read: "2026-11-30" },
        Law { place: "ca", source: "Canadian Human Rights Act, ss. 3, 8", read: "2026-11-30" },
        Law { place: "ca-on", source: "Ontario Human Rights Code, s. 23", read: "" },
    ],
    words: &["adventist", "agnost", "atheis", "baptis", "belief", "believ", "bible", "buddh", "burqa", "cathol", "celebrat", "christ", "church", "community", "confession", "congregation", "creed", "crucifix", "denominat", "devout", "diwali", "easter", "eid", "evangel", "faith", "fasting", "god", "halal", "head scarf", "headscarf", "hijab", "hindu", "holiday", "holy day", "islam", "jehovah", "jew", "kippa", "koran", "kosher", "lent", "mass", "mormon", "moslem", "mosque", "muslim", "niqab", "orthodox", "parish", "pious", "pray", "primary school", "protestant", "quran", "ramadan", "relig", "rosary", "sabbath", "saturday", "school did", "scientolog", "scripture", "secular", "shabbat", "sikh", "spiritual", "sunday", "synagogue", "temple", "turban", "veil", "which foot", "worship", "yarmulke", "yom kippur"],
    cues: &[
        Cue::strong(ASK, r"(?:what|which)_(?:religion|creed|faith|denomination|church|mosque|synagogue|temple|parish|congregation|god|place of worship)_(?:you|your|are|do|did)|(?:what|what's|which) (?:is |are )?your (?:\w+ )?(?:religion|religious \w+|creed|faith|beliefs?|denomination|spiritual \w+|church)|which (?:church|mosque|synagogue|parish|congregation|denomination)|your (?:religion|creed|faith|church|mosque|synagogue|temple|parish|congregation|beliefs|rabbi|priest|pastor|imam|religious (?:\w+)|spiritual (?:\w+)|god|prayers?|sabbath)"),
        Cue::strong(ASK, r"are you_(?:a |an )?(?:practi[sc]ing |devout |committed |observant |strict )?(?:{faith}|religious|believers?|a person of faith|churchgoer|church-goer|observant|baptis?z?ed|confirmed|orthodox|spiritual|secular|of (?:any |a |the )?(?:\w+ )?faith|a member of_church)"),
        Cue::strong(ASK, r"do(?:n't|es)? (?:you|your family)_(?:believe in (?:god|a higher|jesus|heaven)|pray|go to (?:church|mass|mosque|temple|synagogue|services)|attend (?:a |any )?(?:church|mass|mosque|temple|synagogue|religious|worship)|practi[sc]e (?:a|any|your)?_?(?:religion|faith)|keep (?:kosher|halal|the sabbath|shabbat|sunday)|observe_(?:sabbath|ramadan|lent|holidays?|holy days|shabbat|fasts?|religi\w+)|fast (?:during|in|at|for)|celebrate (?:christmas|easter|eid|diwali|hanukkah|ramadan)|eat (?:pork|halal|kosher)|wear (?:a|the|your) (?:hijab|headscarf|head scarf|turban|veil|cross|kippah?|niqab)|belong to_(?:church|religio\w+|faith|congregation|parish|denomination)|have_(?:religion|faith|religious \w+|god|creed))"),
        Cue::strong(ASK, r"holidays (?:do|does|would) (?:you|your family) (?:celebrate|observe|keep)|religious (?:holidays?|holy days|observ\w+|practices?|beliefs?|reasons?|obligations?|duties|commitments?|background|affiliation|views?|needs)|(?:work|available|come in|working|shifts?|you)_(?:saturdays?|sundays?|fridays?)__(?:relig\w+|faith|church|sabbath|worship|pray\w*|conscience)|(?:faith|religion|church|prayers?|beliefs)_(?:stop|prevent|keep|allow|let|interfere|affect|conflict|get in the way)|(?:take off|remove|without|take)_(?:hijab|headscarf|head scarf|turban|veil|niqab|kippah?|crucifix)"),
        Cue::strong(ASK, r"(?:wear|wearing)_(?:hijab|headscarf|head scarf|turban|veil|niqab|burqa|kippah?|yarmulke)|(?:you|your)__(?:church tax|bible study|prayer (?:breaks?|times?|room)|break_to pray|ramadan|the sabbath|yom kippur)|(?:pay|paying) church tax"),
        Cue::strong(ASK | JUDGE, r"(?:which|what) (?:community|side|foot|school)__(?:protestant|catholic|belong|dig|kick|come from)_?(?:with|to|from)?|protestant or (?:a )?catholic|catholic or (?:a )?protestant|(?:protestant|catholic) (?:community|background|school|side|area|family|name)|kick with|digs? with|what (?:primary |secondary )?school did you go to_(?:belfast|derry|northern ireland)|(?:from|of) (?:the )?(?:protestant|catholic|other|same) (?:community|side|sort)"),
        Cue::weak(ASK, r"(?:you|your)__(?:{faith}|religio(?:n|us)|sabbath|ramadan|hijab|headscarf|turban)"),
        Cue::strong(POST, r"(?:{faith}) (?:preferred|only|wanted|applicants?|candidates?|need|are preferred|or)|(?:practi[sc]ing|committed|devout|church-?going|god-?fearing|bible-?believing|active|professing|good) (?:\w+ )?(?:{faith}|believers?|faith|church members?|person of faith)|(?:share|shares|live|embrace|uphold|profess) (?:our|the) (?:\w+ )?(?:christian |catholic |islamic |jewish |religious )(?:faith|values|beliefs|ethos)|share our (?:faith|religion|beliefs)|(?:your|state|with)_(?:religion|denomination|religious affiliation)_(?:cv|application|letter|form)?"),
        Cue::strong(POST, r"(?:member of (?:a|the|our) church|church membership|baptis?z?ed)|(?:no|without) (?:headscarves|headscarf|hijabs?|turbans?|veils?|religious (?:symbols|dress|clothing))"),
        Cue::weak(JUDGE, r"(?:{faith})|religious(?:ly)? (?:type|person|man|woman|views|beliefs|background|family|and|so|nut|holidays?|garb|dress|symbols?|obligations?)|(?:is|very|too|deeply|seems|quite|strictly|not|overtly) religious|(?:his|her|their) (?:religion|faith|church|mosque|synagogue|beliefs|prayers?)|sabbath|shabbat|ramadan|devout|pious|prays|praying|prayer (?:breaks?|times?|room|mat)|churchgoer|goes to (?:church|mass|mosque|temple|synagogue)|(?:hijab|head ?scarf|turban|kippah?|yarmulke|niqab|burqa|crucifix|veil|skullcap)|(?:wears|wearing|wore) (?:a|the) (?:cross|veil|scarf)|keeps (?:kosher|halal|the sabbath)"),
        Cue::weak(JUDGE, r"kosher|halal|bible (?:study|group|quotes?|basher)|quran|yom kippur|fasting|no religious|believes in god|god-?fearing|religion|church"),
    ],
    nouns: &[
        (ALL, &[r"devout\w*", r"pious\w*", "prays?", "praying", "prayers?", "prayer (?:breaks?|mat|room|group|meetings?|times?)", "worship(?:per|pers|ping)?", "god ?fearing", "servant's heart", r"believers?(?: in (?:god|christ|jesus))?(?:,|;|\.|\?|$| only)", "beliefs? in god", "believes? in (?:god|jesus|a god|christ|allah)", "faith (?:community|group|based|leader|in (?:god|jesus|christ))", "jesus", "christ", "allah", r"church\w*", "chapel", "mosques?", "synagogue", "gurdwara", "go to (?:mass|temple|church|mosque|synagogue|confession|sunday)", "goes to (?:mass|temple|church|mosque|synagogue|confession|sunday)", "going to (?:mass|temple|church|mosque|synagogue|confession|sunday)", "went to (?:mass|temple|church|mosque|synagogue|confession|sunday)", "go(?:es|ing)? to (?:mass|temple|church|mosque|confession)", "sunday (?:mass|service|school)", "scripture", "quran", "koran", "torah", "sabbath", "shabbat", "ramadan", "yom kippur", "passover", "pesach", "rosh hashanah?", "hanukkah", "chanukah", "eid", "diwali", "vaisakhi", "ash wednesday", "good friday", r"lent (?:fast\w*)?", r"religio\w+", "denominations?", r"baptis\w+", "christening", "pastor", r"priest\w*", "rabbi", "imam", "vicar", "monk", "nun", r"missionar\w+", "mission trip", "kosher", "halal", r"hijab\w*", "head ?scar(?:f|ves)", "turbans?", "kippah?s?", "niqab", "burqa", "skullcap", "crucifix", "yarmulke", "tefillin", "wears? (?:a|the|her|his) (?:cross|veil)", "eat pork", "cult", r"sects?(?:,|;|\.|\?|$)", r"scientolog\w*", r"jehovah\w*", r"mormon\w*", "heathen", "pagans?", "born again", r"tithe\w*", r"spiritual\w*", "holy (?:days?|book|communion|spirit|week|land|mass)", "youth pastor", "congregation", r"atheis\w+", "godless", "bible", "{faith}"]),
        (ASK, &[r"faith(?:\?|,| group| do| are| community)", r"god(?:\?|,)", "pray", "religion", r"fast(?:ing)?(?:\?|,| during| for)", "observe", "observant", "celebrate (?:christmas|easter|eid|diwali|hanukkah|passover)", "keep (?:kosher|halal|the sabbath)", "confirmed in", "saturdays off", "fridays off", "sundays off", "cross around", "your beliefs", "beliefs", r"convert(?:ed)? to (?:islam|judaism|christ\w+|buddhism|catholicism)", "temple"]),
        (JUDGE, &["faith", "god", "pious", "beliefs", "observant", r"converted to (?:islam|judaism|christ\w+|buddhism|catholicism)", "convert", "veil", "beard for", "religion", "fasting", "fasts", "preacher", "temple", "christmas cards?", "celebrates? (?:christmas|easter|eid|diwali|hanukkah|passover)", "altar boy", "holier than thou"]),
        (POST, &["faith", "god", "lord", "gospel", "believers?", "beliefs?", "worshippers?", "catholic values", "christian values", "religion", "ministry experience"]),
    ],
    other: &[r"(?:mosque|church|synagogue|temple|prayer) (?:finder|times|app|directory|map)|\w+-agnostic|agnostic (?:of|about|to)|(?:on|good|bad|leap of|in|act of|lost|lose|have|had) faith(?: in)?|faith(?:ful|fully|less) |(?:technical|product|developer|chief|software|api|sdk|platform|the|an|cloud) evangelis[mt]s?|jewel\w*|holy (?:grail|war)|bible of|(?:style|brand|the) bible|(?:open source|developer|user|user's|online|support|scientific|data) communit(?:y|ies)|believes? (?:in|that) (?:small|the|data|a|figures|\w+ (?:releases|tests))|(?:orthodox|canonical) (?:solution|answer|design|approach)|single source of truth"],
    pass: &[r"(?:our|whose|are) (?:customers|users|clients|members|readers)_(?:churches|mosques|synagogues|temples|parishes|congregations|faith)"],
    message: |part| format!("a text is about the religion or belief of a candidate: `{part}`"),
    label: "may not be asked or counted, or is risky",
    help: &["say which days and hours the job has, and ask all candidates whether they can work them"],
    is_legal: true,
    made: OnceLock::new(),
};
