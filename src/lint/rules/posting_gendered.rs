//! `posting-gendered`: gendered titles and wording.

use std::sync::OnceLock;

use crate::lint::topic::{ADVERT};
use crate::lint::{Check, Cue, Group, Law, Rule, Topic};

pub(super) static RULE: Rule =
    Rule::new("posting-gendered", include_str!("posting_gendered.md"), Group::Posting, Check::Topic(&TOPIC));

static TOPIC: Topic = Topic {
    laws: &[
        Law { place: "all", source: "Gaucher, Friesen and Kay 2011, Evidence That Gendered Wording in Job Advertisements Exists and Sustains Gender Inequality, JPSP 101(1). The list here is our own, made by the principle of the study; no list was copied", read: "" },
    ],
    words: &["aggressi", "alpha", "assertive", "authoress", "ballsy", "battle", "boy", "brother", "bubbly", "competitive", "conquer", "crush", "cut-throat", "cutthroat", "decisive", "dominan", "dominat", "ess", "fearless", "feminine", "gentle", "girl", "guys", "hard-nosed", "he ", "headmaster", "headstrong", "her", "him", "his", "hunter", "killer", "king of", "ladies", "lady", "macho", "maid", "man", "masculin", "masseuse", "men", "mother", "nurtur", "outspoken", "ruthless", "s/he", "sensitive", "she", "sweet", "usherette", "waiter", "warm-hearted", "warrior", "wife", "wives", "woman"],
    cues: &[
        Cue::strong(ADVERT, r"salesm[ae]n|saleswom[ae]n|salesgirls?|sales ladies|sales lady|forem[ae]n|barm[ae]n|barmaids?|waitress(?:es)?|waiters?|stewardess(?:es)?|air hostess(?:es)?|hostess(?:es)?|handym[ae]n|girl friday|man friday|chairm[ae]n|draughtsm[ae]n|draftsm[ae]n|workm[ae]n|repairm[ae]n|businessm[ae]n|businesswom[ae]n|craftsm[ae]n|tradesm[ae]n|policem[ae]n|firem[ae]n|cameram[ae]n|anchorm[ae]n|headmaster|headmistress|seamstress(?:es)?|housewi(?:fe|ves)|tea lady|tea ladies|cleaning (?:lady|ladies)|dinner lad(?:y|ies)|office (?:girl|boy|lady)s?|postm[ae]n|mailm[ae]n|milkm[ae]n|deliverym[ae]n|middlem[ae]n"),
        Cue::strong(ADVERT, r"journeym[ae]n|watchm[ae]n|doorm[ae]n|linem[ae]n|storem[ae]n|warehousem[ae]n|spokesm[ae]n|maintenance man|sportsm[ae]n|groundsm[ae]n|maids?|houseboys?|bellboys?|busboys?|actress(?:es)?|manageress(?:es)?|authoress|governess|usherette|masseuse|call girls?|front man|con man|odd-job man|yes-men|manpower|man hours|man-hours|(?:candidate|applicant|person|engineer|manager|developer|employee|hire|colleague|successful \w+|you|who|he|she)_(?:he|she|his|her|him)_(?:will|must|should|is|has|can|work|own|team|duties|role|reports?|desk|boss|manager)|^(?:he|she) (?:will|must|should|is|has|reports?)"),
        Cue::strong(ADVERT, r"(?:he will|she will|he must|she must|he should|he reports|she reports|his duties|her duties|his team|his own|her own|he or she|she or he|he/she|she/he|s/he|his/her|him/her|his or her|him or her)|guys|gents|gentlem[ae]n|ladies|lads|girls|boys(?:' club)?|brotherhood|man of|right man|our man|best man for|wingman|mother hen|motherly|fatherly|feminine (?:touch|charm)|masculine|macho|manly|ballsy|balls to|alpha (?:male|personality|type)|alpha"),
        Cue::strong(ADVERT, r"(?:aggressive(?:ly)?|dominant|dominating|dominate|ruthless(?:ly)?|cut-?throat|fearless(?:ly)?|hard-nosed|headstrong|strong-willed|fiercely|fierce|hyper-?competitive|highly competitive|combative|battle-hardened|bold and|warrior|hunter mentality|hunter|killer instinct|assertive) ?_?(?:salespeople|sales ?person|sales|closer|personality|person|candidate|leaders?|leader|attitude|nature|player|team|people|mentality|mindset|engineer|developer|negotiator|negotiat\w+|individual|and|who|in|the (?:market|competition|room|field)|$|,|\.|spirit|go-getter|manager|seller|pursu\w+|competit\w+|growth|targets?)"),
        Cue::strong(ADVERT, r"competitive (?:spirit|nature|streak|drive|person|personality|individual|team|people|by nature|environment|edge in you)|crush (?:the|your|our|it|targets?)|conquer\w*|(?:beat|destroy|kill|smash) the competition|go into battle|do battle|warriors?|nurturing (?:nature|personality|person|and|way|soul|environment)|(?:caring|gentle|sweet|warm-hearted|sympathetic|sensitive) (?:nature|personality|soul|lady|touch|and (?:nurturing|gentle|warm))|bubbly|(?:a|the) mother to"),
    ],
    nouns: &[],
    other: &[r"chairperson|(?:mature|older|elderly) (?:gentleman|lady|man|woman)(?: or \w+)?|(?:ladies|men|women|girls|gentlemen|males|females) (?:only|preferred|wanted)|competitive (?:salary|pay|analysis|benefits|package|compensation|rates?|intelligence|market)|dominant (?:colou?rs?|language|database|hand|browser|vendor|player in)|wo?men'?s?(?:wear| health| shelter| football| clothing| shoes)|boys'? (?:school|clothing|football)|girls'? (?:school|clothing|football)|ladies'? (?:wear|shoes)|\(m/w/d\)|craftsmanship|workmanship|herself/himself|her majesty|hunter valley|headhunter|head hunter"],
    pass: &[r"of all genders|(?:women|girls)_(?:welcome|encouraged|apply)"],
    message: |part| format!("`{part}` addresses one gender"),
    label: "gendered wording",
    help: &["use a title and words for every gender, such as `salesperson`, `supervisor`, `bar staff`, `you`"],
    is_legal: false,
    made: OnceLock::new(),
};
