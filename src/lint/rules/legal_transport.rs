//! `legal-transport`: cars, licences, the way to work.

use std::sync::OnceLock;

use crate::diag::{Code, Severity};
use crate::lint::topic::{ALL, ASK, JUDGE, POST};
use crate::lint::{Check, Cue, Group, Law, Rule, Topic};
use crate::model::LintLevel;

pub(super) static RULE: Rule = Rule {
    code: Code { id: "legal-transport", severity: Severity::Warning, text: include_str!("legal_transport.md") },
    group: Group::Legal,
    level: LintLevel::Warn,
    check: Check::Topic(&TOPIC),
};

static TOPIC: Topic = Topic {
    laws: &[
        Law { place: "us", source: "EEOC, Pre-Employment Inquiries (questions with an unequal effect)", read: "2026-11-30" },
        Law { place: "us-ca", source: "California Government Code, s. 12940 as amended by SB 1100 (2024), driver’s licence", read: "2026-11-30" },
        Law { place: "us-ny", source: "New York Executive Law, s. 296 (unequal effect)", read: "2026-11-30" },
        Law { place: "gb", source: "Equality Act 2010, s. 19", read: "2026-11-30" },
    ],
    words: &["bicycle", "bike", "bus", "car", "commut", "drive", "driver", "driving", "get here", "get to the office", "get to work", "journey", "licence", "license", "lift to work", "metro", "on foot", "park", "ride", "scooter", "subway", "train", "tram", "transport", "travel to", "tube", "vehicle"],
    cues: &[
        Cue::strong(ASK, r"(?:do|have|did|will|would|can|are|could|does) (?:you|your)_(?:own|have|got|use|drive|access to|keep|run|bought|possess|hold|with|need|rely on|depend on|reliable|dependent on|reliant on)_(?:cars?|vehicles?|own (?:transport\w*|car|vehicle)|transport(?:ation)?|bikes?|bicycles?|motorbikes?|motorcycles?|scooter|wheels|public transport\w*|the bus|driv(?:er|ing)'?s? licen[cs]e|licen[cs]e to drive|a licen[cs]e|(?:the )?(?:subway|train|metro|tube|bus|tram)|a ride|parking)|(?:do|can|could) you drive(?:\?|,| a car| yourself| to| here| in|$)|drivers?'?s? licen[cs]e|driving licen[cs]e"),
        Cue::strong(ASK, r"(?:how|which way|by what means)_(?:do|will|would|did|are|can) you_(?:get(?:ting)? (?:to|here|in|into|home|around)|commut\w+|travel(?:ling|ing)? (?:to|here|in)|come (?:in|here|to)|coming (?:in|here|to)|make it (?:in|here|to)|go(?:ing)? to get)|how (?:long|far)_(?:commute|journey|ride|drive|trip|travel|way|your trip|bus|train)_(?:be|is|from|to|take|for you|here)?|your (?:\w+ )?(?:commute|own (?:car|transport\w*|vehicle)|car|vehicle|driv(?:er|ing)'?s? licen[cs]e|licen[cs]e points|journey (?:to|here|in)|means of transport\w*|transport\w*|drive (?:to|in|here)|bike|bicycle|parking)"),
        Cue::strong(ASK, r"(?:reliable|own|dependable|private) (?:means of )?(?:transport\w*|car|vehicle)|(?:take|catch|come by|rely on|use|depend on|by)_(?:the )?(?:subway|bus|train|metro|tube|tram|public transport\w*)|points on your licen[cs]e|who drives you|commute_(?:long|problem|manage|bearable|you|hour|minutes)"),
        Cue::strong(POST, r"(?:own|reliable|private|access to (?:a |own |reliable )?) ?(?:transport(?:ation)?|cars?|vehicles?)_?(?:essential|required|needed|necessary|a must|preferred|only)?|(?:must|need to|have to)_(?:own|have|drive|hold)_(?:cars?|vehicles?|own transport|driv(?:er|ing)'?s? licen[cs]e|reliable transport\w*)|(?:valid |clean |full |current |uk |eu |category b )*(?:drivers?'?s?|driving) licen[cs]e(?: and (?:a |own )?(?:car|vehicle))?_?(?:required|needed|essential|necessary|a must|preferred|mandatory)?|car owners?|no (?:bus|train|public transport\w*) (?:users|riders|commuters)|no public transport\w*"),
        Cue::strong(POST, r"public transport (?:users|is not)|short commute"),
        Cue::weak(JUDGE, r"(?:no|has|has no|without|have|own|owns|her own|his own|a|needs|got|doesn't have a|does not have a|old|second) (?:a |no |an? old |own )?(?:cars?|vehicles?|wheels|own transport\w*|transport|driving licen[cs]e|drivers?'?s? licen[cs]e)(?:,|\.|;| so| and| of| to| which| or|$|:)|car ?less|depends? on (?:the |a )?(?:bus|trains?|lift|subway|public transport\w*|others|metro|ride|tram|his|her)|public transport\w*"),
        Cue::weak(JUDGE, r"(?:takes?|took|relies on|by|on|came by|comes by|uses|catch(?:es)?|missed|misses) (?:the |a |two |three |his |her )*(?:bus(?:es)?|trains?|subway|metro|tube|tram|bike|bicycle|scooter|public transport\w*)|(?:long|hour'?s?|\w+ ?-?(?:hour|minute)|short|easy|bad|awful|terrible|horrible|difficult|his|her|their|the|daily|reliable) commute|commutes? (?:from|by|for|in|of|is|would|will|too|over)|(?:doesn't|does not|cannot|can't|won't|doesn't even|never learned to|able to|not) drive|(?:drives|cycles|bikes|walks) (?:in|to work|here|an? (?:old|expensive|cheap|fancy|\w+ car)|everywhere)"),
        Cue::weak(JUDGE, r"(?:driving|driver'?s) licen[cs]e|points on (?:his|her|their)|everywhere by|on foot|(?:his|her|their) (?:own )?(?:car|bike|vehicle|old car)"),
    ],
    nouns: &[
        (ALL, &["wheels", "two ?wheeler", "four ?wheeler", r"own (?:car|vehicle|truck|transport\w*|wheels|bike|van)", "lifts? from (?:a|an|his|her|their|your|the) (?:mate|friend|neighbou?r|colleague|husband|wife|partner|mother|father|mum|mom|dad|brother|sister|boyfriend|girlfriend|buddy)", "rides? from (?:a|an|his|her|their|your|the) (?:mate|friend|neighbou?r|colleague|husband|wife|partner|mother|father|mum|mom|dad|brother|sister|boyfriend|girlfriend|buddy)", "lifts? from (?:a|an|his|her|their|your|the)", "rides? from (?:a|an|his|her|their|your|the)", "get a (?:ride|lift)", "gets a (?:ride|lift)", "getting a (?:ride|lift)", "needs? a (?:ride|lift)", "given a (?:ride|lift)", "catch a (?:ride|lift)", "catches a (?:ride|lift)", r"hitch\w* a (?:ride|lift)", "gets? a (?:ride|lift)", "need(?:s)? a (?:ride|lift)", "give(?:n|s)? (?:you|him|her|them) a (?:ride|lift)", r"car ?pool\w*", "bus (?:route|lines?|stop|pass|ride|timetable|journey|service)", "don't drive", "doesn't drive", "does not drive", "not drive", "cannot drive", "can't drive", "non drivers?", "car owners?", "own a car", "owns a car", "have a car", "has a car", "has no car", "no car", "car ?less", "second car", "family car", "driving (?:licen[cs]es?|ban|record)", "driver'?s licen[cs]es?", "licen[cs]e (?:points|suspended|revoked|taken|back)", "lost (?:his|her|your|their) licen[cs]e", "banned from driving", "commut(?:e|es|ed|er|ers|ing)", r"public transport\w*", "last (?:train|bus|tram)", "first (?:train|bus|tram)", "early (?:train|bus|tram)", "night (?:train|bus|tram)", "morning (?:train|bus|tram)", "trains? (?:stop|don't|do not|on strike|run late|are (?:late|off)|times)", "get(?:ting)? (?:to|into|in to) (?:work|the office|the site|the plant|the depot|town)", "your way to work", "journey (?:to|into|in to) work", "means of transport", r"reliable (?:transport\w*|car|vehicle)", "park and ride"]),
        (ASK, &["a car", "your car", "your (?:own )?(?:truck|van|bike|motorbike|vehicle)", "bike", "bicycle", "scooter", "motorbike", "motorcycle", "moped", "by (?:train|bus|car|bike|tram|metro|subway|tube|taxi|cab|company|public|rail|motorbike)", "take the (?:train|bus|tram|metro|subway|tube)", "rely on (?:the )?(?:train|bus|trains|buses|tram|metro)", "depend on (?:the )?(?:train|bus|trains|buses|tram|metro)", "when the (?:trains?|buses|bus)", "miss the (?:train|bus)", "your truck", "company cab", "do you drive", r"you drive(?:\?|,| a| yourself| in| here| to)", "parking", "get here", r"get in(?:\?| every| each| on time| by)", "travel in", "journey", "mileage", "miles on", "come by", "pick you up", "drop you (?:off|here)"]),
        (JUDGE, &[r"his car(?:,|;|\.|$| is| broke| has| breaks| trouble)", r"her car(?:,|;|\.|$| is| broke| has| breaks| trouble)", r"their car(?:,|;|\.|$| is| broke| has| breaks| trouble)", r"a car(?:,|;|\.|$| is| broke| has| breaks| trouble)", r"old car(?:,|;|\.|$| is| broke| has| breaks| trouble)", r"own car(?:,|;|\.|$| is| broke| has| breaks| trouble)", r"the car(?:,|;|\.|$| is| broke| has| breaks| trouble)", "bike", "bicycle", "scooter", "motorbike", "moped", "two buses", "three buses", "four buses", r"the bus(?:,|;|\.|$| every| to| in| from)", r"the train(?:,|;|\.|$| every| to| in| from)", "metro", "subway", "drives (?:in|a|an)", "walks (?:in|to work)", "ride", "old (?:banger|car)"]),
        (POST, &["your own car", r"a car(?:,|;|\.|$| is| needed| required| essential)", "vehicle owners?", "wheels", "drivers only", "drive to work", "drive in", "commute", "motorbike", "bicycle", "bus route", "no buses"]),
    ],
    other: &[r"(?:main|cost|key|business|value|device|printer|bus|truck|tram|database|delivery|taxi|lorry|growth) drivers?|drivers? of|(?:under|which|open source|software|the) licen[cs]e|message bus|event bus|service bus|bus factor|train(?:ed|ing|s)? (?:a|the|models?|data|wheels|new)|release train|transport (?:layer|protocol)|which transport|carrier|card|scar\w*"],
    pass: &[r"forklift|(?:that )?you visit|(?:driving|drive|drives)_(?:survey|truck|lorry|van|between|customers|sites|patients|deliver\w*|half|part of|route|bus|taxi|forklift|machine\w*|the \w+ (?:is|truck))|half of the job|(?:visit|visits|visiting)_(?:clients?|customers?|patients?|sites?|farms?|homes?)|because|as (?:the|you|this) (?:job|work|role|drive|visit)|(?:job|role|work|post) (?:is|involves|includes|consists of|means)_driving|(?:you|to) (?:will )?(?:drive|deliver) (?:our|the|a|between|to)|trips api|bus operator"],
    message: |part| format!("a text is about the private transport of a candidate: `{part}`"),
    label: "may not be asked or counted, or is risky",
    help: &["say when and where the person must be; ask for a licence only if driving is part of the job, and say so"],
    is_legal: true,
    made: OnceLock::new(),
};
