//! `calibrate`: raters practise on sample answers, and learn where they rate differently.

mod brief;
mod choice;
mod page;
mod read;

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Serialize;

use self::choice::{ANSWERS, Answer, Pool, Practice, QUESTIONS, Unfit};
use super::call::Call;
use super::sheet_file::SheetFile;
use crate::diag::{Diagnostic, codes};
use crate::model::{Bank, Kit, Pairs, Question, RoleSpec, Roll};
use crate::store::{Fault, Req};
use crate::text::{count, csv_row, list};
use crate::{pipeline, score};

pub use page::PRACTICE_HEADINGS;

/// Makes a practice sheet.
#[derive(Clone, Debug)]
pub struct MakePractice {
    /// The req.
    pub req: String,
    /// The file, which ends in `.csv` or `.xlsx`; `None` makes only the text of a CSV file.
    pub out: Option<PathBuf>,
    /// Whether an existing file is replaced.
    pub force: bool,
}

/// A practice sheet that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PracticeMade {
    /// The req.
    pub req: String,
    /// The file, relative to the workspace if it is in it; `null` if none was written.
    pub file: Option<String>,
    /// The code of the sheet.
    pub sheet: String,
    /// The ids of its questions, sorted.
    pub questions: Vec<String>,
    /// Those of them that later candidates of the opening may get, unless the role spec excludes them.
    pub may_be_drawn: Vec<String>,
    /// How many answers it has.
    pub answers: usize,
    /// How many fresh answers are left for the end of the practice.
    pub fresh: usize,
    /// The sheet as CSV, if no file was written.
    pub csv: Option<String>,
}

/// Compares the practice sheets that raters sent back.
#[derive(Clone, Debug)]
pub struct ComparePractice {
    /// The req.
    pub req: String,
    /// Files, folders, or patterns such as `back/*.csv`; each file, or each sheet of a workbook, is one rater's.
    pub files: Vec<PathBuf>,
}

/// How the raters of a practice agreed. It has no rating of a single person and no name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PracticeCompared {
    /// The req.
    pub req: String,
    /// The code of the sheet.
    pub sheet: String,
    /// How many raters sent a sheet back.
    pub raters: usize,
    /// The pairs of ratings of the same answer.
    pub pairs: Pairs,
    /// The answers in the order of the sheet.
    pub answers: Vec<PracticeAnswer>,
    /// YAML to paste into the role spec, with a rule to write for each dispute; `null` if there is none.
    pub brief: Option<String>,
    /// Answers that end the practice, at most two.
    pub fresh: Vec<FreshAnswer>,
}

/// An answer of the sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PracticeAnswer {
    /// Its number on the sheet, from 1.
    pub number: usize,
    /// Its question.
    pub question: String,
    /// The score of the key.
    pub score: u8,
    /// The name of that score.
    pub label: String,
    /// How many raters gave the score of the key.
    pub key: WithKey,
    /// The pairs of its ratings.
    pub pairs: Pairs,
    /// Whether a rater did not give the score of the key.
    pub dispute: bool,
}

/// How many raters gave the score of the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum WithKey {
    /// All raters.
    All,
    /// Some raters.
    Some,
    /// None of them.
    None,
}

/// An answer that was not on the sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FreshAnswer {
    /// Its question.
    pub question: String,
    /// The prompt of the question.
    pub prompt: String,
    /// The answer.
    pub text: String,
    /// Its score.
    pub score: u8,
    /// The name of that score.
    pub label: String,
}

/// What the practice of an opening depends on.
struct Opening {
    req: Req,
    role: RoleSpec,
    bank: Bank,
    base: Kit,
    roll: Roll,
}

impl Opening {
    fn read(req: &str, call: &mut Call<'_>) -> Result<Opening, Fault> {
        let req = Req::open(call.workspace, req)?;
        let (role, bank) = pipeline::req(call.workspace, &req.id, call.sink)?;
        let base = req.loop_kit(call.sink)?;
        let roll = req.roll(&base, call.sink)?;
        Ok(Opening { req, role, bank, base, roll })
    }

    fn pool(&self) -> Pool<'_> {
        Pool::new(&self.req.id, &self.role, &self.bank, &self.base, &self.roll)
    }
}

