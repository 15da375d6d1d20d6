//! Makes the changes that remove findings. A change replaces only the wrong part, so comments and layout stay.

use std::collections::BTreeMap;

use crate::app::Call;
use crate::diag::{Fix, Sink};
use crate::disk;
use crate::store::{Fault, target};
use crate::write::replace_file;

/// Limit of bytes of a file that is changed. A file that was checked is not larger.
const MOST: u64 = 32 << 20;
/// The byte order mark that some editors put before a text; it is not part of what was checked.
const MARK: &str = "\u{feff}";

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
        let there = disk::read(&path, MOST).ok().flatten().and_then(|bytes| String::from_utf8(bytes).ok());
        let Some(there) = there else { continue };
        fixes.sort_by_key(|fix| (fix.place.span.start, fix.place.span.end));
        let source = &fixes[0].place.source;
        let mark = if there.starts_with(MARK) { MARK } else { "" };
        // It changed since it was read, so the places are no longer right; the next run finds them again.
        if there.strip_prefix(mark) != Some(source.text()) {
            continue;
        }
        let (mut text, mut end) = (mark.to_owned(), 0);
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
