//! Makes the changes that remove findings. A change replaces only the wrong part, so comments and layout stay.

use std::collections::BTreeMap;

use crate::app::Call;
use crate::diag::{Fix, Sink};
use crate::store::{Fault, target};
use crate::write::replace_file;

/// Makes the changes that findings propose, each file in one step. Of two changes of one place, the first is made. Returns
/// the number of changes.
pub(super) fn make(found: &Sink, call: &Call<'_>) -> Result<usize, Fault> {
    let mut files: BTreeMap<&str, Vec<&Fix>> = BTreeMap::new();
    for fix in found.fixes() {
        files.entry(fix.place.source.name()).or_default().push(fix);
    }
    let mut made = 0;
    for (name, mut fixes) in files {
        let path = call.workspace.root().join(name);
        // A shipped bank is not in the workspace, so it is not changed.
        if !path.is_file() {
            continue;
        }
        fixes.sort_by_key(|fix| (fix.place.span.start, fix.place.span.end));
        let source = &fixes[0].place.source;
        let (mut text, mut end) = (String::new(), 0);
        for fix in fixes {
            let bytes = source.bytes(fix.place.span);
            if bytes.start >= end {
                text.push_str(&source.text()[end..bytes.start]);
                text.push_str(&fix.text);
                end = bytes.end;
                made += 1;
            }
        }
        text.push_str(&source.text()[end..]);
        replace_file(&target(call.workspace, &path)?, text.as_bytes())?;
    }
    Ok(made)
}