/// Makes a practice sheet: eight sample answers, without their scores, of three questions that are in no kit of the opening
/// so far.
///
/// # Errors
/// [`Fault::Request`] when the req has no loop yet, or the file's name has another ending; [`Fault::Refused`] when the file
/// exists; [`Fault::Findings`] when a file has errors or there are too few sample answers; [`Fault::World`] when a file
/// cannot be read or written.
pub fn make_practice(request: &MakePractice, call: &mut Call<'_>) -> Result<PracticeMade, Fault> {
    let file = request.out.as_deref().map(|out| SheetFile::named(out, call.workspace)).transpose()?;
    let opening = Opening::read(&request.req, call)?;
    let pool = opening.pool();
    let Some(practice) = pool.practice() else {
        return Err(call.sink.report(too_few(&opening.req.id, &pool)).into());
    };
    let rows = page::rows(&practice, &opening.role, &opening.bank);
    let csv = file.is_none().then(|| rows.iter().map(|row| csv_row(row)).collect());
    let file = file.map(|file| file.write("Practice", &rows, request.force, call.workspace)).transpose()?;
    let questions: BTreeMap<&str, &Question> =
        practice.answers.iter().map(|one| (one.question.id.as_str(), one.question)).collect();
    let drawn = questions.iter().filter(|(_, question)| pool.may_be_drawn(question));
    Ok(PracticeMade {
        req: opening.req.id.clone(),
        file,
        sheet: practice.sheet,
        may_be_drawn: drawn.map(|(id, _)| (*id).to_owned()).collect(),
        questions: questions.keys().map(|id| (*id).to_owned()).collect(),
        answers: practice.answers.len(),
        fresh: practice.fresh.len(),
        csv,
    })
}

/// The finding for too few sample answers: which questions can be used, why others cannot, and what is missing.
fn too_few(req: &str, pool: &Pool<'_>) -> Diagnostic {
    /// Limit of questions that the finding lists.
    const SHOWN: usize = 30;
    let scores: Vec<String> = pool.next_to_meets().iter().map(ToString::to_string).collect();
    let answers = |question: &Question| count(question.sample_answers.len(), "answer");
    let message = format!(
        "a practice sheet for `{req}` needs {QUESTIONS} questions with together {ANSWERS} sample answers; {} can be used",
        count(pool.usable.len(), "question")
    );
    let usable =
        pool.usable.iter().map(|question| format!("`{}` can be used: {}", question.id, answers(question)));
    let unfit = pool.unfit.iter().map(|(question, why)| {
        let why = match why {
            Unfit::Asked => "it is asked in this opening".to_owned(),
            Unfit::Draft => "it is a draft".to_owned(),
            Unfit::NoAnchors => "it has no anchors".to_owned(),
            Unfit::Scores => {
                format!(
                    "it needs an answer with score {} and one with score {}",
                    pool.meets(),
                    list(&scores, "or")
                )
            }
        };
        format!("`{}` cannot be used: {why}", question.id)
    });
    let mut lines: Vec<String> = usable.chain(unfit).collect();
    let more = lines.len().saturating_sub(SHOWN);
    lines.truncate(SHOWN);
    if more > 0 {
        lines.push(format!("{} not listed", count(more, "more question")));
    }
    lines.push(missing(pool, &scores));
    lines.into_iter().fold(Diagnostic::new(&codes::TOO_FEW_ANSWERS, message), Diagnostic::help)
}

/// What to write, in words.
fn missing(pool: &Pool<'_>, scores: &[String]) -> String {
    let each = format!("with an answer of score {} and one of score {}", pool.meets(), list(scores, "or"));
    let mut most: Vec<usize> = pool.usable.iter().map(|question| question.sample_answers.len()).collect();
    most.sort_unstable_by(|a, b| b.cmp(a));
    let there: usize = most.iter().take(QUESTIONS).sum();
    let questions = QUESTIONS.saturating_sub(pool.usable.len());
    let answers = ANSWERS.saturating_sub(there);
    match questions {
        0 => format!("missing: {} to these questions under `sample_answers`", count(answers, "more answer")),
        n => format!(
            "missing: `sample_answers` for {}, each {each}; {} in all",
            count(n, "more question"),
            count(answers.max(2 * n), "more answer")
        ),
    }
}

