//! Short forms of patterns, the words that several rules share, and the terms of work on a product.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use regex_automata::meta;
use regex_automata::nfa::thompson::WhichCaptures;
use regex_automata::util::syntax;

/// Relatives.
const RELATIVES: &str = "parents?|mother|father|mum|mom|dad|sisters?|brothers?|siblings?|aunts?|uncles?|grand(?:mother|father|parents?|ma|pa|mum|dad)|relatives?|cousins?|blood relations?|family members?|(?:immediate |close )?family";
/// Peoples, as adjectives.
const NATIONS: &str = "african|albanian|algerian|american|arab(?:ic)?|argentin\\w+|armenian|asian|australian|austrian|bangladeshi|belgian|bosnian|brazilian|british|bulgarian|canadian|chilean|chinese|colombian|croatian|cuban|czech|danish|dutch|egyptian|english|eritrean|estonian|ethiopian|european|filipino|finnish|french|german|ghanaian|greek|hungarian|indian|indonesian|iranian|iraqi|irish|israeli|italian|jamaican|japanese|kenyan|korean|latvian|lebanese|lithuanian|mexican|moroccan|nigerian|norwegian|pakistani|persian|peruvian|polish|portuguese|romanian|russian|scottish|serbian|slavic|slovak|slovenian|somali|spanish|sudanese|swedish|swiss|syrian|tamil|thai|tunisian|turkish|ukrainian|venezuelan|vietnamese|welsh";
/// Countries and cities from which people come.
const LANDS: &str = "afghanistan|africa|albania|algeria|america|argentina|asia|australia|austria|bangladesh|belgium|brazil|britain|bulgaria|canada|chile|china|colombia|croatia|cuba|denmark|egypt|england|eritrea|estonia|ethiopia|europe|finland|france|germany|ghana|greece|hungary|india|indonesia|iran|iraq|ireland|israel|italy|jamaica|japan|kenya|korea|latvia|lebanon|lithuania|mexico|morocco|nigeria|norway|pakistan|peru|poland|portugal|romania|russia|scotland|serbia|slovakia|slovenia|somalia|spain|sudan|sweden|switzerland|syria|thailand|tunisia|turkey|ukraine|venezuela|vietnam|wales|lagos|mumbai|delhi|manila|cairo|beijing|the (?:uk|us|states|philippines|netherlands|middle east)";
/// Religions and those who follow them.
const FAITHS: &str = "christians?|christianity|catholics?|protestants?|orthodox christians?|anglicans?|baptists?|methodists?|evangelicals?|mormons?|jehovah's witness(?:es)?|jews?|jewish|judaism|muslims?|moslems?|islam(?:ic)?|sunni|shia|hindus?|hinduism|sikhs?|buddhis(?:t|ts|m)|jains?|atheists?|agnostics?|pagans?|scientologists?|quakers?|adventists?|born again|born-again";
/// Illnesses and impairments.
const ILLNESSES: &str = "disabilit(?:y|ies)|handicaps?|handicapped|impairments?|(?:ill|poor) health|illness(?:es)?|diseases?|health (?:problems?|conditions?|issues?|history|troubles?|concerns?|limitations?|restrictions?)|medical (?:conditions?|history|problems?|issues?|records?|treatments?|leave|restrictions?|limitations?)|medications?|antidepressants|prescription (?:drugs|medicines?)|psychiatr\\w+|depress(?:ed|ion|ive)|anxiety(?: disorder| attacks?)?|panic attacks?|mental(?:ly)? (?:health|ill\\w*|disorders?|problems?|conditions?|breakdown)|nervous breakdown|breakdown|bipolar|schizophreni\\w+|ptsd|adhd|autis(?:m|tic)|asperger\\w*|on the spectrum|neuro-?diver\\w+|dyslexi[ac]\\w*|dyscalculia|dyspraxi\\w+|epilep(?:sy|tic)|seizures?|diabet(?:es|ic)|asthma(?:tic)?|cancer|tumou?rs?|hiv|aids|hepatitis|chronic (?:pain|illness|disease|condition|fatigue)|(?:bad|weak|sore) (?:back|knees?|heart|hip)|back (?:pain|problems?|trouble)|heart (?:condition|problems?|attack|disease|trouble)|high blood pressure|blood pressure|stroke|migraines?|arthriti[sc]\\w*|multiple sclerosis|parkinson'?s|alzheimer'?s|dementia|huntington'?s|sickle cell|cystic fibrosis|h(?:a)?emophilia|allerg(?:y|ies|ic)|wheelchair|hearing aids?|hard of hearing|deaf|visually impaired|poor eyesight|stutter\\w*|stammer\\w*|amputee|prosthe\\w+|pacemaker|alcoholi(?:sm|c)|addict(?:ion|ions|ed)?|rehab|burn(?:ed|t)[- ]?out|burnout";

