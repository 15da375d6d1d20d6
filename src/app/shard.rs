//! Which part of a roster a run issues: `I/N`, or the index that a cluster sets.

use serde::Serialize;

use crate::store::Fault;

/// Part `index` (from 1) of `of`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Shard {
    /// From 1.
    pub index: usize,
    /// The number of parts.
    pub of: usize,
}

impl Shard {
    /// Whether the candidate at a place of the roster, counted from 0, is in this part.
    pub fn has(self, place: usize) -> bool {
        place % self.of == self.index - 1
    }
}

/// Reads `I/N`.
///
/// # Errors
/// A message that explains the format `I/N`.
pub fn parse(text: &str) -> Result<Shard, String> {
    let wrong = || "write `I/N`: part I of N, such as `3/8`".to_owned();
    let (index, of) = text.split_once('/').ok_or_else(wrong)?;
    let shard = Shard { index: index.parse().map_err(|_| wrong())?, of: of.parse().map_err(|_| wrong())? };
    if shard.of == 0 || shard.index == 0 || shard.index > shard.of {
        return Err(format!("there is no part {} of {}: parts are numbered from 1", shard.index, shard.of));
    }
    Ok(shard)
}

/// The part that the environment selects, with the name of the variable that selects it. `variable` reads an
/// environment variable.
///
/// A Slurm array sets `SLURM_ARRAY_TASK_ID`, and variables for the smallest index, the largest index and the
/// step. A Kubernetes Indexed Job sets `JOB_COMPLETION_INDEX`, from 0. It does not set the number of completions,
/// so the manifest sets `JOB_COMPLETIONS`.
///
/// # Errors
/// [`Fault::Request`] when a variable is not a number, when the number of parts is unknown, or when the
/// environment selects a part that does not exist.
pub fn from_environment(
    variable: &dyn Fn(&str) -> Option<String>,
) -> Result<Option<(Shard, &'static str)>, Fault> {
    let number = |name: &str| -> Result<Option<usize>, Fault> {
        let Some(text) = variable(name) else { return Ok(None) };
        let number = text.trim().parse().map_err(|_| {
            Fault::Request(format!(
                "the environment sets `{name}` to `{text}`, which is not a number\n  = help: name the part with `--shard I/N`"
            ))
        });
        number.map(Some)
    };
    let (shard, said, count) = if let Some(id) = number("SLURM_ARRAY_TASK_ID")? {
        let least = number("SLURM_ARRAY_TASK_MIN")?.unwrap_or(0);
        let step = number("SLURM_ARRAY_TASK_STEP")?.unwrap_or(1).max(1);
        let of = match (number("SLURM_ARRAY_TASK_COUNT")?, number("SLURM_ARRAY_TASK_MAX")?) {
            (Some(count), _) => Some(count),
            (None, Some(most)) => Some(most.saturating_sub(least) / step + 1),
            (None, None) => None,
        };
        let shard = of.map(|of| Shard { index: id.saturating_sub(least) / step + 1, of });
        (shard, "SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT")
    } else if let Some(index) = number("JOB_COMPLETION_INDEX")? {
        let of = number("JOB_COMPLETIONS")?;
        (of.map(|of| Shard { index: index + 1, of }), "JOB_COMPLETION_INDEX", "JOB_COMPLETIONS")
    } else {
        return Ok(None);
    };
    match shard {
        Some(shard) if (1..=shard.of).contains(&shard.index) => Ok(Some((shard, said))),
        Some(shard) => Err(Fault::Request(format!(
            "`{said}` selects part {} of {}, which does not exist\n  = help: name the part with `--shard I/N`; `--shard 1/1` issues all",
            shard.index, shard.of
        ))),
        None => Err(Fault::Request(format!(
            "`{said}` is set, but the number of parts is unknown\n  = help: set `{count}` to the number of parts, or name the part with `--shard I/N`; `--shard 1/1` issues all"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::{Shard, from_environment, parse};

    fn of(pairs: &[(&str, &str)]) -> Option<(usize, usize)> {
        let read = |name: &str| pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned());
        from_environment(&read).ok().flatten().map(|(s, _)| (s.index, s.of))
    }

    #[test]
    fn parts_count_from_one_and_cover_the_roster_once() {
        assert_eq!(parse("3/8"), Ok(Shard { index: 3, of: 8 }));
        for wrong in ["0/4", "5/4", "1/0", "a/b", "3", "-1/2", ""] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
        for place in 0..20 {
            let parts = (1..=3).filter(|index| Shard { index: *index, of: 3 }.has(place)).count();
            assert_eq!(parts, 1);
        }
    }

    #[test]
    fn clusters_say_the_part() {
        let slurm = |id| {
            [
                ("SLURM_ARRAY_TASK_ID", id),
                ("SLURM_ARRAY_TASK_MIN", "10"),
                ("SLURM_ARRAY_TASK_MAX", "30"),
                ("SLURM_ARRAY_TASK_STEP", "5"),
            ]
        };
        assert_eq!(of(&slurm("10")), Some((1, 5)));
        assert_eq!(of(&slurm("30")), Some((5, 5)));
        assert_eq!(of(&[("SLURM_ARRAY_TASK_ID", "2"), ("SLURM_ARRAY_TASK_COUNT", "4")]), Some((3, 4)));
        assert_eq!(of(&[("JOB_COMPLETION_INDEX", "0"), ("JOB_COMPLETIONS", "4")]), Some((1, 4)));
        assert_eq!(of(&[]), None);
    }

    #[test]
    fn half_an_index_is_an_error() {
        let read = |name: &str| (name == "JOB_COMPLETION_INDEX").then(|| "0".to_owned());
        assert!(from_environment(&read).is_err());
        let read = |name: &str| (name == "SLURM_ARRAY_TASK_ID").then(|| "x".to_owned());
        assert!(from_environment(&read).is_err());
    }

    #[test]
    fn the_help_names_the_variable_of_the_cluster_that_set_the_index() {
        let slurm = ("SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", "JOB_COMPLETION");
        let job = ("JOB_COMPLETION_INDEX", "JOB_COMPLETIONS", "SLURM");
        for (set, wanted, foreign) in [slurm, job] {
            let read = |name: &str| (name == set).then(|| "2".to_owned());
            let error = from_environment(&read).expect_err("the number of parts is unknown").to_string();
            assert!(
                error.starts_with(&format!("`{set}` is set, but the number of parts is unknown")),
                "{error}"
            );
            assert!(error.contains(&format!("set `{wanted}`")), "{error}");
            assert!(!error.contains(foreign), "{error}");
            assert_eq!(of(&[(set, "2"), (wanted, "3")]), Some((3, 3)), "{set}");
        }
    }
}
