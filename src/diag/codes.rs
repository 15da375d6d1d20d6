//! Every kind of finding: its name, its severity and its text. `explain` prints the text.
//!
//! To add one, add a line below and write `codes/<name>.md`. A name must make sense after the word "allow",
//! because role specs allow warnings by name (`lints: allow:`).

/// How serious a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The kit would be wrong, or no kit can be made. The command fails with exit status 1, or with 3 if no
    /// kit can be made.
    Error,
    /// The kit would be poor.
    Warning,
}

/// A kind of finding.
#[derive(Debug)]
pub struct Code {
    /// Kebab-case name, unique.
    pub id: &'static str,
    /// Its severity.
    pub severity: Severity,
    /// Markdown: what it means, why it matters, an example, what to do.
    pub text: &'static str,
}

impl PartialEq for Code {
    fn eq(&self, other: &Code) -> bool {
        self.id == other.id
    }
}

/// The code with the name `id`; `None` if there is none.
pub fn find(id: &str) -> Option<&'static Code> {
    ALL.iter().copied().find(|code| code.id == id)
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident $id:literal $severity:ident;)*) => {
        $($(#[$doc])* pub static $name: Code = Code {
            id: $id,
            severity: Severity::$severity,
            text: include_str!(concat!("codes/", $id, ".md")),
        };)*
        /// All of them, in the order of the documentation.
        pub static ALL: &[&Code] = &[$(&$name),*];
    };
}

