//! Reads the sample answers of a question, with which raters practise.

use super::question::off_scale;
use super::scales::Scales;
use super::shapes::SAMPLE_ANSWERS;
use crate::diag::Sink;
use crate::model::SampleAnswer;
use crate::yaml::{Map, Text};

/// The sample answers whose scores are on the scale; reports those whose scores are not. `id`: the question.
pub(super) fn sample_answers(
    question: Map<'_>,
    id: &Text,
    scales: &Scales<'_>,
    sink: &mut Sink,
) -> Vec<SampleAnswer> {
    let mut read = |map: Map<'_>| {
        let (written, text) = (map.text("score")?, map.text("text")?);
        let score = written.value.parse().ok().filter(|score| scales.scores.contains(score));
        if score.is_none() {
            sink.report(off_scale(&written, id, scales));
        }
        Some(SampleAnswer { score: score?, text: text.value.trim().to_owned() })
    };
    question.maps(SAMPLE_ANSWERS).into_iter().filter_map(&mut read).collect()
}
