//! `verify`: what it can find.

use serde::Serialize;

/// What `verify` found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// The kits, by req.
    pub kits: Vec<Verified>,
    /// Problems that are not about a single kit file.
    pub beside: Vec<Missing>,
    /// Notes that do not count as differences.
    pub notes: Vec<VerifyNote>,
}

/// One kit file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// The file, relative to the workspace.
    pub file: String,
    /// The req; empty if the kit cannot be read.
    pub req: String,
    /// Whether drawing again from its inputs gives the same kit.
    pub verdict: Verdict,
    /// Whether its particulars are older than the role spec.
    pub stale: bool,
    /// The number of pages that match `pages.json` but differ from what the theme, fonts and templates of the request
    /// would produce.
    pub unlike: usize,
    /// Whether its PDF pages were made before `panelkit.yaml` asked for its paper, fonts and theme, and `generate` makes them
    /// again.
    pub outdated: bool,
    /// Whether the name on the forms differs from the one in `candidate.yaml`.
    pub renamed: bool,
}

/// Whether drawing again from its inputs gives the same kit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The file is as it was issued, and drawing again gives the same kit.
    Same,
    /// The file is as it was issued. The kit was not drawn again, for this reason.
    NotDrawn(NotDrawn),
    /// The file was changed after it was issued, or drawing again gives a different kit.
    Differs(Vec<Difference>),
    /// This version cannot read its format; a finding says so.
    Unread,
}

/// How a kit differs from what was issued, or from the kit that its inputs give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Difference {
    /// The file is not the kit that was issued.
    Altered,
    /// Its `candidate.yaml` has errors.
    CandidateFile,
    /// A page was changed after it was written, or it belongs to another kit.
    Page(String),
    /// The pages cannot be made, for this reason.
    Pages(String),
    /// The workspace does not have the req of the kit.
    NoReq(String),
    /// The loop with this digest, to which the kit is parallel, is missing.
    NoLoop(String),
    /// An earlier kit that this one depends on is missing.
    Gap,
    /// No kit can be drawn from its inputs.
    NoKit,
    /// Its inputs give a different question in this number of slots.
    Questions(usize),
    /// Its inputs give the same questions, but the rounds around them differ.
    Frame,
    /// Its particulars differ from those of its role spec.
    Particulars,
}

/// A problem in the folder of a req that is not about a single kit file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    /// The folder has pages, but its kit is missing.
    Kit(String),
    /// The file of the certificate was changed by hand.
    Altered(String),
}

/// A note that does not count as a difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "note")]
pub enum VerifyNote {
    /// A page of the certificate matches `pages.json` but differs from what the templates and fonts of the
    /// request would produce.
    CertificateUnlike {
        /// The page.
        file: String,
    },
    /// The certificate is out of date.
    CertificateStale {
        /// The req.
        req: String,
        /// The file.
        file: String,
    },
    /// The kits use a question more often than the least possible maximum.
    Uneven {
        /// The req.
        req: String,
        /// The question.
        question: String,
        /// Kits that use it.
        kits: u32,
        /// Kits in all.
        of: usize,
        /// The least possible maximum.
        bound: u32,
        /// Whether some kits were issued at the same time, by runs that did not see each other's kits.
        side_by_side: bool,
    },
}

impl Verification {
    /// Whether anything differs from what was issued or from what its inputs give.
    pub fn differs(&self) -> bool {
        !self.beside.is_empty() || self.kits.iter().any(|kit| matches!(kit.verdict, Verdict::Differs(_)))
    }
}

/// Why a kit was not drawn again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NotDrawn {
    /// The bank or the role spec has changed.
    Inputs,
    /// The program now draws with other rules.
    Rules,
    /// The bank or the role spec has errors, which the findings name.
    Errors,
}
