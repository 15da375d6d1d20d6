//! `debrief`: what the scores of an opening say.

mod desk;
mod opening;

#[expect(unused_imports, reason = "the commands that follow use it")]
pub(in crate::app) use opening::{Assembled, assemble};