/// Compares the ratings of the raters with each other and with the key.
///
/// # Errors
/// [`Fault::Request`] when the req has no loop yet, a file does not exist or there is only one sheet; [`Fault::Findings`]
/// when a file has errors, or a sheet is not the one of this opening or has a rating that is missing or not on the scale;
/// [`Fault::World`] when a file cannot be read.
pub fn compare_practice(request: &ComparePractice, call: &mut Call<'_>) -> Result<PracticeCompared, Fault> {
    let opening = Opening::read(&request.req, call)?;
    let sheets = read::sheets(&request.files, call.workspace, call.sink)?;
    if sheets.len() < 2 {
        return Err(Fault::Request(
            "a comparison needs the sheets of two raters or more; one was read\n  = help: name the sheet of each rater, or the folder in which you saved them"
                .to_owned(),
        ));
    }
    let pool = opening.pool();
    let Some(practice) = of_sheets(&sheets, &pool, &opening) else {
        sheets.iter().for_each(|sheet| sheet.is_unknown(&opening.req.id, call.sink));
        return Err(Fault::Findings);
    };
    let scale: Vec<u8> = opening.bank.ratings.iter().map(|rating| rating.score).collect();
    let mark = call.sink.errors();
    let mut raters = Vec::new();
    for sheet in &sheets {
        raters.extend(sheet.ratings(&opening.req.id, &practice, &scale, call.sink));
    }
    call.sink.stop_if_worse_than(mark)?;
    read::warn_of_copies(&sheets, call.sink);
    Ok(compared(&practice, &raters, &opening))
}

/// The practice of the sheets. If the kits of the opening changed since the sheet was made, the choice today is another one;
/// the answers are then found by what the sheet says.
fn of_sheets<'b>(sheets: &[read::RaterSheet], pool: &Pool<'b>, opening: &'b Opening) -> Option<Practice<'b>> {
    let today = pool.practice();
    if today.as_ref().is_some_and(|today| sheets.iter().any(|sheet| sheet.code() == today.sheet)) {
        return today;
    }
    let found = sheets.iter().find_map(|sheet| {
        let answers = sheet.answers(&opening.req.id, &opening.bank)?;
        Some(pool.practice_of(sheet.code(), answers))
    });
    found.or(today)
}

fn compared(practice: &Practice<'_>, raters: &[Vec<u8>], opening: &Opening) -> PracticeCompared {
    let units: Vec<Vec<u8>> =
        (0..practice.answers.len()).map(|n| raters.iter().map(|rater| rater[n]).collect()).collect();
    let one = |(n, (answer, unit)): (usize, (&Answer<'_>, &Vec<u8>))| {
        let pairs = score::pairs(std::slice::from_ref(unit));
        let with = unit.iter().filter(|rating| **rating == answer.score()).count();
        let key = match with {
            0 => WithKey::None,
            _ if with == unit.len() => WithKey::All,
            _ => WithKey::Some,
        };
        PracticeAnswer {
            number: n + 1,
            question: answer.question.id.to_string(),
            score: answer.score(),
            label: opening.bank.label(answer.score()).to_owned(),
            key,
            pairs,
            dispute: key != WithKey::All,
        }
    };
    let answers: Vec<PracticeAnswer> = practice.answers.iter().zip(&units).enumerate().map(one).collect();
    let disputes: Vec<(usize, &Answer<'_>)> = answers
        .iter()
        .filter(|answer| answer.dispute)
        .map(|answer| (answer.number, &practice.answers[answer.number - 1]))
        .collect();
    let brief =
        (!disputes.is_empty()).then(|| brief::brief(&disputes, &opening.role, &opening.bank, &opening.base));
    let fresh = |answer: &Answer<'_>| FreshAnswer {
        question: answer.question.id.to_string(),
        prompt: page::prompt(answer.question, &opening.role),
        text: page::lines(answer.text()),
        score: answer.score(),
        label: opening.bank.label(answer.score()).to_owned(),
    };
    PracticeCompared {
        req: opening.req.id.clone(),
        sheet: practice.sheet.clone(),
        raters: raters.len(),
        pairs: score::pairs(&units),
        fresh: practice.fresh.iter().map(fresh).collect(),
        answers,
        brief,
    }
}
