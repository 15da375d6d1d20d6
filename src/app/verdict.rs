//! `verify`: what it can find.

use serde::Serialize;

/// What `verify` found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// The kits, by req.
    pub kits: Vec<Verified>,
    /// What is wrong beside the kits.
    pub beside: Vec<Missing>,
    /// What is no difference, but worth knowing.
    pub notes: Vec<VerifyNote>,
}

/// One kit file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// The file, from the workspace on.
    pub file: String,
    /// Whether it is what its inputs give.
    pub verdict: Verdict,
    /// Whether its particulars are older than the role spec.
    pub stale: bool,
    /// Pages that are as `pages.json` says, and not what the templates and fonts of the request give.
    pub unlike: usize,
    /// Whether the forms show another name than `candidate.yaml`.
    pub renamed: bool,
}

/// Whether a kit is what its inputs give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It is as issued, and its inputs and seed give it.
    Same,
    /// It is as issued. It was not drawn again, for this reason.
    NotDrawn(NotDrawn),
    /// It is not what its inputs give, or not as issued.
    Differs(Vec<Difference>),
    /// Its format is not read by this version; a finding says so.
    Unread,
}

/// How a kit differs from what its inputs give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Difference {
    /// The file is not the kit that was issued.
    Altered,
    /// Its `candidate.yaml` has errors.
    CandidateFile,
    /// A page was changed since it was written, or is not of this kit.
    Page(String),
    /// The pages cannot be made, for this reason.
    Pages(String),
    /// There is no such req to draw it from.
    NoReq(String),
    /// The loop with this digest, which it is parallel to, is not here.
    NoLoop(String),
    /// A kit that it was issued after is not here.
    Gap,
    /// Its inputs give no kit.
    NoKit,
    /// Its inputs give another question for this many slots.
    Questions(usize),
    /// Its inputs give the same questions in another interview.
    Frame,
    /// Its particulars are not those of its role spec.
    Particulars,
}

/// What is wrong beside the kits of a req.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    /// The folder has pages, and its kit is gone.
    Kit(String),
    /// The file of the certificate was changed by hand.
    Altered(String),
}

/// What is no difference, but worth knowing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "note")]
pub enum VerifyNote {
    /// A page of the certificate is as `pages.json` says, and not what the templates and fonts of the request give.
    CertificateUnlike {
        /// The page.
        file: String,
    },
    /// The certificate is not what the kits give now.
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
        /// Whether kits were issued side by side.
        side_by_side: bool,
    },
}

impl Verification {
    /// Whether anything is not as it was issued or as its inputs give it.
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
    /// The program draws by other rules now.
    Rules,
    /// The bank or the role spec has errors, which the findings name.
    Errors,
}
