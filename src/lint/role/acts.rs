//! What the person does in a clause: decides or builds, or only reads and asks.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::tokens::{Token, tokens};
use super::{re, set};

/// What a clause says that the person does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// Decides, owns, builds.
    Decides,
    /// Reads, asks, attends, explains.
    Reads,
    /// Neither, or it is denied or only wished for.
    None,
}

/// How a verb is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Base,
    Third,
    Ing,
    Past,
}

const DECIDES: &str = "
    decide choose design architect build own set define draw shape settle agree select pick specify model operate run implement
    introduce establish replace migrate move scale deploy lead develop create engineer rebuild rearchitect consolidate split shard
    tune maintain administer provision manage version deprecate retire end remove launch ship approve reject rule determine weigh
    argue defend negotiate plan price limit promise guarantee standardise standardize write rewrite merge host optimise optimize size
    partition secure harden author invent code program commission buy sunset freeze govern steer make take prioritise prioritize cut
    keep drop refuse turn put add change redesign simplify publish build redo roll stop evolve extract decommission dimension
    rank accept bring say fix swap deliver drive trade cap narrow tighten rename loosen unify grant forbid allow phase widen
    shorten lengthen abolish ban restrict enforce codify stipulate allocate sequence rework restructure trim prune streamline judge";
const READS: &str = "
    read follow attend sit learn ask listen observe watch join present explain forward summarise summarize collect gather report note
    know understand recognise recognize speak talk describe hear review track monitor shadow support help assist advise contribute
    partner collaborate liaise relay translate share circulate distribute record document participate accompany prepare compile
    proofread question visit study familiarise familiarize discuss comment raise see tell pass answer demo train coordinate organise
    organize schedule chase remind file log triage interview moderate escalate update consult meet work inform test check
    spot find sketch stay interpret query trace grasp debate challenge survey photograph announce introduce
    sum count send upload download book onboard enter fetch print tidy archive greet invite welcome congratulate notify brief educate teach tutor
    coach promote advertise evangelise evangelize blog tweet localise localize transcribe annotate catalogue browse scan skim research
    benchmark explore inspect reproduce verify try click use enjoy thank recommend suggest propose chart plot visualise visualize
    illustrate demonstrate facilitate arrange triage categorise categorize paste spellcheck compare analyse analyze assess
    examine evaluate liaise connect mediate encourage mentor socialise socialize advocate champion represent communicate inquire
    enquire request subscribe engage champion publicise publicize tag label sort scout shepherd serve act sync
    gauge reflect repeat quote cite mention respond reply phone ring email mail message dial post pin
    list number star bookmark screenshot record type copy acknowledge confirm register enrol
    admire celebrate greet interpret rehearse practise practice digest";
const DOUBLED: [&str; 14] =
    ["run", "set", "sit", "plan", "split", "ship", "stop", "map", "swap", "drop", "cut", "put", "log", "cap"];
const IRREGULAR: [(&str, &str); 38] = [
    ("chose", "choose"),
    ("chosen", "choose"),
    ("built", "build"),
    ("rebuilt", "build"),
    ("drew", "draw"),
    ("drawn", "draw"),
    ("wrote", "write"),
    ("written", "write"),
    ("rewrote", "rewrite"),
    ("ran", "run"),
    ("led", "lead"),
    ("kept", "keep"),
    ("sat", "sit"),
    ("met", "meet"),
    ("knew", "know"),
    ("known", "know"),
    ("took", "take"),
    ("taken", "take"),
    ("made", "make"),
    ("understood", "understand"),
    ("seen", "see"),
    ("heard", "hear"),
    ("brought", "bring"),
    ("spoke", "speak"),
    ("set", "set"),
    ("cut", "cut"),
    ("bought", "buy"),
    ("put", "put"),
    ("split", "split"),
    ("said", "say"),
    ("modelled", "model"),
    ("cancelled", "cancel"),
    ("labelled", "label"),
    ("grew", "grow"),
    ("led", "lead"),
    ("sold", "sell"),
    ("found", "find"),
    ("gave", "give"),
];

