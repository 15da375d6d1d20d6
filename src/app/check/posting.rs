//! Checks a job advertisement. Its file may be outside the workspace.

use std::path::Path;

use super::Checked;
use crate::app::Call;
use crate::lint::{self, Linter, Posting};
use crate::load::{self, PostingFormat, posting_texts};
use crate::model::LintSetting;
use crate::store::Fault;

/// Checks the advertisement at `path` under the law of the places that the workspace names.
pub(super) fn check(path: &Path, levels: &[LintSetting], call: &mut Call<'_>) -> Result<Checked, Fault> {
    let name = path.display().to_string();
    let format = PostingFormat::of(&name).ok_or_else(|| {
        Fault::Request(format!("cannot check `{name}`: a job advertisement is a file in md, txt, html or json\n  = help: save it in one of these formats"))
    })?;
    let settings = load::settings(call.workspace, call.sink).unwrap_or_default();
    lint::report_unknown(levels, call.sink);
    lint::report_unknown(&settings.lints, call.sink);
    // The finding about the file is in the sink.
    let Ok(source) = load::read_file(path, &name, call.sink) else { return Ok(Checked::default()) };
    let texts = posting_texts(source.text(), format);
    let mut linter = Linter::new(levels, &settings.lints, &settings.jurisdictions);
    let posting = Posting { source: &source, texts: &texts, places: &settings.jurisdictions };
    linter.posting(&posting, call.sink);
    linter.end(call.sink);
    Ok(Checked { postings: 1, ..Checked::default() })
}
