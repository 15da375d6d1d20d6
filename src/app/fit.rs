//! Which bank fits the title of a role, and what to do if none does.

use crate::diag::Sink;
use crate::load::{self, SAMPLE_ROLE, Workspace};
use crate::model::Bank;
use crate::text::words;

/// What a request for a role spec says about the role.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said<'a> {
    pub(super) req: &'a str,
    pub(super) title: Option<&'a str>,
    pub(super) level: Option<&'a str>,
    pub(super) depth: Option<&'a str>,
}

/// The bank that is probably meant.
pub(super) struct Likely {
    /// Its index in the list of banks.
    pub(super) at: usize,
    /// False if the role is probably another one than that of the bank.
    pub(super) fits: bool,
}

impl Said<'_> {
    /// The bank that is probably meant when the request names none. Prefers banks that fit the title, then banks that
    /// have the requested level and depth, then the bank whose title has the most words in common with the title and
    /// the id of the role. If banks are equal, it prefers the bank of the sample role spec.
    pub(super) fn likely(&self, banks: &[String], workspace: &Workspace) -> Likely {
        let said = lower(&format!("{} {}", self.title.unwrap_or_default(), self.req.replace('-', " ")));
        let score = |id: &String| {
            let bank = load::bank(workspace, id, &mut Sink::new()).ok()?;
            let level = self.level.is_none_or(|l| bank.levels.iter().any(|x| x.id.as_str() == l));
            let depth = self.depth.is_none_or(|d| bank.depths.iter().any(|x| x.id.as_str() == d));
            let shared = lower(&bank.title).iter().filter(|w| said.contains(w)).count();
            let is_sample = SAMPLE_ROLE.contains(&format!("bank: {id}\n"));
            Some((fits(&said, &bank), level && depth, shared, is_sample))
        };
        let scores: Vec<_> = banks.iter().map(score).collect();
        let at = (0..banks.len()).rev().max_by_key(|n| scores[*n]).unwrap_or(0);
        Likely { at, fits: scores.get(at).copied().flatten().is_some_and(|(fits, ..)| fits) }
    }

    /// The command that makes a bank for the role, and the id of that bank.
    pub(super) fn new_bank(&self, banks: &[String]) -> (String, String) {
        let of_title = self.title.map(|title| load::slug(job(title))).unwrap_or_default();
        let free = |id: &String| !id.is_empty() && !banks.contains(id);
        let id = Some(of_title).filter(free).unwrap_or_else(|| self.req.to_owned());
        let id = if banks.contains(&id) { format!("{id}-questions") } else { id };
        let title = self.title.map(|title| format!(" --title {}", in_shell(job(title)))).unwrap_or_default();
        (format!("panelkit bank new {id}{title}"), id)
    }
}

/// The words of a text in lower case, singular.
fn lower(text: &str) -> Vec<String> {
    let plain = |word: &&str| word.to_lowercase().trim_end_matches('s').to_owned();
    words(text).iter().map(plain).collect()
}

/// The job in a title, without the product area after it.
fn job(title: &str) -> &str {
    title.split([',', '(', ':', ';', '|']).next().unwrap_or(title).trim()
}

/// True if the role is that of the bank: it has the noun of the bank's job (`manager`) and another word of its title
/// (`product`), or the initials of the job (`tpm`), or all words of the bank's id. A noun alone is not enough: an
/// office manager is no product manager.
fn fits(said: &[String], bank: &Bank) -> bool {
    let has = |word: &String| said.contains(word);
    let of_job = lower(job(&bank.title));
    let Some((noun, rest)) = of_job.split_last() else { return false };
    let initials: String = of_job.iter().filter_map(|word| word.chars().next()).collect();
    let others = lower(&bank.title);
    let another = others.iter().filter(|word| *word != noun).any(has);
    let ids = lower(&bank.id.as_str().replace('-', " "));
    has(noun) && (another || (rest.is_empty() && others.len() == 1))
        || initials.len() > 1 && has(&initials)
        || ids.iter().all(has)
}

/// A text as one argument in a shell.
pub(super) fn in_shell(text: &str) -> String {
    if text.contains(['"', '$', '`', '\\', '!']) {
        format!("'{}'", text.replace('\'', "'\\''"))
    } else {
        format!("\"{text}\"")
    }
}
