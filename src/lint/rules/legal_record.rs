//! `legal-record`: arrests, convictions, spent convictions, polygraphs.

use std::sync::OnceLock;

use crate::diag::{Code, Severity};
use crate::lint::topic::{ASK, JUDGE, POST};
use crate::lint::{Check, Cue, Group, Law, Rule, Topic};
use crate::model::LintLevel;

pub(super) static RULE: Rule = Rule {
    code: Code { id: "legal-record", severity: Severity::Warning, text: include_str!("legal_record.md") },
    group: Group::Legal,
    level: LintLevel::Warn,
    check: Check::Topic(&TOPIC),
};

static TOPIC: Topic = Topic {
    laws: &[
        Law { place: "us", source: "EEOC, Enforcement Guidance on Arrest and Conviction Records (2012)", read: "" },
        Law { place: "us", source: "Employee Polygraph Protection Act, 29 U.S.C. 2002", read: "2026-11-30" },
        Law { place: "us-ca", source: "California Government Code, s. 12952 (Fair Chance Act)", read: "2026-11-30" },
        Law { place: "us-ny", source: "New York Correction Law, art. 23-A; NYC Fair Chance Act, as the NYC Commission on Human Rights describes it", read: "2026-11-30" },
        Law { place: "eu", source: "GDPR, art. 10", read: "2026-11-30" },
        Law { place: "gb", source: "Rehabilitation of Offenders Act 1974, s. 4", read: "2026-11-30" },
        Law { place: "ca-on", source: "Ontario Human Rights Code, ss. 5, 10 (record of offences)", read: "" },
    ],
    words: &["arrest", "background", "bail", "brush", "caution", "cells", "charged", "convict", "court", "crim", "custody", "dbs", "drink driv", "drink-driv", "drunk driv", "drunk-driv", "dui", "dwi", "ex-con", "expunge", "felon", "fined", "fingerprint", "good conduct", "guilty", "handcuff", "illegal", "indict", "jail", "law", "lie", "misdemean", "mugshot", "offence", "offense", "outlaw", "parole", "police", "polygraph", "prison", "probation", "rap sheet", "record", "rehabilitat", "sealed", "sentence", "shoplift", "speeding", "steal", "stolen", "sued", "theft", "time inside", "trouble", "warrant"],
    cues: &[
        Cue::strong(ASK, r"(?:ever|been|you|were|was|get|got|being|anyone)_(?:arrested|convicted|in (?:jail|prison|custody|police custody|trouble with)|to (?:jail|prison)|charged with|cautioned|indicted|sentenced|on (?:probation|parole|bail)|locked up|fingerprinted|behind bars|jailed|imprisoned|found guilty|handcuffed|fined by a|prosecuted|stopped by the police|accused of (?:a crime|theft|\w+ crime)|detained|do(?:ne)? time)"),
        Cue::strong(ASK, r"(?:you|your)__(?:criminal (?:record|history|past|background|convictions?|charges?|offen[cs]es?|proceedings|case|check|matters)|convictions?|felon(?:y|ies)|misdemeano\w+|crimes?|arrests?|police record|rap sheet|offen[cs]es?|jail|prison|probation|parole|court (?:case|appearance)|dui|dwi|(?:drunk|drink) driving|spent convictions?|speeding tickets?|brush(?:es)? with|shoplift\w*|expunged|in front of a judge|stolen from|steal from)|(?:clean|criminal|police|arrest|court) (?:record|history|background|past)|record (?:of )?(?:offen[cs]es?|convictions?|arrests?|clean)"),
        Cue::strong(ASK, r"tick_(?:felony|convict\w*|crim\w*|offen\w+|arrest\w*)|brush(?:es)? with the (?:law|police)|(?:trouble|run-?ins?|problems?|difficulties|dealings|contact) with the (?:law|police|authorities|courts?)|(?:in|from) your past__(?:show up|come up|embarrass\w*|background|turn up|surprise|know about)|been (?:to|in|before a|taken to) (?:court|judge)"),
        Cue::strong(ASK | POST, r"(?:bring|provide|show|attach|submit|send|obtain|need|include|present|supply|enclose|with)_(?:certificate of (?:no|good)|(?:no )?criminal record|police (?:certificate|check|clearance|record|report)|certificate of (?:\w+ )?conduct|extract from the (?:criminal|judicial)|judicial record|clean record|disclosure certificate|dbs|good conduct)|polygraphs?|lie detector|truth serum|voice stress|(?:what|anything)__(?:asked|ask|call|called|find|come up)_(?:the )?(?:police|courts?|background check|criminal|sheriff)|(?:what|anything)__(?:background check)__(?:find|reveal|show|turn up|come up|you)"),
        Cue::strong(ASK | POST, r"spent convictions?|(?:sealed|expunged|juvenile)_(?:records?|convictions?|offen[cs]es?)"),
        Cue::strong(POST, r"(?:no|clean|without|spotless|blank)_(?:criminal|police|arrest|court)_?(?:record|history|past|background|convictions?)?|no (?:\w+ )?(?:convictions?|felons?|felonies|ex-?(?:cons?|offenders?|convicts?)|arrests?|offen[cs]es|criminals?)|(?:felons?|ex-?(?:cons?|offenders|convicts)|convicted|people with (?:a |any )?(?:criminal )?(?:convictions?|records?))_(?:need not|will not|should not|cannot|not)|(?:disclose|declare|state|list|tell us about)_(?:arrests?|convictions?|criminal|offen[cs]es?)|clean record"),
        Cue::weak(JUDGE, r"arrested|convicted|conviction(?:s)?|felon(?:y|s|ies)?|misdemeano\w+|jail(?:ed|bird)?|prison|criminal (?:record|past|history|background|charges?|conviction|case|family)|(?:was|once|been|got|were) charged|charged with|police(?: record| check| file| matter)?|record of (?:offen[cs]es?|arrests?|convictions?)|offen[cs]es? (?:as|in|from|when|record)|dui|dwi|(?:drink|drunk) ?-?driving|brush(?:es)? with the law|trouble with the (?:law|police)|run-?ins? with the|served time|did time|time inside|behind bars|ex ?-?(?:con|convict|offender|prisoner)|criminal(?:ly)?(?:,|\.| so|$)"),
        Cue::weak(JUDGE, r"(?:has|with|no|have|clean|without|had|spotless) (?:a |any |an |his |her )?(?:\w+ )?(?:criminal |police |arrest )record|has (?:a )?record(?: of offences)?(?:,|\.|;| so|$)|on (?:probation|parole|bail)|shoplift\w+|caught stealing|(?:convicted|guilty|accused) of (?:theft|fraud)|cautioned (?:by|for)|polygraph|lie detector|rap sheet|mugshot|spent conviction|court case against|fined for"),
    ],
    other: &[r"(?:with|deep|strong|real|without|lacks?|more|little|courage of) (?:\w+ )?conviction|conviction (?:about|that|in (?:the|his|her|their) (?:idea|plan|view|answer|product|argument|numbers))|arrested (?:the|a|this|further|that)|charged (?:with (?:the task|finding|leading|building|making|delivering)|(?:twice|to|for|the|a|back|customers|per|by))|lie ?s? ?detector had|detector had|(?:calls?|called) the bug a crime|crime scene|record of (?:who|what|the|decisions?|all|every|how|each)|system of record|records? (?:the|how|who|what)|track record|(?:clean|broken) (?:record|records) (?:of|in) (?:the|a)", r"police force|offen[cs]e taken|law of"],
    pass: &[r"section \d+|exempt from the|statut\w+|(?:by|under|the) (?:federal |state |banking |regulat\w+ |deposit insurance )?law_(?:requires?|obliges?|bars|demands|forbids)|(?:legally|statutorily) (?:required|obliged|bound)|regulat(?:or|ions?|ory)_(?:requires?|obliges?|demands|requirement)|(?:consider|welcome)_(?:applicants|people|candidates)_(?:with)_(?:records?|convictions?)|fair chance|enhanced (?:dbs|disclosure)|second chance"],
    message: |part| format!("a text is about arrests or convictions of a candidate: `{part}`"),
    label: "may not be asked or counted, or is risky",
    help: &["leave it to the check after an offer, or name the law that obliges you to ask"],
    is_legal: true,
    made: OnceLock::new(),
};