static VERBS: LazyLock<HashMap<String, (Act, Form)>> = LazyLock::new(|| {
    let mut all = HashMap::new();
    for (list, act) in [(READS, Act::Reads), (DECIDES, Act::Decides)] {
        for verb in list.split_whitespace() {
            for (form, word) in forms(verb) {
                all.insert(word, (act, form));
            }
            for (word, _) in IRREGULAR.iter().filter(|(_, of)| *of == verb) {
                all.insert((*word).to_owned(), (act, Form::Past));
            }
        }
    }
    for verb in ["set", "cut", "put", "split"] {
        all.insert(verb.to_owned(), (Act::Decides, Form::Base));
    }
    all
});

fn forms(verb: &str) -> [(Form, String); 4] {
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let stem = verb.strip_suffix('e').filter(|stem| !stem.ends_with('e')).unwrap_or(verb);
    let last = verb.chars().last().unwrap_or_default();
    let doubled = if DOUBLED.contains(&verb) { format!("{verb}{last}") } else { stem.to_owned() };
    let with_y = verb.strip_suffix('y').filter(|stem| !stem.ends_with(is_vowel));
    let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|end| verb.ends_with(end));
    let third = match with_y {
        Some(stem) => format!("{stem}ies"),
        None if hisses => format!("{verb}es"),
        None => format!("{verb}s"),
    };
    let past = with_y.map_or_else(|| format!("{doubled}ed"), |stem| format!("{stem}ied"));
    let ing = if verb.ends_with('y') { format!("{verb}ing") } else { format!("{doubled}ing") };
    [(Form::Base, verb.to_owned()), (Form::Third, third), (Form::Ing, ing), (Form::Past, past)]
}

/// Nouns of reading at the start of an item: "Notes from six interviews".
static READ_NOUNS: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"^\W*(the |a |an |our |first |weekly |monthly |short |daily |quarterly |internal |regular |all |good |basic |working |deep |solid |strong |some |in-depth |a clear |general )*(notes?|minutes|summar(y|ies)|screenshots?|drafts?|feedback|transcripts?|collections?|presentations?|slides?|explanations?|training|knowledge|understanding|awareness|familiarity|grasp|appreciation|interest|curiosity|exposure|literacy|attendance|participation|support|help|assistance|translations?|reports? (of|on|about)|overviews?|questions? (about|on|to|from|of)|answers?|proofreading|reading|seat (in|at)|voice in|observer|contact (for|between|person)|first contact|newsletters?|glossar(y|ies)|demos?|visits?|attendance|recordings?|coffee|lunch(es)?|introductions?|greetings?|invitations?|reminders?|bookings?|room bookings?|calendar (of|for)|mailing list|wiki (pages?|entries)|dashboards? (on|of|for|about)|spreadsheets? (of|on|for|with)|proofs|copies|(first )?point of contact|go-to person|liaison|contact (with|to)|monitoring|observation|research (on|into|about)|analys[ei]s of|insights?|posters?|stickers|coordination|organi[sz]ation of|preparation of|documentation of|communication (of|with|to))\b",
    )
});
/// Expressions of reading that begin with a verb of deciding.
static READ_PHRASES: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\b(tak(e|es|ing) (the )?(notes|minutes|part)|keep(s|ing)? ([\w'-]+ ){0,6}(informed|up[ -]to[ -]date|current|tidy|complete|in order|abreast|notes|posted|an eye|minutes|track|in touch|in the loop|company|aware|warm|happy)|maintain(s|ing)? ([\w'-]+ ){0,3}(list|wiki|calendar|distribution list|mailing list|glossary|spreadsheet|dashboard|faq|address book|contacts?|inbox|minutes|notes)|(host|run|organi[sz]|plan|chair|lead|hold|open|clos|prepar|manag|set)(e|es|s|ing|ning|ting)? (up )?(the |a |an |our |two |three |four |monthly |weekly |quarterly |yearly |annual |regular |internal )*([\w'-]+ ){0,2}(meet-?ups?|webinars?|hackathons?|office hours|brown[ -]?bags?|lunch(es)?|talks?|demo days?|trainings?|onboardings?|conferences?|stands?|booths?|community calls?|open days?|offsites?|tours?|interviews|surveys|slack channel|wiki|mailing list|calendar|meetings?|calls with)|mov(e|es|ing) (tickets|cards|items|meetings)|(add|put|pin)(s|ting|ning|ing)? (\w+ ){0,3}(to|on|in|into) the (wiki|calendar|agenda|board|faq|intranet)|^\W*(is|gets|be|being|are|stays|remains) ([\w-]+ )?(told|informed|consulted|heard|asked|copied|briefed|invited|trained|notified|shown|kept|present|aware)|bring(s|ing)? (\w+ ){0,4}(to the attention|to the table|to mind)|act(s|ing)? as (a |an |the )?(\w+ ){0,3}(contact|observer|note-?taker|translator|interpreter|messenger|go-between|liaison|sounding board|host)|serv(e|es|ing) as (a |an |the )?(\w+ ){0,3}(contact|observer|note-?taker|translator|interpreter|messenger|go-between|liaison|host)|put(s|ting)? (\w+ )?(questions|into (plain )?words)|mak(e|es|ing) (notes|sense|slides|screenshots|sure (that )?\w+ (know|understand|hear))|writ(e|es|ing) (up )?(the )?(minutes|notes|summar\w+)|draw(s|ing)? (attention|up (the )?(minutes|summar\w+))|bring(s|ing)? (\w+ ){0,3}(questions|feedback|coffee)|run(s|ning)? (through|(\w+ )?(errands|surveys?))|say(s|ing)? (back )?in (plain|own|simple)|turn(s|ing)? up|pass(es|ing)? (it |them |\w+ )?on)\b",
    )
});
static WISH: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\b(would (like|love|be)|wants? to|hopes? to|wish(es)? (to|for)|interested in|keen (to|on)|curious about|eager to|open to|willing(ness)? to|ideally|preferably|a plus|a bonus|nice to have|one day|dreams? of|ready to learn|happy to learn|learns? to|likes? to)\b",
    )
});
static DENIAL: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\b(not|never|without|no need|nobody|needn['’]?t|don['’]?t|doesn['’]?t|isn['’]?t|no longer|rather than|instead of)\b",
    )
});

