//! `brainteaser`: puzzles, guesses about the world, and trivia.

use std::sync::LazyLock;

use regex::Regex;

use crate::lint::sentences::{Patterns, grammar, without_quotations};
use crate::lint::{Check, Finding, Findings, Group, Part, Rule, Said};

pub(super) static RULE: Rule =
    Rule::new("brainteaser", include_str!("brainteaser.md"), Group::Question, Check::Text(check));

/// Well-known puzzles, and questions about what a person would be.
static PUZZLE: LazyLock<Patterns> = LazyLock::new(|| {
    let all = [
        r"\b(?:brain ?-?teasers?|riddles?)\b[^.?!]*[.?!]?",
        r"\bhands of (?:a|the|this) (?:clock|watch)|\b(?:clock|watch)['’]s hands|\bangle between[^?.]*\b(?:hands|clock)",
        r"\bmanholes?(?: covers?)?\b[^?.]*\b(?:round|circular|square)\b|\bwhy (?:are|is) (?:a )?manholes?",
        r"\bweigh\b[^?.]*\b(?:elephant|aeroplane|airplane|jumbo|jet|boeing|747|whale|planet|earth)\b|\bhow much does [^?.]*\b(?:elephant|jumbo jet|boeing|747|mountain|cloud|earth)\b[^?.]*\bweigh",
        r"\b(?:move|fill|empty|paint|drain)\b[^?.]{0,30}\b(?:mount fuji|mount everest|the ocean|the moon)\b",
        r"\bsell (?:me|us) (?:this|that|the|a) (?:pen|pencil|stapler|glass|cup|mug|chair|bottle|banana|apple|paper ?clip)\b",
        r"\bif (?:you|i|we|your \w+) (?:were|was|are|could be|had to be) (?:an? |any |one |some )?(?:kind of |type of |piece of |kitchen )*(?:animals?|trees?|fruits?|vegetables?|colou?rs?|superhero(?:es)?|utensils?|cars?|furniture|fonts?|drinks?|birds?|dogs?|foods?|shapes?|songs?|books?|films?|movies?|dinosaurs?|cartoon|crayons?|spices?|tools?|pizza|salad|sandwich|biscuit|cookie|planet|flower)\b",
        r"\bif (?:you|i|we|your [\w ]{2,20}|our [\w ]{2,20}|the company) (?:were|was|could be|had to be)\b[^.?]{2,50}\b(?:what|which|who)\b[^?.]{0,40}\bwould (?:you|it|that|they|(?:its|your|the) \w+) be\b",
        r"\b(?:what|which|who) (?:\w+ ){0,4}?would (?:you|your (?:team|life|career|boss|manager|colleagues|personality)) (?:rather |like to )?be(?:\s*,?\s*(?:and )?why)?\s*\?",
        r"\bsuper-?\s?powers?\b|\b(?:dead or alive|living or dead|time machine|spirit animal|zombies?|martians?|genie|three wishes|lottery)\b|\bto an alien\b|\b(?:title|soundtrack|theme song) of (?:your|the (?:film|movie|story) of your) (?:life|autobiography|career)\b|\byour autobiography\b|\bwho would (?:play you|you (?:like|want) to play you)\b|\blast meal\b",
        r"\byou\b[^.?!]*\bsize of an? \w+|\bin(?:side)? a blender\b",
        r"\bhorses\b[^?]*\b(?:races?|fastest)\b[^?]*\b(?:three|3)\b|\blily ?pads?\b|\bcannibals?\b|\bsocks\b[^?]*\bdrawer\b|\bhour ?glass(?:es)?\b|\bhandshakes?\b[^?]*\b(?:party|room|guests)\b|\b(?:matchsticks?|toothpicks?)\b[^?]*\b(?:square|triangle|move)|\b(?:hundred|100) (?:lockers|doors|lamps)\b|\bcut\b[^?]*\bcake\b[^?]*\b(?:three|two|3|2) cuts\b|\btwice as old\b|\b(?:father|mother|brother|sister)\b[^?]*\bhow old\b|\bcolou?r (?:is|was) the bear\b|\bwolf\b[^?]*\b(?:goat|cabbage)\b|\bbirthday (?:paradox|problem)\b|\b(?:water|ice) level\b[^?]*\b(?:ice cube|anchor|stone|boat)\b|\bice cube\b[^?]*\bmelts?\b|\bweigh\b[^?.]*\bwithout\b[^?.]*\bscales?\b|\bnine dots\b",
        r"\b(?:what|which) (?:kind of |type of )?(?:animal|tree|fruit|vegetable|colou?r|superhero|superpower|kitchen utensil|cartoon character|dinosaur|biscuit|cookie|flower)\b[^?.]*\b(?:would|are|best|describes?)\b[^?.]*\byou\b",
        r"\bdes(?:ert|olate) island\b|\bhave (?:dinner|lunch) with (?:any|a famous|one|three) \w+|\bw[io]n the lottery\b",
        r"\bshr(?:unk|ink)\w*\b[^?]*\b(?:coin|nickel|blender|ant|penny|size of)\b|\bin a blender\b",
        r"\b(?:coins?|balls?|marbles?|pills?|bottles?|bags?)\b[^?]*\b(?:heavier|lighter|poison\w*|counterfeit|fake)\b[^?]*\b(?:scales?|balance|weigh\w*|tasters?|rats?|prisoners?)\b",
        r"\b(?:light ?)?switch(?:es)?\b[^?]*\b(?:light ?)?bulbs?\b|\b(?:two|three) doors\b[^?]*\b(?:lie|lies|truth|liar|goat|guards?)\b",
        r"\bfox\b[^?]*\b(?:goose|chicken|grain)\b|\bcross\w*\b[^?]*\bbridge\b[^?]*\b(?:torch|flashlight|lantern)\b|\bropes?\b[^?]*\bburns?\b|\bburn\w*\b[^?]*\bropes?\b|\bfuses?\b[^?]*\bburn",
        r"\b\w+[ -](?:litre|liter|gallon)s?\b[^?]*\b(?:jugs?|buckets?|jars?)\b[^?]*\b(?:exactly|measure)\b|\b(?:jugs?|buckets?|jars?)\b[^?]*\b(?:litres?|liters?|gallons?)\b[^?]*\bexactly\b",
        r"\b(?:hundred|100|ten|10) prisoners\b|\bprisoners?\b[^?]*\bhats?\b|\bpirates?\b[^?]*\bgold\b|\beggs?\b[^?]*\b(?:floors?|storey|building)\b[^?]*\b(?:drop|break)|\bdrop\w*\b[^?]*\beggs?\b[^?]*\bfloors?\b|\bmonty hall\b|\btowers? of hanoi\b|\b(?:eight|8|n) queens\b",
        r"\b(?:toss|flip|roll|throw)(?:s|ed|ped|n|ing|ping)?\s(?:an? |the |two |three |\d+ |fair )+(?:\w+ )?(?:coins?|dice|die)\b|\bprobability\b[^?]*\b(?:coins?|dice|cards?|aces?|heads|birthdays?|socks?|red balls?)\b|\bdeck of cards\b",
        r"\b(?:next|missing) (?:number|letter|figure|term)\b[^?.]*\b(?:sequence|series|row|pattern|list)\b|\b(?:sequence|series)\b[^?]*\bcomes next\b",
        r"\bexplain\b[^?.]*\b(?:colou?rs?|red|blue|yellow)\b[^?.]*\bto (?:a|someone)[^?.]*\bblind\b|\btennis balls? (?:is |are )?(?:fuzzy|hairy)|\buses for a (?:brick|paper ?clip|spoon|pencil)\b",
        r"\b(?:bat and (?:a )?ball|snail)\b[^?]*\b(?:cost|costs|climbs?|well)\b|\btrains?\b[^?]*\b(?:leaves?|towards each other)\b[^?]*\b(?:meet|fly|bird)\b|\bhow many (?:times|squares)\b[^?]*\b(?:overlap|chess ?board|palindrom)|\bhow many (?:people|squares|triangles)\b[^?]*\b(?:same birthday|in this (?:figure|picture)|chess ?board)",
    ];
    Patterns::of_grammar(all)
});
/// Asks to guess a number in the world that has nothing to do with the work.
static GUESS: LazyLock<Regex> = LazyLock::new(|| {
    grammar(concat!(
        r"\b(?:how many|how much|estimate|guess|number of|calculate)\b[^?.]*\b(?:(?:petrol|gas|filling|fuel|service) stations?|piano(?:s| tuners?)|(?:table|ping)[ -]?(?:tennis|pong)(?:[ -]balls?)?|(?:golf|tennis|foot|basket|snooker|billiard|soccer)[ -]?balls?|jelly ?beans?|smarties|gummy bears|(?:tele)?phone boxes|street ?lamps?|grains? of (?:sand|rice)|blades of grass|left-handed|(?:aero|air)?planes? (?:are )?(?:there )?(?:in the (?:air|sky)|flying)|chopsticks)\b",
        r"|\b(?:how many|how much|estimate|guess|number of|calculate)\b[^?.]*\b(?:windows|dogs|cats|cows|sheep|pigeons|pizzas|hair ?(?:dressers?|cuts|s)|barbers?|taxis|cabs|nappies|diapers|light ?bulbs|traffic lights?|cups of (?:coffee|tea)|coffee|bricks|toilets?|trees|leaves|bicycles|bikes|toothbrush(?:es)?|toothpaste|weddings|wheels|babies|elevators|lifts|cars|school buses|umbrellas|shoes|bananas|chewing gum|vending machines|dentists|plumbers|florists|bakeries|ice creams?|hot dogs|burgers|beers?|balloons|restaurants|pubs|cinemas|churches|schools|bridges)\b[^?.]*\b(?:in|on|across|over)\s+(?:the (?:world|country|city|uk|u\.k|us|u\.s|usa|united (?:states|kingdom)|netherlands|planet)|(?:a|this|your) (?:big |large |whole |average )?(?:city|town|country|village)|(?-i:[A-Z])\w+)",
        r"|\b(?:how many|estimate how many)\b[^?.]*\b(?:fit|fill|go|pack|stack|cram|squeeze)\w*\b[^?.]*\b(?:(?:this|a|the) (?:\w+ )?(?:rooms?|bus|aeroplane|airplane|plane|jet|747|swimming pool|pool|car|lift|elevator|bathtub|stadium|house|hall|limousine|van|aircraft|suitcase|fridge)|the moon|the earth)\b",
        r"|\bhow many [\w' -]{2,60}\b(?:in|on|across|around) (?:the (?:whole )?(?:world|planet|country|uk|us|usa|united (?:states|kingdom)|netherlands|globe)|(?:a|this|the whole) (?:\w+ )?(?:city|town|country|village)|london|paris|berlin|rome|madrid|vienna|amsterdam|brussels|dublin|munich|hamburg|zurich|new york|manhattan|chicago|boston|seattle|san francisco|los angeles|toronto|sydney|melbourne|tokyo|mumbai|delhi|beijing|europe|america|england|scotland|wales|ireland|germany|france|italy|spain|poland|india|china|japan|australia|canada|brazil)\b|\bhow many [\w' -]{2,60}\b(?:worldwide|on earth)\b",
        r"|\bhow (?:long|many \w+) would it take (?:you |us |one |a \w+ )?to (?:walk|swim|dig|drain|mow|paint|eat|empty|drive)\b|\bhow much would you charge to (?:wash|clean|paint|mow)\b",
    ))
});
/// The figures are there, or the things belong to the work.
static WORK: LazyLock<Regex> = LazyLock::new(|| {
    grammar(
        r"\b(?:our|your)\b|\b(?:this|the|these|last \w+['’]s) (?:table|logs?|chart|exhibit|figures?|sketch|page|sheet|report|data)\b|\bhere (?:is|are)\b|\bfind out\b|\b(?:customers|users|partners|requests|calls|callers|errors|banks|orders|merchants|accounts|invoices|payments|tickets|tenants|licen[cs]es|sites|depots|branches|servers|replicas|regions|merchants|clients|subscribers|patients|claims)\b",
    )
});
/// Facts to recite.
static TRIVIA: LazyLock<Patterns> = LazyLock::new(|| {
    let all = [
        r"\brecite\b|\b(?:write|draw|list|name|say|state|give|repeat)\b[^?.]*\bfrom memory\b|\bby heart\b",
        r"\b(?:name|list|give|enumerate|state|what are) (?:me |us )?(?:all )?(?:of )?the (?:\w+ )?(?:two|three|four|five|six|seven|eight|nine|ten|twelve|2|3|4|5|6|7|8|9|10|12) (?:\w+ ){0,2}(?:layers|principles|pillars|stages|phases|values|normal forms|fallacies|factors|laws|commandments|p['’]?s|c['’]?s|types|forces|states|properties|habits|wonders|status codes)\b",
        r"\b(?:what|which) (?:do|does|did) (?:the )?(?:acronym |abbreviation |letters? |initials )?\S+(?: \S+)? stand for\b|\bwhat is [A-Z]{2,6} short for\b",
        r"\b(?:what|which) (?:is|are) \S+ (?:an (?:acronym|abbreviation)|short) (?:of|for)\b|\b(?:expand|spell out|decode) the (?:acronym|abbreviation|letters)\b|\bwhat is the (?:full|long) (?:form|name) of\b|\b(?:which|what) (?:rfc|iso|ieee|pep)(?: \w+)? (?:number |standard )?(?:defines?|describes?|specif\w+|covers?|is)\b|\bwhich (?:http )?(?:status|error|response) code (?:means|stands for|is for)\b",
        r"\b(?:in )?(?:what|which) (?:programming )?language (?:is|was) [^?]{2,30} written\b|\b(?:what|which) is the (?:latest|current|newest) (?:stable )?(?:version|release) of\b|\bwhat is the (?:boiling point|population|currency|speed of light|square root|value of pi|atomic number)\b|\bin (?:which|what) version (?:of [^?]{2,30} )?(?:was|were|did)\b|\bmaximum (?:length|size|value) of an? (?:varchar|int\w*|integer|smallint|float|url|sms|tweet)\b|\bname the (?:inventors?|authors?|founders?|capital|creators?|ceo) of\b",
        r"\b(?:what|which) year (?:was|were|did)\b[^?]*\b(?:founded|released|invented|introduced|published|created|launch\w*|come out|appear\w*)\b|\bwho (?:invented|discovered|coined|first (?:described|proposed))\b[^?.]*\?|\bwho (?:wrote|created|designed|founded|developed) (?:the )?(?-i:[A-Z])[\w+#]*(?: [\w+#]+){0,3}\?|\bwhen (?:was|were) [^?.]{2,40} (?:invented|founded|first released|discovered|introduced|published)\b",
        r"\b(?:what|which) (?:is )?(?:the )?(?:default port|port number|(?:tcp |udp )?port does \w+ (?:use|listen|run))\b[^?.]*\?|\b(?:what is|which is) the capital (?:city )?of\b",
        r"\bwhat (?:is|does) (?:the )?(?:http |status |error |response )+(?:code )?[1-5]\d\d (?:mean|stand)|\bhow many (?:bits|bytes) (?:are )?(?:there )?(?:in|has|does) (?:an?|the)\b|\b(?:what is|give) the (?:exact )?(?:syntax|definition|formula) (?:of|for)\b|\bwho (?:is|was) the (?:ceo|founder|inventor|author|president) of\b|\bto (?:the )?\w+ decimal places\b",
        r"\b(?:spell|say|count) [^?.]{0,40}backwards?\b|\bwhat is \d+ (?:times|multiplied by|x|×) \d+\b",
    ];
    Patterns::of_grammar(all)
});

fn check(said: &Said<'_>, found: &mut Findings) {
    if !matches!(said.part, Part::Prompt | Part::Probe) {
        return;
    }
    let text = without_quotations(said.text);
    let puzzle = PUZZLE.find_all(&text).first().copied();
    let puzzle = puzzle.or_else(|| GUESS.find(&text).filter(|_| !WORK.is_match(&text)));
    let trivia = || TRIVIA.find_all(&text).first().copied();
    let (part, message, label) = match (puzzle, trivia()) {
        (Some(it), _) => (it, "a puzzle shows nothing of the work", "a puzzle or a guess"),
        (None, Some(it)) => (it, "the question asks for a fact to be known by heart", "can be looked up"),
        (None, None) => return,
    };
    let finding = Finding::new(&said.route, message)
        .part(part.range())
        .label(label)
        .help("ask for a piece of the work, with the figures on an exhibit");
    found.push(finding);
}
