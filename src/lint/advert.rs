//! What a whole job advertisement lacks or says about pay.

use std::sync::LazyLock;

use regex::{Captures, Regex};
use regex_automata::meta;

use super::finding::{Finding, Findings};
use super::subject::{Part, Posting, Said};
use super::terms;
use crate::model::PostingText;

/// The widest range that an advertisement in Ontario may name, in Canadian dollars a year.
const WIDEST: f64 = 50_000.0;
/// Ontario's rule ends where a range ends above this figure (O. Reg. 476/24).
const LIMIT: f64 = 200_000.0;
/// An advertisement with fewer words is only a part of one.
const WORDS: usize = 40;
/// Figures below it are not pay for a year.
const YEARLY: f64 = 10_000.0;

/// The figures of a range, between its currencies.
const LOW: &str = r"(?P<low>\d[\d,.]*)\s?(?P<low_k>k\b)?";
const HIGH: &str = r"(?P<high>\d[\d,.]*)\s?(?P<high_k>k\b)?";

/// A range that may be in Canadian dollars.
static RANGE: LazyLock<Regex> = LazyLock::new(|| {
    let sign = r"(?:c\$|ca\$|cad\s?\$?|\$)?\s?";
    let pattern = format!(
        r"(?P<before>c\$|ca\$|cad\s?\$?|\$)\s?{LOW}(?:\s?cad)?\s*(?:to|-|–|—|and|until|through)\s*{sign}{HIGH}(?P<last>\s?cad)?"
    );
    Regex::new(&pattern).unwrap_or_else(|error| panic!("internal: a pattern is wrong: {error}"))
});
static AMOUNT: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?:[$€£¥₹]|\b(?:usd|eur|gbp|cad|aud|chf|pln|sek|nok|dkk|czk|huf|inr|jpy|nzd|sgd|zar|brl|mxn|ils)\b|\bzł|\bkč)\s?\d[\d.,' ]*\s?k?|\d[\d.,']*\s?k?\s?(?:[€£$]|(?:usd|eur|euros?|gbp|pounds|dollars|cad|aud|chf|francs|pln|sek|nok|dkk|czk|huf|inr|rupees|crowns|kronor)\b|zł|kč|kr\b)|\b\d{2,3}\s?k\b|\bthousand\s(?:pounds|dollars|euros?|francs|kronor|crowns|zloty|rupees)\b|\d\s?(?:lakh|lpa)\b";
    Regex::new(pattern).unwrap_or_else(|error| panic!("internal: a pattern is wrong: {error}"))
});
static PAY: LazyLock<meta::Regex> = LazyLock::new(|| {
    terms::regex(
        "salar(?:y|ies)|wages?|pay|pays|paid|band|base|gross|net|brutto|netto|brut|compensation|remuneration|earn|earnings|(?:per|an|a|each|every|the|pro|par) (?:hour|day|week|month|year|annum|session|shift|monat|jahr|stunde)|hourly|daily|weekly|monthly|yearly|annual(?:ly)?|ote|rate|hr|stipend|grade|p\\.?a\\.?|pcm|tvöd",
    )
});
static OTHER: LazyLock<meta::Regex> = LazyLock::new(|| {
    terms::regex(
        "million|billion|mn|bn|budgets?|revenue|turnover|sales of|in sales|orders?|referral|recommends?|allowance|bonus of|signing bonus|voucher|contribution|funding|raised|invoices?|customers?|refunds?|assets|for (?:training|courses|books|equipment)|per (?:transaction|order|item)|prices?|donations?|grants?|claims?|worth",
    )
});
/// Two amounts that only their size tells from other figures. One of them needs a currency.
static TWO_AMOUNTS: LazyLock<Regex> = LazyLock::new(|| {
    let currency = r"(?:[a-z]{0,3}[$€£]|\b(?:usd|eur|gbp|cad|aud|chf|nzd)\b)";
    let pattern = format!(
        r"(?P<before>{currency})?\s?{LOW}\s?(?P<after>{currency})?\s*(?:to|-|–|—|and)\s*(?:{currency})?\s?{HIGH}\s?(?P<last>{currency})?"
    );
    Regex::new(&pattern).unwrap_or_else(|error| panic!("internal: a pattern is wrong: {error}"))
});
static AI: LazyLock<meta::Regex> = LazyLock::new(|| {
    terms::regex(
        "artificial intelligence|a\\.?i\\.?|machine learning|automated (?:screening|tool|decision)\\w*",
    )
});
static VACANCY: LazyLock<meta::Regex> = LazyLock::new(|| {
    terms::regex(
        "vacanc(?:y|ies)|existing (?:position|opening|role)|open position|talent pool|future openings?|immediate opening",
    )
});

/// Reports ranges that are too wide in Ontario, and what an advertisement as a whole must say and does not.
pub(super) fn missing(posting: &Posting<'_>, found: &mut Findings) {
    let said = Said::new("", Part::Posting, "", posting.places);
    for (n, PostingText { text, .. }) in posting.texts.iter().enumerate() {
        let lower = text.to_ascii_lowercase();
        let wide = RANGE.captures_iter(&lower).find(|range| is_too_wide(range, &said));
        if let Some(all) = wide.and_then(|range| range.get(0)) {
            let message = format!("the pay range `{}` is wider than CAD 50,000", text[all.range()].trim());
            let finding = Finding::new(n.to_string(), message).part(all.range());
            found.push(finding.label("wider than Ontario allows").help("name a range of at most CAD 50,000"));
        }
    }
    if !is_whole(posting) {
        return;
    }
    let any = |regex: &meta::Regex| {
        posting.texts.iter().any(|one| regex.is_match(one.text.to_ascii_lowercase().as_str()))
    };
    let mut report = |message: &str, help: &str| {
        found.push(Finding::new("", message).label("the whole advertisement").help(help));
    };
    if said.names("ca-on") && !any(&AI) {
        report(
            "the advertisement does not say whether artificial intelligence is used to screen or assess",
            "if it is used, say so, as in `We use artificial intelligence to rank applications.`; if not, allow this finding or say that it is not used",
        );
    }
    if said.names("ca-on") && !any(&VACANCY) {
        report(
            "the advertisement does not say whether there is a vacancy",
            "say it, as in `This advertisement is for an existing vacancy.`",
        );
    }
    let no_pay = !names_pay(posting);
    if no_pay && (said.names("ca-on") || said.names("eu")) {
        report(
            "the advertisement names no pay range",
            "name the range, or say that each applicant gets it before the interview, and when",
        );
    }
}