/// The lists by their short forms.
const LISTS: [(&str, &str); 7] = [
    ("{relatives}", RELATIVES),
    ("{people}", "{nation}|uk|u\\.?s\\.?|eu"),
    ("{nation}", NATIONS),
    ("{land}", LANDS),
    ("{faith}", FAITHS),
    ("{illness}", ILLNESSES),
    ("{number}", NUMBERS),
];
/// Ages and counts of years as words or figures, from twenty.
const NUMBERS: &str = "(?:twenty|thirty|forty|fifty|sixty|seventy)(?: (?:one|two|three|four|five|six|seven|eight|nine))?|[2-7]\\d";

/// A text about something that is not asked: what to leave out, or who is welcome.
static RESERVED: LazyLock<meta::Regex> = LazyLock::new(|| {
    regex(
        "(?:do not|don't|does not|doesn't|never|won't|will not|need not|no need to|not need to|avoid|must not|may not|not allowed to|without) (?:ever )?(?:ask|asks|asking|include|send|attach|mention|mentioning|give|state|put|tell|share|add|collect|disclose|enclose|judge|judges|ask for|probe|guess|guesses|consider an?|hold (?:it|that|this)|discriminate)|leave (?:\\w+ ){1,6}(?:out|off|at home)|leave (?:out|off)|regardless of|irrespective of|no matter (?:your|what)|without regard to|do not discriminate|equal opportunit\\w*|all qualified applicants|is not (?:asked|a criterion|needed|required)|are not (?:asked|needed|required)",
    )
});

