//! `posting-vague`: phrases that fit any job.

use std::sync::OnceLock;

use crate::lint::topic::{ADVERT};
use crate::lint::{Check, Cue, Group, Law, Rule, Topic};

pub(super) static RULE: Rule =
    Rule::new("posting-vague", include_str!("posting_vague.md"), Group::Posting, Check::Topic(&TOPIC));

static TOPIC: Topic = Topic {
    laws: &[
        Law { place: "all", source: "Row 7 of the seed articles’ checklist: write it in plain words", read: "2026-11-30" },
    ],
    words: &["ad hoc", "all aspects", "and more", "appropriate", "as assigned", "as needed", "as required", "attitude", "attractive", "background", "can-do", "challenging", "communication skills", "competitive", "detail", "diverse tasks", "dynamic", "enthusias", "etc", "every day", "exciting", "experience in a similar", "flexib", "friendly", "fun", "good communicat", "good knowledge", "great opportunity", "great team", "growing", "hard working", "hard-working", "hardworking", "ideal candidate", "innovative", "interesting", "interpersonal", "leading company", "market leader", "motivated", "much more", "multi-task", "multitask", "no two days", "opportunit", "organi", "other duties", "passion", "people person", "positive", "problem solver", "problem-solver", "relevant", "reliable", "right person", "sector", "self-motivated", "solid", "some experience", "sound knowledge", "strong skills", "stuff", "suitable", "team player", "team-player", "things", "varied", "various", "what needs to be done", "whatever", "willing"],
    cues: &[
        Cue::strong(ADVERT, r"(?:good|right|positive|great|excellent|can-do|winning) (?:\w+ )?attitude|(?:relevant|appropriate|suitable|adequate|some|significant|extensive|solid|proven|sufficient) (?:\w+ )?(?:experience|background|qualifications?|skills|track record)(?: (?:required|preferred|needed|is|desired|essential|a plus)| in (?:a|the) (?:similar|relevant|related)|,|\.|;|$| and)|(?:do|does|doing|done|handle|take on) (?:what|whatever|anything|everything)_(?:needs|needed|necessary|takes|takes to|required|comes|be done|is asked)|whatever (?:it takes|is needed|comes|needs)"),
        Cue::strong(ADVERT, r"(?:every|no two) days? (?:is|are|the|will be|brings) ?(?:the )?(?:different|same|alike|new|something)|(?:exciting|great|fantastic|amazing|unique|unrivalled|rare|excellent|wonderful|thrilling|fabulous|once-in-a-lifetime) (?:\w+ )?(?:opportunit(?:y|ies)|challenges?|career|journey|role|position|times?|projects?)|(?:leading|growing|well-known|renowned|successful|innovative|dynamic|established|reputable|international|global|fast-growing|exciting|ambitious) (?:and \w+ )?(?:\w+ )?(?:company|firm|organi[sz]ation|business|player|employer|brand|group|sector|environment|team|client|market leader)"),
        Cue::strong(ADVERT, r"market leader|dynamic (?:environment|team|workplace|setting|and|individual|person|market|company)|(?:various|diverse|other|miscellaneous|varied|different|general|related|ad hoc|assorted) (?:\w+ )?(?:tasks|duties|activities|projects|assignments|things|responsibilities)|(?:other|additional|further|any) (?:\w+ )?(?:duties|tasks|responsibilities)_(?:assigned|required|needed|necessary|arise)|duties as|as (?:assigned|needed|required)(?:,|\.|;|$)|team ?-?players?"),
        Cue::strong(ADVERT, r"(?:good|excellent|strong|great|outstanding|exceptional|effective|superb|first-class|solid|sound) (?:\w+ ){0,3}(?:communicat\w+|interpersonal|people|organi[sz]\w+|analytical|soft|social|presentation|problem-solving|time-management|leadership)(?: and \w+)? ?skills|communication skills|people person|passionate (?:about|individual|people|person|team)|passion for (?:excellence|innovation|technology|people|what)|(?:highly |self-?)?motivated(?: (?:individual|person|people|candidate|professional|team|and)|,|\.|$)|hard ?-?working|multi-?task\w*|flexible (?:attitude|approach|and|person|individual)"),
        Cue::strong(ADVERT, r"(?:challenging|interesting|varied|exciting|rewarding|stimulating) (?:and (?:\w+ )?)?(?:tasks?|work|role|position|environment|job|projects|career|activities)|and (?:much |lots |many )?more(?:!|\.|$)|etc\b|all aspects of|attention to detail|problem ?-?solvers?|the right person|great team|fun (?:team|environment|place|workplace|atmosphere)|ideal candidate (?:is|has|will|brings|thrives)_(?:good|motivated|passion\w*|dynamic|flexible|driven|great|strong|positive)"),
        Cue::strong(ADVERT, r"(?:good|strong|sound|solid|excellent) (?:knowledge|understanding|background|command) (?:of|in) (?:the )?(?:field|industry|area|relevant|subject|business)|make (?:a|an|your) (?:real )?(?:difference|impact|mark)|attractive (?:conditions|package|benefits|perks|remuneration)|reliable and|enthusiastic|team spirit|flat hierarch\w+"),
    ],
    nouns: &[],
    other: &[r"flexible (?:hours|working|start)"],
    pass: &[],
    message: |part| format!("`{part}` would fit any job"),
    label: "vague",
    help: &["name a task, a number or a tool instead"],
    is_legal: false,
    made: OnceLock::new(),
};
