//! `anchor-vague`: an anchor that praises or blames instead of describing.

use std::sync::LazyLock;

use crate::lint::sentences::{Patterns, without_quotations};
use crate::lint::{Check, Finding, Findings, Group, Part, Rule, Said};

pub(super) static RULE: Rule =
    Rule::new("anchor-vague", include_str!("anchor_vague.md"), Group::Question, Check::Text(check));

/// Words that rate an answer or a person.
const PRAISE: &str = r"(?:good|great|strong|excellent|outstanding|exceptional|superb|impressive|solid|sound|decent|adequate|acceptable|satisfactory|sufficient|reasonable|fair|average|mediocre|ordinary|basic|limited|superficial|shallow|weak|poor|bad|insufficient|inadequate|unsatisfactory|vague|incomplete|thorough|comprehensive|in-depth|deep|broad|profound|nuanced|sophisticated|mature|clear|convincing|compelling|coherent|articulate|confident|effective|proficient|competent|advanced|expert|world-class|first-class|top-notch|remarkable|well[ -](?:structured|rounded|reasoned|articulated|organi[sz]ed|thought[ -]out))";
/// What such words say nothing about: an ability, or the answer as a whole.
const QUALITY: &str = r"(?:answers?|responses?|repl(?:y|ies)|understanding|grasp|knowledge|command|comprehension|awareness|insights?|mastery|familiarity|expertise|competen(?:ce|cy)|skills?|abilit(?:y|ies)|aptitude|thinking|reasoning|communicat(?:ion|or)|performance|candidate|attitude|presence|impression|presentation|articulation|problem[ -]solv(?:ing|er)|critical thinking|analytical skills?|technical depth|depth|breadth|all[ -]?round(?:er)?|fit|job|effort|mindset|potential|leadership|people skills|judge?ment|ownership|storytelling)";