/// A part of an item with one act.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    /// Its bytes in the item.
    pub(super) at: Range<usize>,
    /// The byte after its verb; its start if it has none.
    pub(super) after_verb: usize,
    /// What the person does.
    pub(super) act: Act,
}

/// The clauses of an item. `default`: what an item without a verb says.
pub(super) fn clauses(item: &str, default: Act) -> Vec<Clause> {
    let all = tokens(item);
    let mut starts = vec![0];
    for n in 1..all.len() {
        let gap = all[n].gap;
        let is_joined = gap.contains(',') || ["and", "or", "then", "but"].contains(&all[n - 1].low.as_str());
        let is_strong = gap.contains([';', ':', '.', '–', '—']) || gap.trim() == "-" && gap.len() > 1;
        if is_strong || is_joined && verb_at(&all, n, true).is_some() {
            starts.push(n);
        }
    }
    let mut before = if READ_NOUNS.is_match(item) { Act::Reads } else { default };
    let mut found = Vec::new();
    for (n, from) in starts.iter().enumerate() {
        let to = starts.get(n + 1).copied().unwrap_or(all.len());
        let Some(words) = all.get(*from..to).filter(|words| !words.is_empty()) else { continue };
        let at = words[0].at.start..words[words.len() - 1].at.end;
        // In "When a caller may repeat a charge", the verb is not what the person does.
        let asks = ["which", "what", "when", "how", "whether", "who", "where", "why", "if"];
        let is_question = asks.contains(&words[0].low.as_str());
        let verb =
            (*from..to).find_map(|m| Some((m, verb_at(&all, m, m == *from)?))).filter(|_| !is_question);
        let text = &item[at.clone()];
        let is_reading = READ_PHRASES
            .find(text)
            .is_some_and(|f| verb.is_none_or(|(m, _)| at.start + f.start() <= all[m].at.start));
        let mut act = match verb {
            Some(_) if is_reading => Act::Reads,
            Some((_, act)) => act,
            None if is_reading => Act::Reads,
            None => before,
        };
        let end_of_verb = verb.map_or(at.start, |(m, _)| all[m].at.end);
        if act != Act::Reads && DENIAL.is_match(&item[at.start..end_of_verb]) || WISH.is_match(text) {
            act = Act::None;
        }
        before = act;
        found.push(Clause { at, after_verb: end_of_verb, act });
    }
    found
}

/// Verbs whose forms are nouns as well.
static NOUNISH: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set(
        "design model limit promise change version plan price order run move cut end build note report review track support question log file record document demo test check set scale shape program host partner help work visit comment split release rank guarantee judge cap drop drive trade launch trace survey query debate challenge answer train contract stop keep lead turn draft update monitor interview sketch host offer need partition shard document market price index segment end count label post tag file mail book copy sort list number star use chart scan try blog research benchmark request message record type quote message email ring print pin act sync practice welcome upload download register digest tweet coach phase grant ban judge champion advocate compare cite",
    )
});