/// True if an advertisement is more than a few lines of one.
fn is_whole(posting: &Posting<'_>) -> bool {
    posting.texts.iter().map(|one| one.text.split_whitespace().count()).sum::<usize>() >= WORDS
}

/// True if an advertisement names a figure of pay.
pub(super) fn names_pay(posting: &Posting<'_>) -> bool {
    let sentences = posting.texts.iter().flat_map(|one| one.text.split(['!', '?', ';', '\n']));
    sentences.flat_map(|text| text.split(". ")).any(|sentence| {
        let lower = sentence.to_lowercase();
        let is_pay = AMOUNT.is_match(&lower) && PAY.is_match(lower.as_str());
        (is_pay || TWO_AMOUNTS.captures_iter(&lower).any(is_yearly)) && !OTHER.is_match(lower.as_str())
    })
}

/// True if a range has a currency and both ends are as high as pay for a year.
fn is_yearly(range: Captures<'_>) -> bool {
    let is_money = ["before", "after", "last"].iter().any(|name| range.name(name).is_some());
    is_money && ends(&range).is_some_and(|(low, high)| low >= YEARLY && high > low)
}

fn is_too_wide(range: &Captures<'_>, said: &Said<'_>) -> bool {
    let is_canadian = range["before"].starts_with('c') || range.name("last").is_some();
    let applies = said.names("ca-on") || said.places.is_empty() && is_canadian;
    applies && ends(range).is_some_and(|(low, high)| low >= YEARLY && high <= LIMIT && high - low > WIDEST)
}

/// The figures at both ends of a range.
fn ends(range: &Captures<'_>) -> Option<(f64, f64)> {
    let figure = |name: &str, is_thousands: bool| -> Option<f64> {
        let digits = range.name(name)?.as_str().replace(',', "");
        let digits = digits.trim_end_matches('.');
        // `60.000` as it is written in much of Europe.
        let thousands = digits.split_once('.').filter(|(_, end)| end.len() == 3);
        let plain = thousands.map_or_else(|| digits.to_owned(), |(all, end)| format!("{all}{end}"));
        plain.parse::<f64>().ok().map(|value| if is_thousands { value * 1000.0 } else { value })
    };
    let ends_in_k = range.name("high_k").is_some();
    let high = figure("high", ends_in_k)?;
    // As in `$70–120k`.
    let is_short = ends_in_k && figure("low", false)? < 1000.0;
    Some((figure("low", range.name("low_k").is_some() || is_short)?, high))
}

#[cfg(test)]
mod tests {
    use super::{missing, names_pay};
    use crate::lint::{Findings, Posting};
    use crate::model::{Id, PostingText};
    use crate::text::Source;

    fn found(text: &str, place: &str) -> Vec<String> {
        let places: Vec<Id> = Id::new(place).into_iter().collect();
        let texts = [PostingText { text: text.to_owned(), bytes: 0..text.len() }];
        let mut found = Findings::new();
        missing(&Posting { source: &Source::new("a.txt", text), texts: &texts, places: &places }, &mut found);
        found.into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn a_range_in_ontario_is_at_most_50_000_wide() {
        assert_eq!(found("CAD 90,000 to CAD 140,000", "ca-on").len(), 0);
        assert_eq!(found("C$90k–141k", "ca-on").len(), 1);
        assert_eq!(found("$60,000 - $120,000", "us-ca").len(), 0);
        assert_eq!(found("CAD 150,000 to CAD 210,000", "ca-on").len(), 0);
        assert_eq!(found("$60-120K", "ca-on").len(), 1);
    }

    #[test]
    fn two_high_amounts_are_pay_without_a_period() {
        let pays = |text: &str| {
            let texts = [PostingText { text: text.to_owned(), bytes: 0..text.len() }];
            names_pay(&Posting { source: &Source::new("a.txt", text), texts: &texts, places: &[] })
        };
        for text in
            ["£42,000 to £48,000", "A$95k–110k", "$70–120k", "60.000 € – 72.000 €", "EUR 60.000 - 72.000"]
        {
            assert!(pays(text), "{text}");
        }
        for text in
            ["From $20 to $35", "£10,000 - £20,000 of orders", "budgets of $2,000,000 to $3,000,000", "$70"]
        {
            assert!(!pays(text), "{text}");
        }
    }

    #[test]
    fn only_a_whole_advertisement_lacks_statements() {
        let whole =
            "You repair the boats of a sailing school on the lake and teach two apprentices. ".repeat(4);
        assert_eq!(found("You repair boats.", "ca-on").len(), 0);
        assert_eq!(found(&whole, "ca-on").len(), 3);
        assert_eq!(found(&whole, "de").len(), 1);
        assert_eq!(found(&whole, "us").len(), 0);
    }
}