codes! {
    /// A required file does not exist.
    FILE_MISSING "file-missing" Error;
    /// A kit of a format that this version does not read.
    OLD_KIT "old-kit" Error;
    /// A file contains only white space and comments.
    FILE_EMPTY "file-empty" Error;
    /// A file is larger than the limit.
    FILE_TOO_LARGE "file-too-large" Error;
    /// A file is not UTF-8.
    NOT_UTF8 "not-utf8" Error;
    /// A file cannot be read, or a link leads out of the workspace.
    UNREADABLE "unreadable" Error;
    /// A file has a password.
    ENCRYPTED "encrypted" Error;
    /// A file seems to belong to the bank but is not read.
    IGNORED_FILE "ignored-file" Warning;

    /// The text is not valid YAML.
    YAML_SYNTAX "yaml-syntax" Error;
    /// A line is indented with a tab.
    YAML_TAB "yaml-tab" Error;
    /// A quotation mark is not closed.
    UNCLOSED_QUOTE "unclosed-quote" Error;
    /// `{{name}}` begins a value without quotes.
    UNQUOTED_PLACEHOLDER "unquoted-placeholder" Error;
    /// A map has the same key twice.
    DUPLICATE_KEY "duplicate-key" Error;
    /// Lists or maps are nested deeper than any bank needs.
    TOO_DEEP "too-deep" Error;
    /// Aliases expand to more than a file may hold.
    ALIAS_BOMB "alias-bomb" Error;
    /// A file contains a second YAML document.
    SECOND_DOCUMENT "second-document" Error;

    /// A value has the wrong type.
    WRONG_TYPE "wrong-type" Error;
    /// The id of a round is also the name of a field in every form.
    RESERVED_ID "reserved-id" Error;
    /// A number, a text or a list is outside its limits.
    OUT_OF_RANGE "out-of-range" Error;
    /// A required key is missing.
    MISSING_KEY "missing-key" Error;
    /// A key that the format does not have.
    UNKNOWN_KEY "unknown-key" Error;
    /// An id is not kebab-case.
    BAD_ID "bad-id" Error;
    /// The id of a bank or role differs from the name of its folder.
    ID_IS_NOT_FOLDER "id-is-not-folder" Error;
    /// An id is used twice.
    DUPLICATE_ID "duplicate-id" Error;

    /// Keys of a map that exclude each other.
    CONFLICTING_KEYS "conflicting-keys" Error;
    /// A question that is chosen twice, or both chosen and excluded.
    CONFLICTING_CHOICES "conflicting-choices" Error;
    /// A question that the role spec chooses but that is not active.
    UNUSABLE_QUESTION "unusable-question" Error;

    /// A bank that is neither in the workspace nor shipped.
    UNKNOWN_BANK "unknown-bank" Error;
    /// A bank extends itself, directly or through other banks.
    EXTENDS_CYCLE "extends-cycle" Error;
    /// Too many banks extend each other.
    LONG_CHAIN "long-chain" Error;
    /// A bank leaves out an entry that the bank that it extends does not have.
    UNKNOWN_ENTRY "unknown-entry" Error;
    /// A competency the bank does not declare.
    UNKNOWN_COMPETENCY "unknown-competency" Error;
    /// A depth the bank does not declare.
    UNKNOWN_DEPTH "unknown-depth" Error;
    /// A level the bank does not declare.
    UNKNOWN_LEVEL "unknown-level" Error;
    /// A type that questions do not have.
    UNKNOWN_TYPE "unknown-type" Error;
    /// A value that is not one of the few allowed.
    UNKNOWN_VALUE "unknown-value" Error;
    /// A loop the bank does not have.
    UNKNOWN_LOOP "unknown-loop" Error;
    /// A round the loop does not have.
    UNKNOWN_ROUND "unknown-round" Error;
    /// A question that does not exist.
    UNKNOWN_QUESTION "unknown-question" Error;
    /// A lint that does not exist.
    UNKNOWN_LINT "unknown-lint" Error;
    /// A comment allows a finding that is not there.
    UNUSED_ALLOW "unused-allow" Warning;
    /// A comment allows a finding without a reason.
    ALLOW_WITHOUT_REASON "allow-without-reason" Warning;
    /// An exhibit the bank does not have.
    UNKNOWN_EXHIBIT "unknown-exhibit" Error;
    /// An exhibit that cannot be shown.
    BAD_EXHIBIT "bad-exhibit" Error;

    /// An anchor for a score that the scale lacks.
    UNKNOWN_SCORE "unknown-score" Error;
    /// Sample answers of a question with the same text.
    REPEATED_ANSWER "repeated-answer" Error;
    /// A score of the scale without an anchor.
    MISSING_ANCHOR "missing-anchor" Warning;
    /// Questions are rated by the same words.
    SHARED_ANCHORS "shared-anchors" Warning;
    /// Braces that are not a placeholder.
    BAD_PLACEHOLDER "bad-placeholder" Error;
    /// A placeholder without a value in the role spec or the bank.
    UNFILLED_PLACEHOLDER "unfilled-placeholder" Error;
    /// A competency that does not say what one of the depths means.
    MISSING_DEPTH "missing-depth" Warning;
    /// Ratings, years or pay in the wrong order.
    BAD_ORDER "bad-order" Error;
    /// A round is too short for its questions.
    ROUND_TOO_SHORT "round-too-short" Error;
    /// More than six must-haves.
    TOO_MANY_MUST_HAVES "too-many-must-haves" Error;
    /// A question that is its own enemy.
    OWN_ENEMY "own-enemy" Error;

    /// A must-have that no round observes.
    UNOBSERVED_MUST_HAVE "unobserved-must-have" Error;
    /// A must-have that shares no content word with what the loop asks about it.
    MUST_HAVE_UNTOUCHED "must-have-untouched" Warning;
    /// Too few questions for the slots.
    TOO_FEW_QUESTIONS "too-few-questions" Error;
    /// The questions do not fit the minutes.
    TOO_LITTLE_TIME "too-little-time" Error;
    /// A round has no slot for a pinned question.
    NO_SLOT_FOR_PIN "no-slot-for-pin" Error;
    /// Rules that cannot all be met together.
    CONFLICTING_RULES "conflicting-rules" Error;
    /// The search reached its limit without a result.
    SEARCH_LIMIT "search-limit" Error;

    /// A roster of candidates that cannot be read.
    BAD_ROSTER "bad-roster" Error;
    /// A list of questions that cannot be imported.
    BAD_QUESTIONS "bad-questions" Error;
    /// A candidate's id that is made of the words of the name.
    PERSONAL_ID "personal-id" Warning;
    /// The bank does not have enough questions for a candidate's kit.
    NO_VARIANT "no-variant" Error;
    /// Kits of the same req that are not equivalent.
    OTHER_LOOP "other-loop" Error;
    /// A question of an issued kit was withdrawn.
    WITHDRAWN_QUESTION "withdrawn-question" Warning;

    /// A kit file that cannot be read.
    BAD_KIT "bad-kit" Error;
    /// A kit whose content does not match its digest.
    KIT_ALTERED "kit-altered" Error;
    /// A character that none of the fonts has.
    MISSING_GLYPH "missing-glyph" Warning;
    /// A candidate's name with letters that none of the fonts has.
    UNPRINTED_NAME "unprinted-name" Warning;
    /// A font of `panelkit.yaml` that cannot be used.
    BAD_FONT "bad-font" Error;
    /// A theme that cannot be used.
    BAD_THEME "bad-theme" Error;
    /// A colour of a theme in which text would be hard to read.
    LOW_CONTRAST "low-contrast" Error;
    /// A colour of a theme in which lines and boxes would be hard to see.
    FAINT_LINES "faint-lines" Warning;
    /// Scores that belong to another kit.
    OTHER_KIT "other-kit" Error;
    /// A slot that the round does not have.
    UNKNOWN_SLOT "unknown-slot" Error;
    /// An interviewer who has no seat in the round.
    UNKNOWN_INTERVIEWER "unknown-interviewer" Error;
    /// A rating that is not a score of the scale.
    OFF_SCALE "off-scale" Error;
    /// Too few sample answers for a practice sheet.
    TOO_FEW_ANSWERS "too-few-answers" Error;
    /// A practice sheet that cannot be read.
    BAD_PRACTICE_SHEET "bad-practice-sheet" Error;
    /// A practice sheet that is not the one of this opening.
    OTHER_SHEET "other-sheet" Error;
    /// A number that no answer of the practice sheet has.
    UNKNOWN_ANSWER "unknown-answer" Error;
    /// An answer of a practice sheet without a rating.
    NOT_RATED "not-rated" Error;
    /// A practice sheet that is equal to another one in every cell.
    COPIED_SHEET "copied-sheet" Warning;
    /// A submission that contradicts itself or another one.
    BAD_SUBMISSION "bad-submission" Error;
    /// A rule for counting scores that changed after the first score.
    RULE_CHANGED "rule-changed" Warning;
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_code_is_unique_kebab_case_and_explained() {
        let ids: BTreeSet<&str> = ALL.iter().map(|code| code.id).collect();
        assert_eq!(ids.len(), ALL.len());
        for code in ALL {
            assert!(code.id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
            for heading in ["# ", "## What it means", "## Example", "## What to do"] {
                assert!(code.text.contains(heading), "{} lacks `{heading}`", code.id);
            }
        }
    }
}
