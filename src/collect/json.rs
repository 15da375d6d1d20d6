//! Reads `scorecard.json` and the file that a pack in a browser exports. The file is not trusted: the number of entries
//! is limited in lists and in the key `page`, which has what only the pack in the browser uses. So a small file cannot
//! need much memory.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::card::{Card, CardRating, Given, MOST};
use super::code::{FormCode, Unreadable};
use super::filled::Filled;
use crate::model::form_grammar::FACTS;
use crate::text::short;

/// Limit of values in what the page kept for itself.
const MOST_OF_PAGE: usize = 100_000;
/// How many keys that are not read are named.
const MOST_UNKNOWN: usize = 20;

/// Reads the JSON of one scorecard.
///
/// # Errors
/// [`Unreadable`] if the text is not JSON, if a value has another type than the format says, or if there is too much
/// of it. The message says the line.
pub fn json(text: &str) -> Result<Filled, Unreadable> {
    let text = text.trim_start_matches('\u{feff}');
    let read: Object<Card> = serde_json::from_str(text).map_err(|error| {
        let code =
            if error.to_string().starts_with(TOO_MUCH) { FormCode::TooLarge } else { FormCode::Unreadable };
        Unreadable::new(code, format!("this JSON is not a scorecard: {error}"))
    })?;
    read.0.filled()
}

/// Begins the messages about limits.
const TOO_MUCH: &str = "too much";

/// A type whose keys can be read one by one.
trait Keys: Default {
    /// Reads the value of a key; false if there is no such key. The value is then not read.
    fn take<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<bool, A::Error>;
    /// The names of unknown keys.
    fn unknown(&mut self) -> &mut Vec<String>;
}

impl Keys for Card {
    fn take<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<bool, A::Error> {
        if let Some(fact) = FACTS.into_iter().find(|fact| *fact == key) {
            self.facts.extend(map.next_value::<Option<String>>()?.map(|value| (fact, value)));
            return Ok(true);
        }
        match key {
            "format" => self.format = map.next_value()?,
            "held" => self.held = map.next_value()?,
            "reopened" => self.reopened = map.next_value::<Listed<String>>()?.0,
            "submitted" => self.submitted = map.next_value()?,
            "conflict" => self.conflict = map.next_value()?,
            "complete" => self.complete = map.next_value()?,
            "ratings" => {
                self.ratings =
                    map.next_value::<Listed<Object<CardRating>>>()?.0.into_iter().map(|r| r.0).collect();
            }
            "recommendation" => self.recommendation = map.next_value()?,
            "summary" => self.summary = map.next_value::<Option<String>>()?.unwrap_or_default(),
            "page" => {
                let left = Cell::new(MOST_OF_PAGE);
                self.page = Some(map.next_value_seed(Kept(&left))?).filter(|page| !page.is_null());
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn unknown(&mut self) -> &mut Vec<String> {
        &mut self.unknown
    }
}

impl Keys for CardRating {
    fn take<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<bool, A::Error> {
        match key {
            "slot" => self.slot = map.next_value()?,
            // The kit says these.
            "question" | "wording" => drop(map.next_value::<IgnoredAny>()?),
            "rating" => self.rating = map.next_value()?,
            "unmarked" => self.unmarked = map.next_value::<Option<bool>>()? == Some(true),
            "reason" => self.reason = map.next_value()?,
            "notes" => self.notes = map.next_value::<Option<String>>()?.unwrap_or_default(),
            "evidence" => self.evidence = map.next_value::<Option<String>>()?.unwrap_or_default(),
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn unknown(&mut self) -> &mut Vec<String> {
        &mut self.unknown
    }
}

/// An object with known keys. A key that is there twice is an error, because only one of its values could be kept.
struct Object<T>(T);

impl<'de, T: Keys> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Object<T>, D::Error> {
        from.deserialize_map(ObjectVisitor(PhantomData))
    }
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Keys> Visitor<'de> for ObjectVisitor<T> {
    type Value = Object<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object<T>, A::Error> {
        let mut read = T::default();
        let mut seen = BTreeSet::new();
        while let Some(key) = map.next_key::<String>()? {
            if seen.contains(&key) {
                return Err(A::Error::custom(format!("the key `{key}` is there twice")));
            }
            if read.take(&key, &mut map)? {
                seen.insert(key);
                continue;
            }
            map.next_value::<IgnoredAny>()?;
            if read.unknown().len() < MOST_UNKNOWN {
                read.unknown().push(format!("`{}`", short(&key)));
            }
        }
        Ok(Object(read))
    }
}

/// A list with a limit; `null` is an empty one.
struct Listed<T>(Vec<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Listed<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Listed<T>, D::Error> {
        from.deserialize_any(ListedVisitor(PhantomData))
    }
}

struct ListedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ListedVisitor<T> {
    type Value = Listed<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_unit<E: Error>(self) -> Result<Listed<T>, E> {
        Ok(Listed(Vec::new()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Listed<T>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            if items.len() == MOST {
                return Err(A::Error::custom(format!("{TOO_MUCH}: a list has more than {MOST} entries")));
            }
            items.push(item);
        }
        Ok(Listed(items))
    }
}

impl<'de> Deserialize<'de> for Given {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Given, D::Error> {
        from.deserialize_any(GivenVisitor)
    }
}

struct GivenVisitor;

impl Visitor<'_> for GivenVisitor {
    type Value = Given;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a score or null")
    }

    fn visit_unit<E: Error>(self) -> Result<Given, E> {
        Ok(Given::Null)
    }

    fn visit_u64<E: Error>(self, score: u64) -> Result<Given, E> {
        Ok(Given::Value(score.to_string()))
    }

    fn visit_i64<E: Error>(self, score: i64) -> Result<Given, E> {
        Ok(Given::Value(score.to_string()))
    }

    // `3.0` is the score 3; `3.5` stays as it is and is then off the scale.
    fn visit_f64<E: Error>(self, score: f64) -> Result<Given, E> {
        Ok(Given::Value(score.to_string()))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Given, E> {
        Ok(if text.trim().is_empty() { Given::Absent } else { Given::Value(text.to_owned()) })
    }
}

/// Any value, as long as some of the count is left.
struct Kept<'c>(&'c Cell<usize>);

impl<'de> DeserializeSeed<'de> for Kept<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        match self.0.get().checked_sub(1) {
            Some(left) => self.0.set(left),
            None => {
                return Err(D::Error::custom(format!(
                    "{TOO_MUCH}: `page` has more than {MOST_OF_PAGE} values"
                )));
            }
        }
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Kept<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, yes: bool) -> Result<Value, E> {
        Ok(Value::Bool(yes))
    }

