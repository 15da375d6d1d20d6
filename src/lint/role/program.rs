//! Duties of running a project: its schedule, staffing, status and risks.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::re;

/// What is only done in running a project, whatever the product is.
static SURE: LazyLock<Regex> = LazyLock::new(|| {
    re(&[
        r"\bearned value\b|\bproject (charter|closure|initiation)\b|\blessons[- ]learned (session|workshop|log|meeting)s?\b|\bstatements? of work\b|\bstakeholder (map|matrix|register)\b|\bcommunications? plan\b|\b(person|man)[- ]days\b|\bbudget (burn|variance|tracking|overruns?)\b|\bresource (plan|planning|allocation|level\w+|forecast|utili[sz]ation|management|conflicts)\b|\bcapacity (spreadsheet|sheet|plan) (of|for) (the )?(\w+ )?(teams?|squads?|engineers)\b",
        r"\braid (log|list|register|board)\b",
        r"\b(risk|issue|action|dependency|decision and risk)s?( and \w+)? (log|register|tracker|list)s?\b",
        r"\bsteering (committee|group|board|meetings?)\b|\bsteerco\b|\bpmo\b|\bproject (management )?office\b",
        r"\bgantt\b|\bcritical path\b|\braci\b|\bwork breakdown\b|\bburn-?(down|up)( chart)?s?\b|\bscrum of scrums\b|\bpi planning\b|\brelease train\b|\brag (status|report|rating)",
        r"\bon time and (with)?(in|on|inside|to|under) (the |its )?budget\b|\bon time,? (on|in|within|inside|to|and on|and within) (the )?(scope|budget)\b|\bon time\b[^.;]{0,20}\b(inside|within|in|on|under) (the |its )?budget",
        r"\b(within|in|on|inside|to) (the )?(agreed |planned |given |set )?(scope|time|cost|costs|schedule|budget|timeline)(,| and| &|,? and) (\w+ )?(scope|time|cost|costs|schedule|budget|quality|timeline)\b|\b(scope|time|schedule|costs?|budget|timeline|quality),? (scope|time|schedule|costs?|budget|quality|timeline|resources),? (and|&) (scope|time|schedule|cost|costs|budget|quality|timeline|timelines|resources|staffing)\b|\btimely (delivery|completion|execution|implementation|go-live|roll-?out) of (all |the |every |our )?(\w+ )?(epics|projects?|deliverables|milestones|features|releases|stories|tasks|workstreams?|initiatives|sprints?|work|programmes?)\b",
        r"\b(project|programme|program)(-| )?manag(e|es|ed|ing|ement)\b|\b(project|programme) (lead|leadership|governance|plan|plans|planning|schedule|timeline|timelines|status|budget|risks?|resourcing|staffing|controls?)\b",
        r"\b(status|progress) (report|deck|slide|pack|meeting|call|mail|e-?mail|round|review)s?\b[^.;]*\b(project|programme|program|migration|rollout|roll-out|cutover|steering|leadership|sponsors?|executives|management|teams?|workstreams?|board|pmo|director|stakeholders)\b",
    ].join("|"))
});
/// What is done in running a project, unless the product is about such things.
static LIKELY: LazyLock<Regex> = LazyLock::new(|| {
    re(&[
        r"\b(weekly|daily|monthly|fortnightly|regular|bi-?weekly|quarterly|written|friday|monday)\s+(status|progress)\b",
        r"\b(status|progress) (report|deck|slide|pack|meeting|call|mail|round)s?\b",
        r"\b(status|progress) (update|note|overview|summar)\w* (to|for|of|on|about) (the |all |our |every |each )?(\w+ ){0,2}(steering|leadership|stakeholders?|sponsors?|executives?|management|board|director|project|programme|program|migration|rollout|release|teams?|workstreams?|delivery|replacement|cutover|rewrite)",
        r"\breport(s|ing)?\b (\w+ ){0,5}((progress|status)\b (to|of|for|about|against|each|every)|slippage|delays)\b",
        r"\b(deliver|ship|finish|complet|land|launch|keep|kept|stay|bring|run|releas|hit|meet|track)\w*\b[^.;]{0,60}\b(on (time|schedule|track|plan)|to (schedule|plan|time|the (plan|schedule|deadline|timeline))|within (the )?(budget|schedule|timeline)|inside (the )?budget|under budget|(the|its|their|all|every|agreed|project|launch|release|delivery) (deadlines?|milestones?|timelines?|dates?))\b",
        r"\b(on (track|schedule)|behind schedule|ahead of schedule)\b",
        r"\b(chas(e|es|ed|ing)|nags?|nagging|nudg(e|es|ing))\b[^.;]{0,60}\b(teams?|dates?|deadlines?|deliver\w+|owners?|vendors?|suppliers?|estimates?|actions?|squads?|updates?|engineers|departments)\b",
        r"\b(delivery|implementation|workstream|cutover|cross-team|go-live) (plan|plans|schedule|timeline|milestone|calendar|budget|risks?|dependenc\w+|governance|coordination|dates?|manager|management|cadence|tracking)s?\b",
        r"\b(release|launch|migration|rollout|roll-out|replacement|rewrite|sprint)s? (status|risks?|budget|staffing|resourcing|coordination|management|governance|progress|train)\b",
        r"\b(run|keep|maintain|manag|updat|coordinat|own|build|plan|publish|prepar|hold)\w* (\w+ ){0,4}(release|launch|migration|rollout|cutover|sprint|team) (calendar|schedule|timeline|timetable|plan)s?\b[^.;]*\b(across|teams?|squads?|departments?|vendors?|suppliers?|dates)\b",
        r"\b(schedule|timeline|timetable|calendar|plan|budget|milestones?|critical dates|due dates) (of|for) (the |our |all |every |each )?(\w+ ){0,4}(project|programme|program|teams?|replacement|rollout|roll-out|rewrite|cutover|workstreams?|sprints?|squads?|vendors?|suppliers?|contractors?|build phase|build team|engineering work)\b",
        r"\bmilestones?\b|\bworkstreams?\b|\bdeliverables\b|\b(due|target|launch|ship|completion) dates\b|\bkick-?offs?\b",
        r"\b(release|launch|migration|rollout|sprint|delivery|team) (calendar|schedule|timeline|timetable|plan)s?\b[^.;]*\b(across|between) (the |all |our )?(\w+ )?(teams?|squads?)",
        r"\b(overdue|open|outstanding) (action items|actions|tasks|points|to-?dos)\b|\baction items\b|\bfollow\w* up (on|with) (\w+ ){0,3}(actions?|tasks|teams|owners|deadlines|dates|suppliers|vendors)\b",
        r"\bdependency (tracking|management|mapping|map|planning)\b|\bon-?time (delivery|completion|launch|release|go-live)\b",
        r"^\W*(the )?(daily |weekly )?(stand-?ups?|sprint (reviews?|planning|goals))\b",
        r"\b(status|progress|state) (of|on) (the |our |each |every |all )?(\w+ ){0,2}(rollout|project|projects|migration|programme|program|release|cutover|replacement|rewrite|delivery|workstreams?|sprint|move|implementation)\b|\b(informed|updated|posted|up to date) (about|on|of) (the )?(status|progress|plan|schedule|dates|delays)\b",
        r"\bproject (kick-?off|teams?|meetings?|scope|costs?|reporting|portfolio|milestones|delivery|coordination|execution|tracking|dates|deadlines|issues|work|documentation)\b|\b(vendor|supplier|contractor) management\b",
        r"\bcapacity of the (\w+ )?(teams?|squads?|engineers?|developers)\b|\bwho is (off|away|on holiday|on leave|free|available)\b",
        r"\bescalat\w+ (\w+ ){0,3}(delays?|blockers?|risks?|issues?|problems|conflicts|slip\w*|dates|early|to (the )?(management|leadership|sponsors?|director|steering|cto|executives))\b",
        r"\b(is|are|gets?|be) (finished|completed|done|ready|live|delivered) (by|before|on) (the |its |their )?(date|deadline|end|target|agreed|planned|time|q\d|january|february|march|april|may|june|july|august|september|october|november|december)",
        r"\b(keep|run|lead|manag|driv|steer|head|coordinat|oversee|supervis)\w* the (\w+ ){0,3}(project|programme|cutover|implementation project|rollout project|migration project)\b|\bkeep\w* the (\w+ ){0,3}(migration|rollout|replacement|rewrite|release|launch) (on|within|moving|to|inside)\b",
        r"\b(staffing|resourcing|headcount|resource (plan|planning|allocation|management|needs|requests?)s?|man-?days|budget (tracking|control|monitoring|reporting)|person-days|timesheets?|utili[sz]ation of (the )?(team|engineers)|team capacity|capacity (plan|planning)( of| for| across)? (the |our |all )?(\w+ )?(teams?|engineers?|squads?)|holiday (plan|cover|calendar)|leave (plan|planning|calendar)|absence\w*)\b",
        r"\b(find|finds|finding|hir(e|es|ing)|recruit(s|ing)?|sourc(e|es|ing)|book(s|ing)?|secur(e|es|ing)|borrow(s|ing)?|line up|bring(s|ing)? in|get(s|ting)?|request(s|ing)?) (\w+ ){0,3}(contractors?|freelancers?|temps|agency staff|staff|headcount|more (people|engineers|developers|testers))\b",
        r"\bschedul\w+ (\w+ ){0,3}(work|shifts|tasks|hours|people|contractors|team|teams)\b|\b(work|time|hours|weeks|workload) of the (\w+ )?(contractors|engineers|developers|team|teams|squads?)\b|\b(assign|allocat|hir|staff|reassign|mov|shift|divid|distribut|schedul|borrow|rotat)\w* (\w+ ){0,3}(engineers|developers|testers|people|colleagues|team members|resources|contractors|work packages|tasks)\b",
        r"\bwho (works|is working|codes|builds|sits|does what|will work|takes)( on| in)? (what|which|when)|\bwhich (engineers?|teams?|developers?|squads?|people) (works?|build|builds|takes?|does|do|gets?|get|starts?|start|is|are)\b",
        r"\b(escalat|mitigat|track|monitor|surfac|log|own|manag|report|flag|review)\w* (\w+ ){0,4}(project risks|delivery risks|risks and|blockers|delays|slippage|impediments|action items|open actions|milestones|deadlines|timelines|dependencies|risks? (of|in|to) (the )?(\w+ )?(project|programme|program|delivery|migration|schedule|rollout|timeline|plan|cutover|replacement|release|launch|dates?))\b",
        r"\b(project|delivery|programme|program|schedule|migration|cutover|rollout|launch|release|timeline) risks?\b",
        r"\bhighlight reports?\b|\b(scheduling|resourcing|staffing|calendar) (conflicts?|clashes)\b|\b(book|assign|allocat|staff|plac|slot)\w* (people|staff|engineers|developers|contractors|testers) (onto|to|on|into|in|across)\b",
        r"\brisks?,? (and |, )?(issues|dependencies|blockers|mitigations?|assumptions)\b",
        r"\bescalat\w+ (when|if|as soon as|whatever|any|every|each|the|late|delay|missed)\b|\bwhen (one|a date|a team|a task|it|something|dates?) slips?\b|\bslippage\b",
        r"\bunblock\w* (the |other |our |all )?(\w+ )?(teams?|engineers?|squads?|developers?)\b|\bremov\w+ (blockers|impediments|obstacles|roadblocks)\b",
        r"\b(runs?|running|leads?|leading|chairs?|chairing|facilitat\w+|organi[sz]\w+|hosts?|holds?|schedul\w+|moderat\w+|coordinat\w+|prepar\w+|owns?)\b (\w+ ){0,6}(stand-?ups?|sprint (planning|review)s?|retrospectives?|project meetings?|sync meetings?|delivery (call|meeting|review)s?|planning (session|meeting|round|day)s?|war[- ]rooms?|cutover (call|weekend|meeting|rehearsal)s?|checkpoint(s| meetings?)?|go/no-go (call|meeting)s?)\b",
        r"\b(coordinat(e|es|ing|ion)|co-ordinat(e|es|ing|ion)|orchestrat(e|es|ing)|synchroni[sz](e|es|ing)) (of )?(\w+[ -]){0,4}(teams?|squads?|vendors?|suppliers?|contractors|releases?|delivery|rollouts?|roll-outs?|launch(es)?|workstreams?|cutovers?|migrations?|dependencies|departments|go-lives?|test(ing)? phases?|handovers?)\b",
        r"\b(cross-team|inter-team|team|cross-functional) dependencies\b|\bdependencies (between|across|of|among) (the )?(\w+ )?(teams|squads|workstreams|departments|vendors)\b",
        r"\b(collect|gather|consolidat|compil|merg)\w* (\w+ ){0,4}(estimates|time ?sheets|actuals)\b",
        r"\bkeep\w* (\w+ ){0,5}(teams|squads|suppliers|vendors|engineers|partners|acquirers|departments) (on (track|time|schedule|plan)|to (their|the|its) (dates?|deadlines?|plan)|moving|in step|in sync)\b",
        r"\b(minutes|agendas?) (of|for) (the )?(\w+ )?(project|delivery|status|planning|weekly|steering)\b|\bcutover (weekend|plan|runbook|rehearsal|calendar|schedule)\b|\bgo-live (plan|date|schedule|planning)\b",
        r"\b(plan|plans|planning|sequenc\w+) (\w+ ){0,3}(sprints|capacity|workload|releases across|who|the team's weeks|the team's work|teams' work)\b|\bvelocity\b|\bsprint (plan|planning|goals|calendar|velocity)\b",
    ].join("|"))
});
/// Words of products in which the same words mean something else.
static PRODUCT: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\b(sales kick-?offs?|webhooks?|endpoints?|events? (that|which|we)|status (values?|codes?|fields?|pages?|objects?)|fields?|payload|fraud|credit risk|risk (scores?|levels?|rules?|engines?|models?|signals?)|chargebacks?|shopper|payout (dates?|schedules?)|deprecat\w+|sunset|retry|retries|parcels?|couriers?|settlement (dates?|schedules?|calendar|files?)|coordinates (of|in|that)|latitude|sdk (dependencies|release)|library|libraries|changelog|which callers|callers? (see|sees|may|must|get|can|move|rely)|version(s|ing)?|contract of|error)\b",
    )
});
/// Products about delivery, dates or staffing.
static DOMAIN: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\b(project|projects|programme|program|delivery|deliveries|schedul\w+|rosters?|rota|shifts?|staffing|workforce|calendars?|bookings?|logistics|shipments?|shipping|couriers?|timesheets?|time tracking|planning|planner|resourc\w+|recruit\w+|hiring|dispatch|fleet|milestones?|task|tasks|gantt|portfolio|incident|risk|status|appointments?|field service|construction|workflow|dates|deadlines|sprint|agile|jira)\b",
    )
});

/// The bytes of the part of a duty that is about running a project. `about`: the title and the surface of the role.
pub(crate) fn program_duty(item: &str, about: &str) -> Option<Range<usize>> {
    let sure = SURE.find(item).map(|found| found.range());
    let topic = about.split_once([',', '-', '–', '(']).map_or("", |(_, rest)| rest);
    if DOMAIN.is_match(topic) {
        static TEAM: LazyLock<Regex> = LazyLock::new(|| {
            re(
                r"\b(steering|steerco|pmo|raid|our (own )?(team|engineers)|the team's|budget|migration|rollout|cutover)\b",
            )
        });
        return sure.filter(|_| TEAM.is_match(item));
    }
    let likely = || LIKELY.find(item).map(|found| found.range()).filter(|_| !PRODUCT.is_match(item));
    sure.or_else(likely)
}
