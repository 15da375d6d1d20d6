//! Whether a text holds the name of a person.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use super::places::PLACES;
use super::tokens::{Token, tokens};
use super::{re, set};

/// Addresses, which are not names.
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\S+@\S+|\bhttps?://\S+|\bwww\.\S+|\b\S+\.(com|org|net|io|example|de|uk|eu|jobs)\b\S*|\+?\d[\d\s()/.-]{5,}",
    )
});
/// Words that leave a text to be filled in.
static EMPTY: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"^\W*(tbd|tbc|tba|todo|n\s*/\s*a|n\.?\s?n\.?|t\.?b\.?[acd]\.?|none|unknown|open|pending|vacant|to follow|x{2,}|_+|\?+)?\W*$",
    )
});
/// Titles, departments and other words that are not names, however they are written.
static JOBS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set("
        manager managers management mgr director directors head heads lead leads leader leadership chief officer president vp svp evp
        avp cto ceo cfo coo cpo ciso cio chro cmo hrbp tbd tbc tba recruiter recruiters recruiting recruitment recruit talent
        acquisition people hr human resources hiring staffing careers career jobs job team teams department dept office desk group
        squad crew board panel committee function unit org organisation organization company agency agencies partner partners
        business operations ops product products platform engineering technology tech it software data design finance legal sales
        marketing support success customer customers payments payment digital global regional international emea apac americas
        senior junior staff principal associate assistant interim acting deputy vice executive executives general line role position
        owner coordinator specialist consultant generalist administrator admin supervisor superintendent sourcer sourcing headhunter
        headhunters founder founders cofounder co-founder engineer engineers developer developers architect designer analyst
        scientist program programme project technical delivery service services contact enquiries inquiries info information mail
        mailbox inbox email e-mail phone telephone call careerspage website page portal form linkedin reception switchboard hotline
        anonymous confidential undisclosed unnamed various several someone anyone whoever person nobody member members staffing
        external internal inhouse in-house employer client clients candidate candidates applicant applicants interview interviewer
        interviewers stage process application applications monday friday q1 q2 q3 q4 january later soon shortly announced confirmed
        decided determined assigned named appointed available currently new next future responsible relevant respective local
        central shared corporate group's team's company's personnel personal personalabteilung recursos humanos ressources humaines
        rh hiringmanager hm ta tpm pm gpm reports reporting ic equipo teamlead sme hq headquarters employment agent agents
        department's services' sourcers squad's area domain space culture belonging experience workforce community
        ledger refunds billing identity search checkout api apis infra infrastructure core growth risk fraud compliance banking lending
        cards disputes payouts onboarding integrations integration sdk cloud backend frontend mobile web merchants marketplace
        marketplaces tools treasury logistics settlement settlements wallet pricing reporting analytics observability security ai ml
        street road avenue lane floor building suite room tower block wing rue calle desk front back mailroom headquarters
        leiter leiterin leitung teamleiter teamleitung abteilung fachbereich personalwesen geschaftsfuhrung geschaftsleitung
        bewerbermanagement ansprechpartner ansprechpartnerin responsable jefe jefa gerente gestor equipe departamento departement direction
        direccion directeur directrice afdeling ufficio risorse umane chef chefe vorgesetzter zustandig offen noch folgt nn
        tuesday wednesday thursday saturday sunday february march june july august september october november december
        gmbh ltd inc llc plc ag se bv srl sarl corp limited incorporated consulting consultancy consultants solutions hub centre center
        boss secretary council chapter guild tribe tribes receptionist manpower randstad adecco hays kforce linkedin indeed glassdoor xing
        stepstone greenhouse workday lever personio smartrecruiters slack whatsapp box postfach successor predecessor nominee
        line-manager gatekeeper correspondent whoever's duty rota volunteer hrbps bp bps tbh asap
        gateway webhooks developer-experience devrel relations checkout's enablement transformation innovation strategy")
});
/// Words of sentences, which are not names if they are written small or begin the text.
static SMALL: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set("
        the a an our your their his her its this that these those we you they i it us to be is are was were been being has have had
        will would can could should may might must shall do does did not no yes and or but if so as at by for from in into of off on
        out over per then than through until up upon via when where which who whom whose with within without about after before
        between during once one two three first last same see ask asks apply please write send reach talk speak contact via get
        meet there here either each any all some none every yet still also only just both reply respond know learn more details
        other others time day week month year later decides leads runs heads manages owns role's depends depending varies rotating
        rota based whichever whatever how what why on-call duty")
});
/// Ends of the names of streets.
const STREETS: [&str; 6] = ["strasse", "str", "platz", "gasse", "allee", "straat"];
/// Words for departments in scripts without capitals.
const DEPARTMENTS: [&str; 12] =
    ["人事", "人力资源", "招聘", "採用", "担当", "部門", "部门", "経理", "отдел", "кадров", "인사", "채용"];