/// Terms of work on a product.
static WORK: LazyLock<meta::Regex> = LazyLock::new(|| {
    regex(
        "apis?|endpoints?|customers|(?:our|your|a|each|every|one|another) customer|users?|(?:our|your) (?:clients|members|readers|patients|tenants|buyers|travell?ers)|vendors?|products?|(?:the|a|our|your) (?:\\w+ )?(?:service|app|system|website|tool|feature|form|page|screen|flow|fund|marketplace|retailer|insurer|bank|lender|registry|portal|hospital|lab|charity|shelter|agency|operator|association|council's|brand|publisher|school's)|services|apps|systems?|schemas?|tables?|columns?|rows?|fields?|datasets?|databases?|data|queries|query|caches?|cached|tokens?|sessions?|flags?|features?|deploy\\w*|code|codebase|builds?|pipelines?|integrat\\w+|migrat\\w+|logs?|logged|specs?|specification|servers?|clusters?|nodes?|threads?|process(?:es|ed)?|class|classes|subclass\\w*|librar(?:y|ies)|modules?|versions?|patients?|claimants?|policyholders?|insurance|claims? form|payloads?|webhooks?|replicas?|failover|latency|alerts?|metrics?|dashboards?|model|models|algorithms?|parsers?|json|sql|html|css|repos?|repository|bugs?|staging|rollback|analytics|payroll|checkout|invoices?|end-?points?|quiz|sign-?up|signed up|database|you own the|we build|we make|our (?:app|product|readers|software|customers|users|clients are)|recogni[sz]er|search engine|caller|callers|job-search|bill|knows (?:that|which|what|how (?:the|an?|to|much|many|long)|when|where|who|why|the (?:difference|data|limits?|loan|rule|cost))|sees (?:that|which|what|how|the|where|when|why|when|a |whether)|^says (?:which|what|how|why|where|whether)|asks (?:which|whether|who|what|how|why|where|for)|^explain(?:s|ed) (?:the|how|why|what|which|that)|names (?:which|what|the (?:trade|owner|blocker|cause|risk|limit|caller|team)\\w*)|notic(?:es|ed) (?:that|the|which)|spot(?:s|ted) (?:that|the)|trac(?:es|ed) (?:the|each|every)|treats (?:the|each|every|an?) \\w+|mixes up|copies|blames|avoids an?|follows (?:the|an?) (?:style|guide|tutorial|rule|process|checklist)|the nightly|nightly job|backlog|you (?:build|design|translate|advise|repair|investigate|chase|assist|maintain|supply|edit|moderate|measure|develop|analyse|analyze)|our users|trace ids?|ids?|sdks?|widgets?|apis|portals?|onboard(?:s|ed|ing)?|screens?|error|errors|requests?|retr(?:y|ies)|schedul\\w+ (?:job|run)|queues?|rollouts?|benchmarks?|linter|framework\\w*|containers?|scripts?|^(?:accent(?:s|ed)|add(?:s|ed)|align(?:s|ed)|allocate[sd]|answer(?:s|ed)|argue[sd]|assign(?:s|ed)|automate[sd]|avoid(?:s|ed)|balance[sd]|begin(?:s|ed)|blame[sd]|bridge[sd]|budget(?:s|ed)|build(?:s|ed)|calculate[sd]|carve[sd]|check(?:s|ed)|clean(?:s|ed)|code[sd]|combine[sd]|compare[sd]|compile[sd]|compute[sd]|confuse[sd]|connect(?:s|ed)|convert(?:s|ed)|correct(?:s|ed)|count(?:s|ed)|couple[sd]|cut(?:s|ed)|debug(?:s|ed)|decide[sd]|define[sd]|delete[sd]|deliver(?:s|ed)|derive[sd]|describe[sd]|detect(?:s|ed)|divide[sd]|document(?:s|ed)|double[sd]|estimate[sd]|evaluate[sd]|export(?:s|ed)|extract(?:s|ed)|filter(?:s|ed)|fixe[sd]|flatten(?:s|ed)|fold(?:s|ed)|freeze[sd]|gather(?:s|ed)|group(?:s|ed)|guess(?:s|ed)|hard-?code[sd]|identifie[sd]|ignore[sd]|implement(?:s|ed)|import(?:s|ed)|improve[sd]|indexe[sd]|integrate[sd]|interview(?:s|ed)|introduce[sd]|invent(?:s|ed)|isolate[sd]|label(?:s|ed)|launche[sd]|limit(?:s|ed)|link(?:s|ed)|list(?:s|ed)|locate[sd]|log(?:s|ed)|map(?:s|ed)|mark(?:s|ed)|matche[sd]|measure[sd]|merge[sd]|mixe[sd]|model(?:s|ed)|monitor(?:s|ed)|negotiate[sd]|notice[sd]|number(?:s|ed)|order(?:s|ed)|pair(?:s|ed)|parse[sd]|patche[sd]|phrase[sd]|pick(?:s|ed)|plot(?:s|ed)|polishe[sd]|postpone[sd]|predict(?:s|ed)|prepare[sd]|prioriti[sz]e[sd]|propose[sd]|publishe[sd]|quantifie[sd]|rank(?:s|ed)|rebuild(?:s|ed)|recommend(?:s|ed)|reduce[sd]|refactor(?:s|ed)|refine[sd]|release[sd]|remove[sd]|rename[sd]|repair(?:s|ed)|replace[sd]|resolve[sd]|restore[sd]|reverse[sd]|review(?:s|ed)|rewrite[sd]|route[sd]|schedule[sd]|score[sd]|select(?:s|ed)|separate[sd]|simplifie[sd]|skip(?:s|ed)|solve[sd]|sort(?:s|ed)|source[sd]|specifie[sd]|split(?:s|ed)|state[sd]|store[sd]|streamline[sd]|structure[sd]|suggest(?:s|ed)|summari[sz]e[sd]|swap(?:s|ed)|tag(?:s|ed)|test(?:s|ed)|time[sd]|trace[sd]|track(?:s|ed)|trade[sd]|train(?:s|ed)|transform(?:s|ed)|trim(?:s|ed)|tune[sd]|update[sd]|validate[sd]|verifie[sd]|version(?:s|ed)|weigh(?:s|ed)|wire[sd]|wrap(?:s|ed)|write[sd]|mapped|tagged|logged|split|cut|wrote|wrapped|swapped|skipped|trimmed|built|rebuilt|rewrote|began|debugged|chose|chooses|reads? (?:the|a)|drives? (?:down|up|the (?:discussion|cost|price))|uses? (?:the|a|an|sql|union|two|one) |tested|tests|states? (?:the|what|which|that))|how (?:would|did|do|should|could|can) you (?:\\w+ )?(?:explain|store|show|test|model|design|build|check|measure|protect|present|sort|price|validate|publish|record|report|compare|index|import|export|detect|prevent|reset|fix|choose|localise|localize|translate|vet|verify|count|combine|display|hide|name the|plan|split|merge|route|handle an?|tell (?:an?|users|readers|apart)|let|find|make (?:the|a|sure|our)|match|recommend|cut|mask|encrypt|anonymi[sz]e|gather|interview|schedule|roll|ship|launch|market|teach|train|review|audit|estimate|search|filter|render|draw|write|grow|reserve|close the)|what would you (?:leave out|store|ask first|test|measure|build|ship|show)|usable",
    )
});

