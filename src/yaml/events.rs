//! The events of YAML files that were scanned when the program was built. `build.rs` writes them.
//!
//! Each event is one byte for its kind and the numbers of its first and last character. A scalar also has its place and
//! its length in bytes. If the file does not contain its text literally (because of escapes, for example), it has the
//! text instead. Numbers are in LEB128.

use std::borrow::Cow;

use saphyr_parser::{Event, ScalarStyle};

use crate::text::{Source, Span};

/// The events of a text, without those that only begin or end a file; `None` if it was not scanned before.
pub(super) fn events(source: &Source) -> Option<Events<'_>> {
    source.events().map(|bytes| Events { bytes, text: source.text() })
}

/// Reads events one by one.
pub(super) struct Events<'a> {
    bytes: &'static [u8],
    text: &'a str,
}

impl Events<'_> {
    fn number(&mut self) -> usize {
        let mut number = 0;
        for shift in (0..).step_by(7) {
            let byte = self.byte();
            number |= usize::from(byte & 127) << shift;
            if byte < 128 {
                break;
            }
        }
        number
    }

    fn byte(&mut self) -> u8 {
        let (first, rest) = self.bytes.split_first().expect("internal: the build script writes whole events");
        self.bytes = rest;
        *first
    }
}

impl<'a> Iterator for Events<'a> {
    type Item = (Event<'a>, Span);

    fn next(&mut self) -> Option<(Event<'a>, Span)> {
        if self.bytes.is_empty() {
            return None;
        }
        let kind = self.byte();
        let span = Span { start: self.number() as u32, end: self.number() as u32 };
        let style = |kind: u8| if kind & 1 == 1 { ScalarStyle::Plain } else { ScalarStyle::DoubleQuoted };
        let event = match kind {
            0 => Event::SequenceStart(0, None),
            1 => Event::SequenceEnd,
            2 => Event::MappingStart(0, None),
            3 => Event::MappingEnd,
            4 | 5 => {
                let start = self.number();
                let end = start + self.number();
                Event::Scalar(Cow::Borrowed(&self.text[start..end]), style(kind), 0, None)
            }
            _ => {
                let length = self.number();
                let (text, rest) = self.bytes.split_at(length);
                self.bytes = rest;
                let text = std::str::from_utf8(text).expect("internal: the build script writes texts");
                Event::Scalar(Cow::Borrowed(text), style(kind), 0, None)
            }
        };
        Some((event, span))
    }
}
