//! Reads the sample answers of a question, with which raters practise.

use std::collections::BTreeMap;

use super::scales::Scales;
use super::shapes::SAMPLE_ANSWERS;
use crate::diag::{Diagnostic, Sink, codes};
use crate::model::SampleAnswer;
use crate::text::Place;
use crate::yaml::{Map, Text};

/// The sample answers whose scores are on the scale; reports those whose scores are not, and texts that are there twice.
/// `id`: the question.
pub(super) fn sample_answers(
    question: Map<'_>,
    id: &Text,
    scales: &Scales<'_>,
    sink: &mut Sink,
) -> Vec<SampleAnswer> {
    let mut seen: BTreeMap<String, Place> = BTreeMap::new();
    let mut read = |map: Map<'_>| {
        let (written, text) = (map.text("score")?, map.text("text")?);
        let score = written.value.parse().ok().filter(|score| scales.scores.contains(score));
        if score.is_none() {
            sink.report(scales.off_scale(&written, id));
        }
        let answer = text.value.trim().to_owned();
        if let Some(first) = seen.get(&answer) {
            let message = format!("question `{}` has two sample answers with the same text", id.value);
            let finding = Diagnostic::new(&codes::REPEATED_ANSWER, message).at(&text.place, "the second one");
            sink.report(
                finding.context(first, "the first one").help("remove one of them, or change its text"),
            );
            return None;
        }
        seen.insert(answer.clone(), text.place);
        Some(SampleAnswer { score: score?, text: answer })
    };
    question.maps(SAMPLE_ANSWERS).into_iter().filter_map(&mut read).collect()
}