/// Replaces the short forms of a pattern: `'` is an apostrophe of any kind or none, a space is white space or a hyphen,
/// `_` up to three words and `__` up to seven words of the same sentence, and `{people}` and the like are lists.
pub(super) fn expand(pattern: &str) -> String {
    const FEW: &str = "(?:[,:)]?\\s+(?:[^\\s.?!;]+\\s+){0,3})";
    const MORE: &str = "(?:[,:)]?\\s+(?:[^\\s.?!;]+\\s+){0,7})";
    let text = with_lists(pattern).replace('\'', "(?:'|’)?").replace(" ?", "[\\s-]*").replace(' ', "[\\s-]+");
    let text = for_bytes(&text.replace("__", MORE).replace('_', FEW));
    format!("(?-u:\\b)(?:{text})(?:(?-u:\\b)|\\s|$)")
}

/// Writes what is not ASCII in a form for bytes: `\w` and `\d`, a full stop for one letter, and classes with such letters. A
/// class that excludes such letters, or has a range of them, has no such form; a test finds it.
fn for_bytes(pattern: &str) -> String {
    const LETTERS: &str = r"0-9A-Za-z_\x80-\xFF";
    let mut text = String::with_capacity(pattern.len());
    let mut chars = pattern.chars().peekable();
    // Where the class began, and what it has beside ASCII.
    let mut class: Option<(usize, Vec<char>)> = None;
    while let Some(c) = chars.next() {
        match (c, &mut class) {
            ('\\', _) => match (chars.next(), &class) {
                (Some('w'), Some(_)) => text.push_str(LETTERS),
                (Some('w'), None) => text.push_str(&format!("[{LETTERS}]")),
                (Some('d'), Some(_)) => text.push_str("0-9"),
                (Some('d'), None) => text.push_str("[0-9]"),
                (escaped, _) => {
                    text.push(c);
                    text.extend(escaped);
                }
            },
            ('[', None) => {
                class = Some((text.len(), Vec::new()));
                text.push(c);
            }
            (']', Some((from, others))) => {
                text.push(c);
                if !others.is_empty() {
                    let ascii = text.split_off(*from);
                    assert!(
                        !ascii.starts_with("[^"),
                        "internal: a class excludes letters beyond ASCII: {pattern}"
                    );
                    let mut all: Vec<String> = others.iter().map(char::to_string).collect();
                    all.extend((ascii != "[]").then_some(ascii));
                    text.push_str(&format!("(?:{})", all.join("|")));
                }
                class = None;
            }
            ('-', Some((_, others))) if !others.is_empty() && chars.peek().is_some_and(|c| !c.is_ascii()) => {
                panic!("internal: a class has a range beyond ASCII: {pattern}")
            }
            (c, Some((_, others))) if !c.is_ascii() => others.push(c),
            ('.', None) if !chars.peek().is_some_and(|next| matches!(next, '*' | '+' | '?' | '{')) => {
                text.push_str("(?:.{1,3})");
            }
            _ => text.push(c),
        }
    }
    text
}

