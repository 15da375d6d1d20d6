//! What the user says about the columns and the questions: `--map COLUMN=KEY` and `--set KEY=VALUE`.

use super::keys::Key;
use super::points::{Point, point};
use super::values::Values;
use crate::model::Bank;
use crate::text::{nearest, suggestion};

/// Where the texts of a column go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// To a key.
    Key(Key),
    /// To the anchor at a point of the scale.
    Point(Point),
}

/// The choices of the user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportOptions {
    pub(super) map: Vec<(String, Target)>,
    pub(super) set: Vec<(Key, String)>,
}

/// A choice that is not possible. The message has lines that begin with `= help:`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadOption(String);

/// Keys that differ from question to question, so that one value for all makes no sense.
const OWN: &[Key] = &[Key::Prompt, Key::Id, Key::Anchors, Key::Phrasing, Key::Status];

impl ImportOptions {
    /// The choices in texts of the form `COLUMN=KEY` and `KEY=VALUE`. A key of `map` may be a score.
    ///
    /// # Errors
    /// [`BadOption`] for a text of another form, an unknown key, or a key that `set` cannot have.
    pub fn new(map: &[String], set: &[String]) -> Result<ImportOptions, BadOption> {
        let mut options = ImportOptions::default();
        for text in map {
            // A column may have `=` in its name; a key has not.
            let (column, key) = pair(text.rsplit_once('='), "--map", "COLUMN=KEY", text)?;
            let target = match (Key::parse(key), point(key)) {
                (Some(key), _) => Target::Key(key),
                (None, Some(Point::Number(score))) => Target::Point(Point::Score(score)),
                _ => return Err(unknown(key, "a score such as `4`")),
            };
            options.map.push((column.to_owned(), target));
        }
        for text in set {
            let (key, value) = pair(text.split_once('='), "--set", "KEY=VALUE", text)?;
            let key = Key::parse(key).ok_or_else(|| unknown(key, "no score"))?;
            if OWN.contains(&key) {
                let message = format!("`--set` cannot give all questions one `{}`", key.as_str());
                return Err(BadOption(format!(
                    "{message}\n  = help: name a column instead: `--map COLUMN={}`",
                    key.as_str()
                )));
            }
            options.set.push((key, value.to_owned()));
        }
        Ok(options)
    }

    /// Checks the values and scores against the bank.
    ///
    /// # Errors
    /// [`BadOption`] for a value or score that the bank does not have.
    pub fn check(&self, bank: &Bank) -> Result<(), BadOption> {
        let scores: Vec<u8> = bank.ratings.iter().map(|r| r.score).collect();
        for (column, target) in &self.map {
            if let Target::Point(Point::Score(score)) = target
                && !scores.contains(score)
            {
                let known: Vec<String> = scores.iter().map(u8::to_string).collect();
                return Err(BadOption(format!(
                    "`--map {column}={score}`: the rating scale of the bank has no score {score}\n  = help: it has {}",
                    known.join(", ")
                )));
            }
        }
        let mut values = Values::of(bank);
        for (key, text) in &self.set {
            if let Err(why) = values.get(*key, text) {
                let known = values.known(*key);
                let near = suggestion(text, known.iter().map(String::as_str));
                let known =
                    if known.is_empty() { String::new() } else { format!("known: {}", known.join(", ")) };
                return Err(BadOption(format!(
                    "`--set {}={text}`: {why}\n  = help: {near}{known}",
                    key.as_str()
                )));
            }
        }
        Ok(())
    }
}

fn pair<'t>(
    found: Option<(&'t str, &'t str)>,
    option: &str,
    form: &str,
    text: &str,
) -> Result<(&'t str, &'t str), BadOption> {
    let trimmed = found.map(|(a, b)| (a.trim(), b.trim()));
    trimmed.filter(|(a, b)| !a.is_empty() && !b.is_empty()).ok_or_else(|| {
        BadOption(format!(
            "`{option} {text}` is not of the form {form}\n  = help: write `{option} \"{form}\"`"
        ))
    })
}

fn unknown(key: &str, or: &str) -> BadOption {
    let known: Vec<&str> = Key::ALL.iter().map(|(_, name)| *name).collect();
    let near = nearest(key, known.iter().copied());
    let near =
        near.map(|name| format!("\n  = help: {}", crate::text::did_you_mean(name))).unwrap_or_default();
    let or = if or == "no score" { String::new() } else { format!(", or {or}") };
    BadOption(format!("there is no key `{key}`{near}\n  = help: keys: {}{or}", known.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::{ImportOptions, Key, Point, Target};

    fn one(map: &str, set: &str) -> Result<ImportOptions, String> {
        let list = |text: &str| if text.is_empty() { Vec::new() } else { vec![text.to_owned()] };
        ImportOptions::new(&list(map), &list(set)).map_err(|bad| bad.to_string())
    }

    #[test]
    fn keys_and_scores_are_known_and_slips_are_named() {
        assert_eq!(
            one("A = b=red-flags", "").expect("good").map,
            [("A = b".to_owned(), Target::Key(Key::RedFlags))]
        );
        assert_eq!(
            one("Great=4", "").expect("good").map,
            [("Great".to_owned(), Target::Point(Point::Score(4)))]
        );
        assert_eq!(one("", "depth=deep").expect("good").set, [(Key::Depth, "deep".to_owned())]);
        assert!(one("A=promt", "").expect_err("a slip").contains("did you mean `prompt`?"));
        assert!(one("A", "").expect_err("no pair").contains("COLUMN=KEY"));
        assert!(one("", "id=x").expect_err("own").contains("cannot give all questions one `id`"));
    }
}