static VAGUE: LazyLock<Patterns> = LazyLock::new(|| {
    let all = [
        format!(r"\b{PRAISE}(?:,? (?:and |but |or )?\w+){{0,2}}? {QUALITY}\b"),
        format!(r"\b{QUALITY} (?:is|was|are|were|could be|needs to be|seems?|appears?|feels?) (?:\w+ ){{0,2}}?(?:{PRAISE}|better|lacking|missing|improved|improvable)\b"),
        // What is only praised or blamed, and an adverb before an adjective that rates.
        r"\b(?:good|great|strong|excellent|outstanding|exceptional|superb|impressive|solid|decent|adequate|acceptable|satisfactory|reasonable|average|mediocre|weak|poor|insufficient|inadequate|unsatisfactory|remarkable|compelling|convincing|top-notch|first-class|world-class|perfect|ideal|brilliant|fantastic|amazing|nice|sensible|natural|right|wrong|proper|positive) (?:approach|instincts?|intuition|suggestions?|ideas|arguments?|explanations?|structure|solutions?|analysis|examples|behaviou?r|demeanou?r|style|delivery|story|motivation|self-awareness|curiosity|empathy|overview|feel|feeling|sense|attitude|mindset|spirit|thinking|direction|qualities|habits|manners|track|all[ -]?round\w*|listener|speaker|leader|thinker|learner|team ?player)\b".to_owned(),
        r"\b(?:somewhat|rather|quite|very|fairly|pretty|a bit|a little|too|overly|slightly|mostly|largely|extremely|highly|reasonably|relatively|partly|not very|not so) (?:superficial|shallow|weak|vague|generic|general|basic|limited|thin|good|strong|solid|convinc\w+|unconvincing|unclear|unstructured|structured|incomplete|theoretical|abstract|confus\w+|poor|adequate|competent|confident|articulate|impressive|naive|simplistic|one-sided|mature|insightful|thoughtful|knowledgeable|skilled|capable|professional|detailed|complete|thorough)(?:\W*$|[.,;]| and | but )".to_owned(),
        r"(?:^\W*(?:is|was|seems|appears|sounds|remains|feels)|\bcomes? across as|\bcame across as|\bstrikes? (?:me|us|the panel) as|\bmakes? an?) (?:\w+ )?(?:confident|articulate|knowledgeable|competent|experienced|mature|professional|convincing|passionate|engaged|motivated|friendly|likeable|polished|nervous|unsure|unprepared|well[ -]prepared|enthusiastic|proactive|insightful|thoughtful|strong|weak|good|excellent|bad|poor|senior|junior|capable|credible|smart|bright|intelligent)\b".to_owned(),
        r"\b(?:strong|clear|definite|weak|lean|no) hire\b|\bwould (?:not |gladly |definitely )?(?:hire|recommend)(?:\W*$|[.,;]| (?:them|this candidate)\b)|\b(?:cultur\w+ fit|good fit|poor fit|rock ?star|self[- ]starter|natural leader|team player|quick learner|fast learner|high performer|top performer|best in class|textbook answer|model answer|ticks? (?:all|most|every) (?:the |of the )?box(?:es)?|nails? it|wow factor|out of the box|x[- ]factor)\b".to_owned(),
        r"\b(?:knows|knew|masters|mastered) (?:\w+ ){1,4}?(?:very |quite |really |reasonably )?(?:well|thoroughly|inside out)\b|\b(?:well|highly|fully|quite|deeply|thoroughly) versed\b|\bstruggles? (?:to (?:answer|explain|articulate|respond)|with (?:the )?(?:question|topic|answer|concept|basics))\b|\b(?:fails|failed|unable) to (?:impress|convince|demonstrate|show|answer|articulate)\b|\bdoes not (?:really |fully |quite )?(?:convince|impress|demonstrate|understand|grasp)(?:\W*$|[.,;]| the (?:question|topic|subject|problem|concept))|\black(?:s|ed|ing) (?:\w+ )?(?:depth|detail|structure|clarity|rigou?r|focus|substance|experience|nuance|conviction|maturity|seniority|insight)\b|\b(?:some|little|no|clear|ample|strong) evidence of\b|\bhas an? (?:\w+ )?(?:feel|flair|talent|gift|knack|eye) for\b|\bthinks (?:strategically|critically|big|analytically|clearly|deeply)\b|\btakes (?:full |real )?ownership\W*$".to_owned(),
        r"\b(?:shows?|showed|demonstrates?|demonstrated|displays?|displayed|exhibits?|exhibited|possess(?:es)?|lacks|lacked|conveys?|evidences?) (?:an? |the |some |little |no |much |any |clear |real |full |only |his |her |their )*(?:\w+ ){0,2}?(?:understanding|grasp|knowledge|command|comprehension|awareness|mastery|familiarity|expertise|competence|competency|insight|depth|(?:communication|technical|analytical|people|leadership|interpersonal|soft|problem[ -]solving) skills?|confidence|enthusiasm|passion|leadership|potential|maturity|seniority|initiative)\b|\b(?:has|had|have) (?:an? |the |some |little |no |much |any )*(?:\w+ ){0,2}?(?:understanding|grasp|command|comprehension|awareness|mastery|familiarity|expertise) of\b".to_owned(),
        r"\b(?:meets?|met|exceeds?|exceeded|surpass(?:es|ed)?|falls? (?:short of|below)|below|above|beyond|in line with|fulfils?|matches) (?:the |our |all |any |most )*(?:expectations?|requirements?|standards?|the bar|average)\b|\b(?:raises?|clears?|above|below|at) the bar\b".to_owned(),
        r"\b(?:would|will|could|can|does|did) (?:\w+ )?(?:impress|convince|wow)\b|\bimpress(?:es|ed|ive)\b|\bgoes (?:above and beyond|the extra mile)\b|\babove and beyond\b|\bknows (?:\w+ )?(?:stuff|topic|subject|field|area)\b|\bfully understands\b|\bunderstands (?:well|fully|the (?:topic|subject|question|concept|basics|problem well))\b".to_owned(),
        r"\b(?:in|with) (?:an? |the )?(?:\w+ )?(?:appropriate|adequate|satisfactory|good|suitable|proper|professional|convincing|acceptable|effective|reasonable) (?:\w+ )?(?:manner|way|fashion|depth|detail|level|extent|degree)\b|\b(?:reasonable|sufficient|great|good|little|some|adequate|enough) (?:depth|detail|breadth)\b".to_owned(),
        r"\b(?:covers?|covered|mentions?|mentioned|touch(?:es|ed)? (?:on|upon)|address(?:es|ed)?|includes?|considers?|names?|miss(?:es|ed)?|omits?|lists?|hits?) (?:\w+ )?(?:all|most|many|some|several|few|a few|key|main|important|relevant|major|basic|essential|the (?:key|main|important|relevant|major|basic|essential|right|necessary|obvious))(?: of)?(?: the)?(?: key| main| important| relevant| major| basic| essential| right| necessary)* (?:aspects|points|issues|elements|considerations|things|areas|bases|factors|topics|basics|details)(?:\W*$|[.,;:]| of (?:the )?(?:problem|question|topic|subject|issue|case|answer)\b)".to_owned(),
        r"\b(?:answers?|answered|responds?|responded|communicates?|communicated|explains?|explained|performs?|performed|handles? (?:it|this|the (?:question|situation))|handled (?:it|this|the (?:question|situation))|expresses? (?:\w+ )?|speaks?|presents?|copes?) (?:very |quite |fairly |reasonably |rather |too |extremely )*(?:well|badly|poorly|adequately|satisfactorily|excellently|confidently|fluently|articulately|effectively|superficially|vaguely|convincingly)\b".to_owned(),
        r"\b(?:communicat|articulat)\w+ (?:very |quite |\w+ (?:and )?)?(?:clearly|concisely|well|confidently|effectively|fluently)(?:\W*$|[.,;]| and )|\bclearly and (?:confidently|concisely|convincingly|well)\b|\bconcisely and clearly\b".to_owned(),
        r"\b(?:room for improvement|needs? (?:some |more |further )?(?:improvement|work|coaching|development)|could (?:be|have been|do|have done) (?:\w+ )?(?:better|more|clearer|stronger|deeper)|as expected|nothing special|so-so|not bad|not great|hard to follow|easy to follow|off[ -]topic|rambl(?:es|ing|ed)|on (?:the )?right track)\b".to_owned(),
        r"^\W*(?:(?:very|quite|fairly|really|truly|rather|an?) )*(?:good|great|strong|excellent|outstanding|exceptional|superb|average|acceptable|satisfactory|adequate|weak|poor|bad|fair|mediocre|unsatisfactory|unacceptable|insufficient|ok|okay|fine|perfect|ideal|below average|above average|sufficient|decent|solid)(?:\W*$|[.,;:*]|,? (?:and|but) )".to_owned(),
    ];
    Patterns::new(all.iter().map(String::as_str))
});

fn check(said: &Said<'_>, found: &mut Findings) {
    if said.part != Part::Anchor {
        return;
    }
    let text = without_quotations(said.text);
    if let Some(part) = VAGUE.find_all(&text).first() {
        let finding = Finding::new(&said.route, "the anchor rates the answer and does not describe it")
            .part(part.range())
            .label("interviewers read this in different ways")
            .help("write what a candidate does or says for this score, such as \"asks which callers read the field\"");
        found.push(finding);
    }
}