/// A pattern with its short forms, between ends of words. It works on bytes, because automata for letters of Unicode take
/// ten times as long to make. All its matches in a text begin and end between characters: at `\b`, which has an ASCII
/// letter on one side, at white space or at the end.
pub(super) fn regex(pattern: &str) -> meta::Regex {
    built(pattern, meta::Config::new())
}

/// The same for a pattern that is tried only where a match must begin. It takes half the time to make, because it has no
/// automata that look for a beginning.
pub(super) fn anchored(pattern: &str) -> meta::Regex {
    built(pattern, meta::Config::new().auto_prefilter(false).hybrid(false).dfa(false).onepass(false))
}

fn built(pattern: &str, config: meta::Config) -> meta::Regex {
    let config =
        config.nfa_size_limit(Some(1 << 26)).utf8_empty(false).which_captures(WhichCaptures::Implicit);
    let bytes = syntax::Config::new().unicode(false).utf8(false);
    let built = meta::Builder::new().configure(config).syntax(bytes).build(&expand(pattern));
    built.unwrap_or_else(|error| panic!("internal: a pattern is wrong: {error}: {pattern}"))
}

/// A pattern with its lists written out.
pub(super) fn with_lists(pattern: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(pattern);
    for (name, list) in LISTS.iter().filter(|_| pattern.contains('{')) {
        text = Cow::Owned(text.replace(name, &format!("(?:{list})")));
    }
    text
}

/// True if a text says what is not asked, what to leave out, or that all people are welcome.
pub(super) fn is_reserved(text: &str) -> bool {
    RESERVED.is_match(text)
}

/// The text with everything that matches replaced by as many underscores, so that places stay.
pub(super) fn blanked<'t>(pattern: &meta::Regex, text: &'t str) -> Cow<'t, str> {
    let mut blanked = Cow::Borrowed(text);
    for found in pattern.find_iter(text) {
        blanked.to_mut().replace_range(found.range(), &"_".repeat(found.len()));
    }
    blanked
}

/// True if the sentence around some bytes of a text has a term of work on a product.
pub(super) fn is_about_work(text: &str, at: &Range<usize>) -> bool {
    WORK.is_match(&text[sentence(text, at)]) || text.starts_with("you own the")
}

/// The bytes of the sentence around some bytes of a text.
pub(super) fn sentence(text: &str, at: &Range<usize>) -> Range<usize> {
    let end = |c: char| matches!(c, '.' | '?' | '!' | '\n');
    let from = text[..at.start].rfind(end).map_or(0, |n| n + 1);
    from..text[at.end..].find(end).map_or(text.len(), |n| at.end + n)
}