    fn visit_u64<E: Error>(self, n: u64) -> Result<Value, E> {
        Ok(Value::from(n))
    }

    fn visit_i64<E: Error>(self, n: i64) -> Result<Value, E> {
        Ok(Value::from(n))
    }

    fn visit_f64<E: Error>(self, n: f64) -> Result<Value, E> {
        Ok(Value::from(n))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::from(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(Kept(self.0))? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut object = serde_json::Map::new();
        while let Some(key) = map.next_key::<String>()? {
            object.insert(key, map.next_value_seed(Kept(self.0))?);
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::json;
    use crate::collect::FormCode;

    #[test]
    fn small_files_need_no_much_memory() {
        let many = |item: &str| vec![item; 200_000].join(",");
        for (text, code) in [
            (format!("{{ \"ratings\": [{}] }}", many("{\"slot\":\"a.1\"}")), FormCode::TooLarge),
            (format!("{{ \"page\": [{}] }}", many("0")), FormCode::TooLarge),
            (format!("{{ \"page\": {}{} }}", "[".repeat(200_000), "]".repeat(200_000)), FormCode::Unreadable),
            ("{ \"req\": \"a\", \"req\": \"b\" }".to_owned(), FormCode::Unreadable),
            ("{ \"ratings\": [{\"slot\":\"a.1\"},{\"slot\":\"a.1\"}] }".to_owned(), FormCode::TwoTicked),
        ] {
            assert_eq!(json(&text).expect_err("refused").code, code, "{}", &text[..40]);
        }
        let ignored = format!("{{ \"other\": {}{}, \"req\": \"a\" }}", "[".repeat(100), "]".repeat(100));
        assert_eq!(json(&ignored).expect("read").notes, ["the key `other` is not read"]);
    }
}
