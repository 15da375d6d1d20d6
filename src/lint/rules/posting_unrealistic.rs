//! `posting-unrealistic`: demands that no one meets.

use std::sync::OnceLock;

use crate::lint::topic::{ADVERT};
use crate::lint::{Check, Cue, Group, Law, Rule, Topic};

pub(super) static RULE: Rule =
    Rule::new("posting-unrealistic", include_str!("posting_unrealistic.md"), Group::Posting, Check::Topic(&TOPIC));

static TOPIC: Topic = Topic {
    laws: &[
        Law { place: "all", source: "Row 30 of the seed articles’ checklist: a depth that does not match the job", read: "2026-11-30" },
    ],
    words: &["10+", "15+", "24-7", "24/7", "all of", "alone", "always", "any time", "apprentice", "around the clock", "backend", "beginner", "design", "devops", "entry", "everything", "expert", "fluent in", "full stack and", "full-stack", "graduate", "intern", "jack of", "junior", "master of", "mastery", "new grad", "nights", "on call", "one person", "overtime", "proficient", "single handed", "single-handed", "starter", "student", "trainee", "unlimited", "unpaid", "weekend", "without pay", "year"],
    cues: &[
        Cue::strong(ADVERT, r"(?:junior|entry ?-?level|interns?|internship|trainee|apprentice|beginner|graduate|new grad|starter|student|assistant)__(?:[3-9]|1\d|20|three|four|five|six|seven|eight|nine|ten|several|many)\+? ?(?:\+|or more|plus)? years?|(?:[3-9]|1\d|20|three|four|five|six|seven|eight|nine|ten)\+? ?(?:or more |plus )?years?__(?:junior|entry ?-?level|interns?|internship|trainee|apprentice|beginner|new grad|starter)"),
        Cue::strong(ADVERT, r"(?:junior|entry ?-?level|interns?|trainee|apprentice)(?: \w+){0,3}[;,:.(–—-]+ ?(?:[^\s.?!;]+ ){0,4}(?:[3-9]|1\d|three|four|five|six|seven|eight|nine|ten)\+? years?|(?:interns?|trainees?|juniors?|apprentices?|entry-level \w+)_(?:has|have|had|must|will|should|already)_(?:led|lead|managed|manage|run|built|founded|headed|head|direct\w*|ran|own|scaled|mentor\w*)|(?:one|a single|single) person (?:for|who does|to do|does|covers) (?:everything|all|it all)"),
        Cue::strong(ADVERT, r"(?:expert|experts|expertise|proficient|proficiency|fluent|mastery|master|deep|strong|advanced|excellent|full|skilled|senior-level|solid|extensive) (?:\w+ ){0,3}(?:in|of|with) (?:all of )?(?:[^,.;\n]{1,24}, ){6,}"),
        Cue::strong(ADVERT, r"(?:(?:back ?-?end|front ?-?end|full ?-?stack|ux|ui|design|servers?|devops|databases?|data science|data engineering|machine learning|help ?-?desk|it support|support|sales(?: calls)?|marketing|accounting|payroll|hr|recruiting|qa|testing|security|networks?|product management|project management|mobile|cloud|infrastructure|seo|social media|office|legal|copywriting|video|customer service)(?: \w+)?,? (?:and |& )?){6,}|jack of all trades|master of (?:all|everything)|does? everything|24 ?[/-] ?7|(?:around|round) the clock"),
        Cue::strong(ADVERT, r"(?:available|reachable|on call|work)_(?:any time|at all times|always|day and night|every (?:weekend|night|evening)|nights and weekends|all hours)|always (?:available|reachable|on call|on)|(?:sixty|seventy|eighty|60|70|80)\+? (?:hours?|h) (?:a|per) week|unpaid (?:trial|test|overtime|internship|work)|single ?-?handed(?:ly)?|know(?:s)? everything about|perfect in every"),
        Cue::strong(ADVERT, r"(?:1[0-9]|20|25|ten|twelve|fifteen|twenty)\+? ?(?:\+|plus |or more )?years?_(?:of|in|with|experience)_(?:kubernetes|k8s|rust|swift|kotlin|react|react native|next\.?js|vue|svelte|flutter|graphql|terraform|docker|langchain|llms?|large language models|generative ai|genai|gen ai|chatgpt|gpt|copilot|typescript|golang|go|snowflake|dbt|airflow|deno|tailwind|webassembly|prompt\w*)|(?:[6-9]|six|seven|eight|nine)\+? ?(?:\+|plus |or more )?years?_(?:of|in|with|experience)_(?:llms?|large language models|generative ai|genai|chatgpt|gpt-?\d?|copilot|langchain|prompt\w*|deno|rag)"),
    ],
    nouns: &[],
    other: &[],
    pass: &[],
    message: |part| format!("`{part}` is more than this job or one person can have"),
    label: "unrealistic",
    help: &["keep what the first year needs, at the level of the job"],
    is_legal: false,
    made: OnceLock::new(),
};