/// The act of the word `n`, if it is a verb there.
fn verb_at(all: &[Token<'_>], n: usize, is_start: bool) -> Option<Act> {
    let (act, form) = *VERBS.get(&all[n].low)?;
    let before = n.checked_sub(1).map_or("", |m| all[m].low.as_str());
    let next = all.get(n + 1).filter(|next| !next.breaks()).map_or("", |next| next.low.as_str());
    let low = all[n].low.as_str();
    let stem =
        low.strip_suffix("es").filter(|stem| NOUNISH.contains(stem)).or(low.strip_suffix('s')).unwrap_or(low);
    let is_noun = (NOUNISH.contains(stem) || NOUNISH.contains(low))
        && matches!(
            next,
            "of" | "from"
                | "for"
                | "per"
                | "that"
                | "which"
                | "and"
                | "or"
                | "between"
                | "are"
                | "is"
                | "on"
                | "in"
                | "to"
                | ""
        );
    let is_verb = match form {
        Form::Base => {
            let helped = matches!(
                before,
                "to" | "can"
                    | "will"
                    | "must"
                    | "and"
                    | "or"
                    | "who"
                    | "then"
                    | "should"
                    | "also"
                    | "may"
                    | "could"
                    | "we"
            );
            let is_past = matches!(before, "has" | "have" | "had" | "having")
                && matches!(low, "run" | "set" | "cut" | "put" | "split" | "read");
            is_past
                || (is_start || helped)
                    && (!is_noun || matches!(act, Act::Reads) && matches!(next, "in" | "to" | "on"))
        }
        Form::Third => {
            let helped = matches!(before, "and" | "or" | "who" | "then" | "also" | "that" | "which" | "it");
            let is_noun = is_noun && !matches!(next, "in" | "on" | "to" | "that" | "which" | "");
            (is_start || helped || n == 0) && !is_noun
        }
        Form::Ing => {
            is_start
                || matches!(
                    before,
                    "experience"
                        | "in"
                        | "of"
                        | "with"
                        | "at"
                        | "by"
                        | "from"
                        | "and"
                        | "or"
                        | "for"
                        | "been"
                        | "years"
                        | "responsible"
                )
        }
        Form::Past => {
            is_start
                || matches!(
                    before,
                    "has"
                        | "have"
                        | "having"
                        | "been"
                        | "who"
                        | "and"
                        | "or"
                        | "then"
                        | "ever"
                        | "once"
                        | "already"
                        | "also"
                        | "personally"
                        | "had"
                        | "themselves"
                        | "previously"
                )
        }
    };
    is_verb.then_some(act)
}

#[cfg(test)]
mod tests {
    use super::{Act, clauses};

    fn acts(item: &str, default: Act) -> Vec<Act> {
        clauses(item, default).iter().map(|clause| clause.act).collect()
    }

    #[test]
    fn the_first_verb_of_a_clause_says_what_the_person_does() {
        assert_eq!(acts("Decides when a call may be retried", Act::Decides), [Act::Decides]);
        assert_eq!(
            acts("Reads the lag report and decides on the partitions", Act::Decides),
            [Act::Reads, Act::Decides]
        );
        assert_eq!(
            acts("Sits in the reviews and asks about late data", Act::Decides),
            [Act::Reads, Act::Reads]
        );
        assert_eq!(acts("Explains why the team chose Kafka", Act::None), [Act::Reads]);
        assert_eq!(acts("Has run Kubernetes clusters", Act::None), [Act::Decides]);
    }

    #[test]
    fn items_without_a_verb_of_the_person_are_what_the_list_says() {
        assert_eq!(acts("Limits per key for small shops", Act::Decides), [Act::Decides]);
        assert_eq!(acts("Notes from six interviews", Act::Decides), [Act::Reads]);
        assert_eq!(acts("Kafka at scale", Act::None), [Act::None]);
    }

    #[test]
    fn denials_and_wishes_do_not_count() {
        assert_eq!(acts("Need not have built a cluster", Act::None), [Act::None]);
        assert_eq!(acts("Would like to run a cluster one day", Act::None), [Act::None]);
    }
}