/// True if the text holds a person's name: in any script, an initial, or a single name. `known` are words in lower case that are
/// not names here, such as those of the company and of the surface.
pub(crate) fn holds_a_name(text: &str, known: &[String]) -> bool {
    let mut text = text.replace(['<', '>', '(', ')'], " , ");
    for found in ADDRESS.find_iter(&text.clone()) {
        text.replace_range(found.range(), &",".repeat(found.len()));
    }
    if EMPTY.is_match(&text) || text.contains(['[', '{']) {
        return false;
    }
    let all = tokens(&text);
    let is_name = |n: usize| is_name(&all, n, known);
    let count = (0..all.len()).filter(|n| is_name(*n)).count();
    let small = all.iter().filter(|token| token.text.chars().all(|c| !c.is_uppercase())).count();
    match small == all.len() && all.iter().all(|token| token.text.is_ascii()) {
        // A name that is written small.
        true => all.len() <= 3 && count == all.len() && count > 0,
        false => count > 0,
    }
}

/// True for a place beside a preposition, a department or the end of an address, and for a street.
fn is_of_address(all: &[Token<'_>], n: usize) -> bool {
    let has = |n: Option<usize>, words: &[&str]| {
        n.and_then(|n| all.get(n)).is_some_and(|t| words.contains(&t.low.as_str()))
    };
    let low = all[n].low.as_str();
    if STREETS.iter().any(|end| low.len() > end.len() && low.ends_with(end))
        || has(
            Some(n + 1),
            &[
                "street",
                "road",
                "avenue",
                "lane",
                "square",
                "gmbh",
                "ltd",
                "inc",
                "llc",
                "plc",
                "agency",
                "recruitment",
            ],
        ) && !all[n + 1].breaks()
    {
        return true;
    }
    let is_after = has(
        n.checked_sub(1),
        &[
            "in",
            "at",
            "from",
            "of",
            "near",
            "for",
            "team",
            "office",
            "hr",
            "hub",
            "department",
            "desk",
            "people",
        ],
    );
    PLACES.contains(low)
        && (is_after
            || n > 0 && all[n].breaks()
            || has(Some(n + 1), &["team", "office", "hr", "hub", "desk"]))
}

fn is_name(all: &[Token<'_>], n: usize, known: &[String]) -> bool {
    if is_of_address(all, n) {
        return false;
    }
    let Token { text, low, .. } = &all[n];
    let text = text.trim_matches(['\'', '’', '_']);
    let text = text.strip_suffix("'s").or(text.strip_suffix("’s")).unwrap_or(text);
    let low = low.trim_matches('\'');
    let low = low.strip_suffix("'s").unwrap_or(low);
    let Some(first) = text.chars().next().filter(|c| c.is_alphabetic()) else { return false };
    if text.chars().any(|c| c.is_ascii_digit()) || JOBS.contains(low) || known.iter().any(|word| word == low)
    {
        return false;
    }
    if !text.is_ascii() && !first.is_lowercase() && !first.is_uppercase() {
        return !DEPARTMENTS.iter().any(|word| text.contains(word));
    }
    if DEPARTMENTS.iter().any(|word| text.to_lowercase().contains(word)) {
        return false;
    }
    let is_capital = first.is_uppercase();
    let goes_on = all.get(n + 1).is_some_and(|next| next.text.chars().next().is_some_and(char::is_lowercase));
    if SMALL.contains(low)
        && (!is_capital || n == 0 && (goes_on || all.len() == 1 && low != "will" && low != "may"))
    {
        return false;
    }
    if is_capital && SMALL.contains(low) && !matches!(low, "will" | "may" | "an" | "do" | "so" | "in" | "on")
    {
        return false;
    }
    let letters = text.chars().count();
    let is_capitals = letters > 1 && text.chars().all(|c| !c.is_lowercase());
    if letters == 1 {
        // An initial has a full stop, or a name beside it.
        return is_capital && all.get(n + 1).is_some_and(|next| next.gap.starts_with('.'));
    }
    let others = all.iter().filter(|t| t.text.chars().all(|c| !c.is_lowercase()) && t.text.len() > 1).count();
    if is_capitals && letters < 6 && text.is_ascii() && others < 2 {
        return false;
    }
    is_capital || all.len() <= 3 && all.iter().all(|t| t.text.chars().all(|c| !c.is_uppercase()))
}
