//! `anchor-adverb`: neighbouring anchors that differ only in words of degree.

use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

use regex::Regex;

use crate::lint::sentences::pattern;
use crate::lint::{Check, Finding, Findings, Group, OfQuestion, Rule};
use crate::text::words;

pub(super) static RULE: Rule =
    Rule::new("anchor-adverb", include_str!("anchor_adverb.md"), Group::Question, Check::Question(check));

/// Words of degree, frequency and share, and adjectives of praise.
const DEGREE: &str = " a able adequate again all almost always an and any as at average basic best better but clear complete \
    consistent constant correct decent deep detailed each even ever every excellent exceptional extensive extreme fair few \
    fewer first-class full good great high higher highest in incomplete it just lack large least less level limited little lot \
    lots low lower main many margin marginal mediocre minimal moderate more most mostly much near never no none nor not of \
    often on once one only or other outstanding own partial perfect plenty poor pretty quite rather real reasonable regular \
    satisfactory seldom several shallow simple slight small solid some sometimes somewhat sound strong structured sufficient success successful detail details depth breadth degree extent manner way fashion ease skill \
    skilful confidence confident hesitation hesitant enthusiasm enthusiastic considerable greater greatest significant substantial \
    remarkable moderate modest competent competence proficient proficiency efficient effective brilliant fantastic amazing \
    impressive flawless fast faster quick quicker slow slower broad broader wide wider deeper bad worse worst meaningful \
    appropriate proper acceptable inadequate insufficient bit touch though although but if while yet still half enough any \
    important key relevant main essential big bigger brief briefly firm firmer attempts tries manages somehow \
    superb superficial superior the thorough to too total typical usual utmost vague very weak well whole with without ";
/// Amounts of more than one word.
static AMOUNT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:an? |the )?(?:\w+ )?(?:number|amount|range|variety|majority|minority|share|handful|couple|part) of\b|\b(?:to|at) (?:a|an|the) \w+ (?:level|standard)\b|\bwith(?:out)? (?:\w+ )?(?:care|effort|precision|clarity|rigou?r|difficulty|quality)\b",
    )
});
/// Words that end in "ly" and are no adverbs of degree.
const NOT_ADVERBS: &str = " ally apply assembly comply early family fly imply italy july multiply only rely reply supply supply-chain tally ";

fn check(of: &OfQuestion<'_>, found: &mut Findings) {
    let anchors: Vec<(u8, &str)> = of.question.anchors.iter().map(|(score, text)| (*score, text.raw())).collect();
    for pair in anchors.windows(2) {
        let [(low, below), (high, above)] = pair else { continue };
        if is_same(below, above) || is_same(without_lead(below), without_lead(above)) {
            let message = format!("the anchors for {low} and {high} differ only in words of degree");
            let finding = Finding::new(format!("anchors.{high}"), message)
                .label("names no action that the anchor below lacks")
                .help(format!("name the one action that separates a {high} from a {low}"));
            found.push(finding);
        }
    }
}

/// True if two different texts have the same words but for words of degree. Equal texts are another fault.
fn is_same(below: &str, above: &str) -> bool {
    let (low, high) = (content(below), content(above));
    !low.is_empty() && low == high
}

fn content(text: &str) -> BTreeSet<String> {
    words(&AMOUNT.replace_all(text, " ")).iter().map(|word| word.to_lowercase()).filter(|word| !is_degree(word)).map(|word| stem(&word)).collect()
}

fn is_degree(word: &str) -> bool {
    static OF_DEGREE: LazyLock<HashSet<&str>> = LazyLock::new(|| DEGREE.split_whitespace().collect());
    static NOT: LazyLock<HashSet<&str>> = LazyLock::new(|| NOT_ADVERBS.split_whitespace().collect());
    OF_DEGREE.contains(word) || word.ends_with("ly") && word.len() > 4 && !NOT.contains(word)
}

/// The word without the ending of a verb or a plural.
fn stem(word: &str) -> String {
    let ends = ["ing", "ies", "es", "ed", "s", "e", "y"];
    let cut = ends.iter().find_map(|end| word.strip_suffix(end).filter(|rest| rest.len() > 2));
    cut.unwrap_or(word).to_owned()
}

fn without_lead(text: &str) -> &str {
    let inside = text.trim_start().strip_prefix("**");
    inside.and_then(|rest| rest.split_once("**")).map_or(text, |(_, rest)| rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::is_same;

    #[test]
    fn only_words_of_degree_are_ignored() {
        assert!(is_same("Checks the fix quickly.", "Checks the fix very quickly and thoroughly."));
        assert!(is_same("Names some of the risks.", "Always names most of the risks."));
        assert!(is_same("Names a number of risks in detail.", "Names a great number of risks in great detail."));
        assert!(!is_same("Asks the callers.", "Asks the callers and waits."));
        assert!(!is_same("Shows good judgement.", "Shows good manners."));
    }
}
