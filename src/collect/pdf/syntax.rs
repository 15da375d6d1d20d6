//! Reads objects from bytes (ISO 32000-1, 7.2 and 7.3). What the standard does not allow is an error: a guess could
//! change a rating.

use super::fault::{Budget, Read, damaged, too_large};
use super::object::{Dict, Id, Object};

/// How deep arrays and dictionaries may lie in each other.
const DEPTH: usize = 64;
/// The longest text or name.
const LONGEST: usize = 1 << 20;

/// A place in bytes, from which objects are read.
pub(super) struct Parser<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Parser<'b> {
    pub(super) fn new(bytes: &'b [u8], at: usize) -> Parser<'b> {
        Parser { bytes, at: at.min(bytes.len()) }
    }

    /// The place, in bytes from the start.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    /// Goes over white space and comments.
    pub(super) fn skip(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                _ if is_space(byte) => self.at += 1,
                b'%' => {
                    while self.peek().is_some_and(|byte| !matches!(byte, b'\r' | b'\n')) {
                        self.at += 1;
                    }
                }
                _ => break,
            }
        }
    }

    /// Goes over a keyword, if it is next.
    pub(super) fn eat(&mut self, word: &str) -> bool {
        self.skip();
        let rest = &self.bytes[self.at..];
        let whole = rest.starts_with(word.as_bytes())
            && rest.get(word.len()).is_none_or(|byte| is_space(*byte) || is_delimiter(*byte));
        if whole {
            self.at += word.len();
        }
        whole
    }

    /// A number from 0 up, written with digits only.
    pub(super) fn number(&mut self) -> Option<u64> {
        self.skip();
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        let digits = std::str::from_utf8(&self.bytes[start..self.at]).ok()?;
        let whole = self.peek().is_none_or(|byte| is_space(byte) || is_delimiter(byte));
        let number = if whole && digits.len() <= 18 { digits.parse().ok() } else { None };
        if number.is_none() {
            self.at = start;
        }
        number
    }

    /// The head of an indirect object, `12 0 obj`.
    pub(super) fn head(&mut self) -> Option<Id> {
        let number = u32::try_from(self.number()?).ok()?;
        let generation = u16::try_from(self.number()?).ok()?;
        // Some programs write the object right after the word, as in `obj<<`; `eat` accepts a delimiter.
        self.eat("obj").then_some((number, generation))
    }

    /// The next object. Its bytes and parts count against the budget.
    pub(super) fn object(&mut self, budget: &mut Budget) -> Read<Object> {
        budget.begin();
        let start = self.at;
        let read = self.nested(budget, DEPTH);
        budget.look(self.at - start)?;
        read
    }

    fn nested(&mut self, budget: &mut Budget, depth: usize) -> Read<Object> {
        budget.object()?;
        self.skip();
        let Some(byte) = self.peek() else { return damaged("an object is cut off") };
        match byte {
            b'/' => Ok(Object::Name(self.name()?)),
            b'(' => Ok(Object::Text(self.literal()?)),
            b'[' | b'<' if depth == 0 => damaged("arrays and dictionaries lie too deep in each other"),
            b'[' => self.array(budget, depth - 1),
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => {
                Ok(Object::Dict(self.dict(budget, depth - 1)?))
            }
            b'<' => Ok(Object::Text(self.hex()?)),
            b'0'..=b'9' | b'+' | b'-' | b'.' => self.numeric(),
            _ if self.eat("null") => Ok(Object::Null),
            _ if self.eat("true") || self.eat("false") => Ok(Object::Bool),
            _ => damaged(format!("there is no object where one is expected, at byte {}", self.at)),
        }
    }

    fn array(&mut self, budget: &mut Budget, depth: usize) -> Read<Object> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.skip();
            if self.peek() == Some(b']') {
                self.at += 1;
                return Ok(Object::Array(items));
            }
            items.push(self.nested(budget, depth)?);
        }
    }

    fn dict(&mut self, budget: &mut Budget, depth: usize) -> Read<Dict> {
        self.at += 2;
        let mut dict = Dict::default();
        loop {
            self.skip();
            if self.bytes[self.at..].starts_with(b">>") {
                self.at += 2;
                break;
            }
            if self.peek() != Some(b'/') {
                return damaged(format!(
                    "a dictionary has no key where one is expected, at byte {}",
                    self.at
                ));
            }
            let key = self.name()?;
            let value = self.nested(budget, depth)?;
            dict.0.push((key, value));
        }
        let mut keys: Vec<&[u8]> = dict.0.iter().map(|(key, _)| key.as_slice()).collect();
        keys.sort_unstable();
        match keys.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(pair) => {
                damaged(format!("a dictionary has the key /{} twice", String::from_utf8_lossy(pair[0])))
            }
            None => Ok(dict),
        }
    }

    fn name(&mut self) -> Read<Vec<u8>> {
        self.at += 1;
        let mut name = Vec::new();
        while let Some(byte) = self.peek().filter(|byte| !is_space(*byte) && !is_delimiter(*byte)) {
            self.at += 1;
            let pair = self.bytes.get(self.at..self.at + 2).filter(|_| byte == b'#');
            let code = pair.and_then(|pair| Some(hex_digit(pair[0])? << 4 | hex_digit(pair[1])?));
            if code.is_some() {
                self.at += 2;
            }
            push(&mut name, code.unwrap_or(byte))?;
        }
        Ok(name)
    }

    /// A text in brackets.
    fn literal(&mut self) -> Read<Vec<u8>> {
        self.at += 1;
        let (mut text, mut open) = (Vec::new(), 1);
        while let Some(byte) = self.next() {
            match byte {
                b'(' => open += 1,
                b')' => open -= 1,
                b'\\' => {
                    if let Some(byte) = self.escaped()? {
                        push(&mut text, byte)?;
                    }
                    continue;
                }
                b'\r' => {
                    // A line end in a text is a line feed, however it is written (7.3.4.2).
                    if self.peek() == Some(b'\n') {
                        self.at += 1;
                    }
                    push(&mut text, b'\n')?;
                    continue;
                }
                _ => {}
            }
            if open == 0 {
                return Ok(text);
            }
            push(&mut text, byte)?;
        }
        damaged("a text has no end")
    }

    /// What follows a backslash in a text; `None` if the text goes on in the next line.
    fn escaped(&mut self) -> Read<Option<u8>> {
        let Some(byte) = self.next() else { return damaged("a text has no end") };
        Ok(Some(match byte {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            b'\n' => return Ok(None),
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.at += 1;
                }
                return Ok(None);
            }
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    match self.peek() {
                        Some(digit @ b'0'..=b'7') => code = code * 8 + u32::from(digit - b'0'),
                        _ => break,
                    }
                    self.at += 1;
                }
                // The standard says that high bits of an overflow are ignored.
                (code & 0xFF) as u8
            }
            other => other,
        }))
    }

    /// A text in hexadecimal digits.
    fn hex(&mut self) -> Read<Vec<u8>> {
        self.at += 1;
        let (mut text, mut half) = (Vec::new(), None);
        while let Some(byte) = self.next() {
            match (byte, hex_digit(byte), half) {
                (b'>', ..) => {
                    if let Some(high) = half {
                        push(&mut text, high << 4)?;
                    }
                    return Ok(text);
                }
                (_, Some(low), Some(high)) => {
                    push(&mut text, high << 4 | low)?;
                    half = None;
                }
                (_, Some(high), None) => half = Some(high),
                _ if is_space(byte) => {}
                _ => return damaged("a text in hexadecimal digits has another character"),
            }
        }
        damaged("a text has no end")
    }

    /// A number, or a reference such as `12 0 R`.
    fn numeric(&mut self) -> Read<Object> {
        let start = self.at;
        if let Some(number) = self.number() {
            let after = self.at;
            let generation = self.number().and_then(|n| u16::try_from(n).ok());
            if let Some(generation) = generation
                && self.eat("R")
            {
                return match u32::try_from(number) {
                    Ok(number) => Ok(Object::Ref((number, generation))),
                    Err(_) => damaged("a reference has a number that no object can have"),
                };
            }
            self.at = after;
            return Ok(i64::try_from(number).map_or(Object::Real, Object::Int));
        }
        while self.peek().is_some_and(|byte| !is_space(byte) && !is_delimiter(byte)) {
            self.at += 1;
        }
        let word = std::str::from_utf8(&self.bytes[start..self.at]).unwrap_or_default();
        // 7.3.3: neither exponents nor words.
        let is_decimal = word.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.'));
        match (word.parse::<i64>(), word.parse::<f64>()) {
            (Ok(number), _) => Ok(Object::Int(number)),
            (_, Ok(_)) if is_decimal => Ok(Object::Real),
            _ => damaged(format!("a number is malformed, at byte {start}")),
        }
    }
}

fn push(text: &mut Vec<u8>, byte: u8) -> Read<()> {
    if text.len() >= LONGEST {
        return too_large("the file has a text of more than 1 MiB");
    }
    text.push(byte);
    Ok(())
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}
