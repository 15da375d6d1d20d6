//! Figures about a bank, including the number of candidates that a loop can serve.

use crate::diag::Sink;
use crate::load::{self, Workspace};
use crate::model::{Bank, Question, QuestionType, Stats, StatsCell, StatsRow, Status, Supply};
use crate::text::Source;

use super::Parallels;

/// The highest number of candidates that is tried.
const MOST: usize = 200;

/// The figures of a bank. The number of candidates served is computed once for each depth, for a role spec
/// without must-haves. It uses the loop `plan` (default: the bank's first) and the level `level` (default:
/// the middle one).
pub fn stats(workspace: &Workspace, bank: &Bank, plan: Option<&str>, level: Option<&str>) -> Stats {
    let plan = plan.map(str::to_owned).or_else(|| bank.loops.first().map(|l| l.id.to_string()));
    let level = level.map_or_else(|| bank.levels[bank.levels.len() / 2].id.to_string(), str::to_owned);
    let reach: Vec<Option<(usize, Vec<Supply>)>> = bank
        .depths
        .iter()
        .map(|depth| reach(workspace, bank, plan.as_deref()?, &level, depth.id.as_str()))
        .collect();
    let active = || bank.questions.iter().filter(|q| q.status == Status::Active);
    let cell = |competency: &str, n: usize| {
        let depth = bank.depths[n].id.as_str();
        let here: Vec<&Question> =
            active().filter(|q| q.competency.as_str() == competency && q.depth.as_str() == depth).collect();
        let minutes = || here.iter().map(|q| q.minutes);
        let supply = reach[n].as_ref().and_then(|(_, supplies)| {
            supplies.iter().find(|s| s.competency == competency && s.depth == depth)
        });
        StatsCell {
            questions: here.len(),
            minutes: minutes().min().zip(minutes().max()),
            anchored: here.iter().filter(|q| q.anchors.len() == bank.ratings.len()).count(),
            serves: supply.map(Supply::serves),
        }
    };
    let row = |id: &str| StatsRow {
        competency: id.to_owned(),
        cells: (0..bank.depths.len()).map(|n| cell(id, n)).collect(),
    };
    let counted = |pairs: Vec<(String, usize)>| pairs.into_iter().filter(|(_, n)| *n > 0).collect();
    let types = QuestionType::ALL.iter();
    let types = types.map(|(kind, word)| ((*word).to_owned(), active().filter(|q| q.kind == *kind).count()));
    let inactive = [Status::Draft, Status::Retired, Status::Compromised].map(|status| {
        (status.as_str().to_owned(), bank.questions.iter().filter(|q| q.status == status).count())
    });
    Stats {
        bank: bank.id.to_string(),
        plan,
        level,
        depths: bank.depths.iter().map(|d| d.id.to_string()).collect(),
        rows: bank.competencies.iter().map(|c| row(c.id.as_str())).collect(),
        types: counted(types.collect()),
        inactive: counted(inactive.to_vec()),
        serves: reach.iter().map(|r| r.as_ref().map(|(serves, _)| *serves)).collect(),
    }
}

/// The number of candidates that a loop serves before a rotating question repeats, and the bank's supply for
/// the loop's rotating slots.
fn reach(
    workspace: &Workspace,
    bank: &Bank,
    plan: &str,
    level: &str,
    depth: &str,
) -> Option<(usize, Vec<Supply>)> {
    // The shortest possible role spec, loaded in the same way as any other.
    let text = format!(
        "role: reach\ntitle: Reach\nbank: {}\nlevel: {level}\ndepth: {depth}\nloop: {plan}\n",
        bank.id
    );
    let mut sink = Sink::new();
    let source = Source::new("reach", text);
    let (role, bank) =
        load::role(workspace, &source, None, "reach", &mut |_, _| Ok(bank.clone()), &mut sink).ok()?;
    let made = super::kit(&role, &bank, "reach", None, &mut sink).ok()?;
    let parallels = Parallels::new(role, bank, made.kit);
    Some((parallels.left((1..=MOST).map(|n| format!("candidate-{n}"))), parallels.supplies()))
}
