//! What the arithmetic needs to know about an opening. The caller makes it from kits, submissions and agreed ratings.

use crate::model::{FormThere, RatingsUsed, SeatName};

/// The ratings of an opening at one stage.
#[derive(Clone, Debug)]
pub struct Opening {
    /// Id of the req. It seeds the bootstrap.
    pub req: String,
    /// The lowest and the highest score of the scale.
    pub scale: (u8, u8),
    /// The score that a must-have needs.
    pub cut: u8,
    /// Which ratings count.
    pub used: RatingsUsed,
    /// The highest total in points; `None` if no points are wanted.
    pub points: Option<u32>,
    /// The must-haves that slots of the stage serve, in the order of the kit.
    pub must_haves: Vec<WeightedMustHave>,
    /// The competencies of the slots, in the order of the kit.
    pub competencies: Vec<String>,
    /// Ids of the rounds of the stage, in their order.
    pub rounds: Vec<String>,
    /// The candidates in the order of their ids.
    pub people: Vec<Person>,
}

/// A must-have.
#[derive(Clone, Debug)]
pub struct WeightedMustHave {
    /// Id.
    pub id: String,
    /// Text.
    pub text: String,
    /// Id of the competency.
    pub competency: String,
    /// Weight, 1 or more.
    pub weight: u32,
}

/// A candidate.
#[derive(Clone, Debug)]
pub struct Person {
    /// Id.
    pub id: String,
    /// The seats of the stage.
    pub seats: Vec<Seat>,
    /// True if a decision stopped the candidate before the end of the stage.
    pub stopped: bool,
    /// The slots of the stage.
    pub slots: Vec<RatedSlot>,
    /// The recommendations, seat by seat.
    pub recommendations: Vec<(SeatName, u8)>,
}

/// An interviewer in a round.
#[derive(Clone, Debug)]
pub struct Seat {
    /// The seat.
    pub name: SeatName,
    /// Whether its form is there.
    pub form: FormThere,
}

/// A slot and its ratings.
#[derive(Clone, Debug)]
pub struct RatedSlot {
    /// Id.
    pub id: String,
    /// Id of the round.
    pub round: String,
    /// Id of the main competency.
    pub competency: String,
    /// True if every candidate gets the same question here.
    pub core: bool,
    /// Ids of the must-haves that it serves.
    pub serves: Vec<String>,
    /// The ratings that interviewers gave on their own.
    pub ratings: Vec<Rating>,
    /// The rating that the panel agreed on.
    pub agreed: Option<u8>,
}

/// A rating by one interviewer.
#[derive(Clone, Debug)]
pub struct Rating {
    /// Name of the interviewer; `None` if the round names none.
    pub rater: Option<String>,
    /// The score.
    pub score: u8,
}
