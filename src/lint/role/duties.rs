//! Duties that would be just as true of any other product.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use super::nouns::names_infrastructure;
use super::surface::surface;
use super::tokens::tokens;
use super::{re, set};
use crate::model::RoleSpec;

/// How much an item of `owns` says about its own product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Duty {
    /// It names something of this product.
    Own,
    /// It would be as true of any other product.
    Any,
    /// It would be, but for the surface at its end.
    Added,
}

/// What the items of `owns` say.
#[derive(Debug)]
pub(crate) struct Duties {
    /// For each item.
    pub(crate) each: Vec<Duty>,
    /// True if three or more are generic and the surface is only an addition.
    pub(crate) is_generic_base: bool,
}

/// Words that any product manager's duties have.
static ANY: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set("
        accelerate accept accordance according account accountability accountable achieve achievement across act action actionable
        actions active actively activities activity ad adapt additional address adhere adoption advance advise advisor advocate after agile
        agility agreed aim align alignment all along alternatives always ambassador ambiguity ambitious analyse analyses analysis
        analytical analytics analyze and anticipate any applicable apply appropriate approach approaches area areas around artefacts
        artifacts as asks aspects assess assigned assist at attention attractive audience audiences autonomously autonomy available
        awareness backlog backlogs balance balanced bar base based be being benefit benefits best between beyond big blockers board boards
        boundaries brand break bridge bring broad budget build bridges business businesses buy buyin by c calls campaigns can care cadence
        capabilities capability career case cases ceo ceremonies ceremony challenge challenges champion change changes channel
        channels clarity clear clearly clients client close closely coach coaching coherent collaborate collaboration collaborative
        collaboratively colleagues collect come commercial commitment committed common communicate communication communications
        community company company's competition competitive competitor competitors complete complex comprehensive concept
        conception concepts conduct confidence connect consensus consistent consistently constant constantly consumer contact
        continual continually continuous continuously contribute control convert convincing cooperation coordinate coordination core
        corporate cost create creation creative criteria critical cross crossfunctional culture curious current customer customers
        customercentric customer's cutting cycle cycles daily data datadriven date day deadlines deal decision decisions dedicated deep
        define definition delight delightful deliver deliverables delivering delivery demand department departments design designer
        designers detail detailed details determine develop developers development develops direct direction directions discover discovery discuss
        discussion discussions display diverse document documentation documents does doing domain drive driven drives driving duties
        during dynamic each early ears easy economic edge effective effectively effectiveness efficiencies efficiency efficient effort
        efforts elicit embrace empower enable enablement encourage end endtoend engage engagement engaged engineer engineering
        engineers enhance enhancement enhancements enjoy ensure ensures enterprise enthusiasm entire entrepreneurial environment
        epics establish evaluate evangelise evangelist evangelize every everyone everything evolve evolution exceed excel excellence
        excellent exceptional excite executable execute executes executing execution executive executives existing expand expectations expected experience
        experiences experiment experimentation experiments expert expertise explore external externally eye face facilitate
        facilitation facing failure failures fast feasibility feature features feedback field final find firm first fit flawless
        flexible focus focused follow for form forward foster framework frameworks from fulfil fulfill full fully function functional
        functionality functions further future gap gaps garner gather gathers general generate get give global go goal goals gotomarket good
        governance great groom groomed grooming ground group groups grow growing growth guarantee guidance guide guiding habits hand hands
        handle happiness happy hard hats have head healthy help helping hero high highest highlevel highly highperforming his hold holistic
        honest hypotheses hypothesis idea ideas ideation identification identified identify if impact impactful implement implementation
        important improve improvement improvements improves improving in inbound include including incorporate increase increased
        independently industry influence inform informed initiate initiative initiatives innovate innovation innovations innovative
        input inputs insight insights insightful inspire inspiring integral integrate interact interaction interface internal
        internally interpret into invest investment is issues it iterate iteration iterations iterative its job join judgement judgment jointly journey
        journeys keep key kpi kpis knowledge landscape language launch launches launching lead leader leaders leadership leading
        leads learn learning learnings learns lens level leverage liaise liaison life lifecycle lifecycles like line lines listen live long longterm
        look loop loops loved loyal main maintain maintaining make makes making manage management manager managers manages managing market
        marketing markets matters matrix maximise maximize meaningful means measurable measure measures measuring meet
        meeting meetings member members mentor mentoring metric metrics mid milestones mindset mission mobilise mobilize modern monitor
        monitoring more most motivate move moving multiple must mvp mvps necessary need needed needs negotiate new next nps north northstar number objective
        objectives occasional of off offer offering offerings office okr okrs on onboard once one ongoing only open operate operational
        operations opportunities opportunity optimal optimisation optimise optimization optimize or orchestrate ordinate organisation organisational
        organise organization organizational organize orientation oriented other others our out outcome outcomes outstanding over
        overall oversee overview own owner owners ownership owning owns p pace pain participate partner partnering partners partnership
        partnerships parties party passion passionate peers people perform performance performant performing person personas perspective perspectives phase phases pipeline's
        pl plan planning plans play point points position positioning positive possible post practices practice prepare present presentations
        presenting priorities prioritisation prioritise prioritised prioritises prioritization prioritize prioritized prioritizing priority
        proactive proactively problem problems process processes product productivity products product's professional profit profitability profitable program programs
        progress project projects promote proper propose proposition propositions provide purpose pursue qualitative
        quality quantitative quarter quarterly quick quickly raise range rapid rapidly rate ready realise realize recommend
        recommendations refine refined refinement regular regularly related relationship relationships release releases relevant reliable
        report reporting reports represent requested requirement requirements research resolution resolve resolving resource resources response
        responsibilities responsibility responsible results retention return revenue review reviews right rigorous risk risks roadmap
        roadmapping roadmaps robust role roles room run runs sales same satisfaction satisfied say scalability scalable scale scope scrum seamless
        see senior sense serve service services set sets setting setup shape shapes share shared ship shipping short should significant simple single
        skills smooth solid solution solutions solve solving speed spearhead specification specifications sponsor sprint
        sprints squad squads stakeholder stakeholders standard standards standup standups star state stay steer stories story
        straightforward strategic strategically strategies strategise strategy stream streamline strengthen strive strong structure structured
        study subject succeed success successes successful successfully suggest supervise support supporting supports surveys sustainable synergies synthesise
        synthesize system systematic take takes target targets task tasks team teams teamwork tech technical technologies
        technology term test testing tests that the their them then they things think thinking this thought three through throughout
        tickets time timelines timely timeline to together tools top topics touch track tracking tradeoff tradeoffs trade offs transform
        transformation translate transparency transparent transparently trends trust turn turns two ui under understand understanding understands unique unit
        up update updates upon upper usability use user users user's ux vale validate validated validation value values various via
        viable vision visionary visions voc voice want wants way ways we wear well what where whole why will win with within without work working works
        workshops world worldclass write writes writing years you your
        abreast accomplish adequate align aligned aligns also above additionally amongst among assignments back bottom ceilings centric champions
        cooperate cover creates customerfocus defines defining delighting delivers drivers ensuring essential etc excellence's facets forefront fostering
        fosters gathering gathers helps higher identifies incremental influences iterates keeps latest liaises line mature maximising maximizing maximum
        maturity necessity north optimises optimizes organised others' overarching overseeing participates partners' performs plays point practises presents priority
        promotes promoting provides providing pushes push quo raising range realisation realising reach related remain represents requirements' reviews
        serves serving shaping sharing shapes smoothly solves sound source spirit stakes stakeholders' status steering strives supportive take tactical tangible
        teammates thinks thrive tracks transforms translates translating understood unlock unlocks up upkeep usercentric validates valuable varied vertical
        vendors vendor week weekly wide winning writes yearly monthly annual annually smart initiative's positions responds respond requests request
        coordinates collaborates communicates communicating builds building creates collaborating conducts conducting executes evaluates evaluating facilitates
        facilitates identify identifies identifying inspires leveraging listens manages measures mentors monitors motivates negotiates offers optimising
        oversees owns partners plans prepares prioritising promotes proposes publishes raises refines reports researches runs sells sell shows speaks
        speak spreads stays supervises synthesises talk talks tells tests understands unifies works alignment's customers' users' teams' company-wide
        empathy obsession obsess obsessed passionately satisfaction's delight's roi nps csat arr mrr pnl pl bestinclass best-in-class class world-class
        generalist hat happen everything's etc whatever required requires operating culture's trust's wider broader business's businesses' colleagues'
        satisfying supplier suppliers environments accordance companys mind heart soul game changer changers low hanging fruit fruits quick wins
        competing love loves loved attract inception unmet pains gain gains needs' compelling engaging desirable wow vibrant energised
        energized happier better faster smarter easier intuitive beautiful polished rolling helpful visible visibility comes owning oneself
        development developing developed do did done ones those these i he she itself myself same some such fall falls many much paced pace wear acceptance newly often
        usually always everywhere somebody anyone everyone something anything nothing today tomorrow
        behalf concerned concerning regarding regard respect respective related various different difference differentiate differentiation
        differentiator excitement exciting ensure assure assurance qa uat backlog-grooming horizon horizons theme themes initiative portfolio
        portfolios suite roadmap's segment segments persona archetypes competitor's landscape benchmark benchmarks benchmarking prototype
        prototypes prototyping wireframes mockups mock-ups tagline elevator pitch pitches collateral demos demo demonstrations webinars
        conference conferences events event trade shows keynote funnel funnels acquisition activation churn upsell cross-sell monetisation
        monetization pricing investor investors ecosystem ecosystems thought bold ambition ambitions inspirational sustainably
        adoption's stickiness engagement's loyalty advocacy trustworthy trusted advisor buy-in sign-off signoff approval approvals escalation
        escalations hurdles obstacles roadblocks impediments velocity capacity throughput burndown burnup sprinting kanban lean waterfall safe
        ritual rituals retro retros retrospective retrospectives refinement showcase showcases jira confluence epic epics
        may might shall could would participation attendance attend assign assignment roll rollout rollouts prd prds brd brds mrd mrds
        interview segmentation assistance aid advice gatekeeper spokesperson evangelism representation safeguard secure
        govern estimation estimate forecast elicitation translation intelligence sizing trend introduction introduce commercialise
        commercialisation commercialization gtm training train educate education margin finance financial interdisciplinary
        multidisciplinary international distributed remote local regional cradle grave start finish beginning compliance regulatory
        guidelines guideline policy policies procedure procedures kaizen wish wishes complaint complaints persuade convince conflict
        conflicts mediate pioneer creativity disruptive emerging digital digitalisation digitalization automation starter independent
        autonomous player mentality attitude presentation slides decks concise verbal written dependency dependencies escalate mitigate
        mitigation third legal hr analyst analysts scientist scientists architect architects job jobs miscellaneous adhoc hoc routine
        special deem deemed instructed directed supervisor superior boss contribution contributions output outputs adjust pivot minimise
        minimize reduce boost extend notch premium awesome amazing tight constructive respectful competence competency matter usp usps
        storytelling messaging narrative narratives diversity inclusion psychological safety fun root cause causes reality finger pulse
        ball news bug bugs defect defects fixes sparring counterpart central hit outside box needle show proof hire recruit
        recruiting staff talent appraisals complexity simplify simplicity elegant simplification ambiguous procurement purchasing
        negotiation negotiations bids tenders rfp rfps fulfilment surpass answer question questions query queries enquiry enquiries
        inquiry inquiries helpdesk sign approve nurture cultivate deepen unite synchronise synchronize sync harmonise harmonize
        entrepreneur intrapreneur fairs describe specify formulate articulate draft uncover reveal detect spot recognise recognize
        workflow workflows toolset arise arises comes manner appropriately accordingly wherever whenever applicable respectively
        someone another fresh spirited commit compelling inside upcoming planned long-lasting competently expertly hypotheses
        counterparts interlocutor intermediary mediator link linking glue translator evangelists advocates promoter owner's
        mature stable consistent consistency robustly efficiently cost-effective economically commercially technically
        functional nonfunctional sponsor's guild guilds tribe tribes committee committees council forum forums roundtable
        optimally sustainable profitable viable feasible desirable differentiated successful adoption growth-oriented
        exchange feed fed ear voice-of-customer sessions session retrospection estimating sprints' item items list lists ticket
        presentable deck storymap storymaps canvas canvases swot pestle moscow rice jtbd kano persona journeymap hypothesise
        commercialize monetise monetize revenues turnover shares headcount staffing upskill upskilling hiring recruitment
        seamlessly frictionless pleasant memorable exceed exceeds delightful superb top-quality topnotch unparalleled
        foundation foundations groundwork building-block pillar pillars mindshare buyin awareness-raising
        consult consulting consultation consultative counsel recommend recommending propose moderate moderating moderation
        hold holding host hosting arrange arranging chair chairing lifecycle-management sunset sunsetting
        generation generator leads upselling renewals renewal prospects prospect roadshow roadshows analyst-relations press pr
        efficiency-driven effectiveness-driven pragmatically pragmatic pragmatism hypothesis-driven outcome-oriented
        junior model models fairs fair derive derives suitable culture experimentation phases incl eg ie familiarity familiar exposure advantage too besides therein thereof hereby via pm pms po pos tpm tpms itself asset
        trusting belief believe believes nimble nimbly resilient resilience adaptable tenacity curious energy energetic stamina
        hearts minds hungry humble bias action-bias grit mentality owner-mindset thing stuff bits pieces everything's somehow
        kick kickoff kickoffs off-site offsite offsites calendar calendars agenda agendas minutes notes note diary travel budget's")
});
/// Words that add the surface to a duty of any product.
static ADDITION: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"(,|\(|;|–|—|-)?\s*\b(and|plus|as well as|including|incl\.?|also|along with|along|too|such as|even|with|together with|additionally|likewise|same for|the same for|ones? (that|who|for)|not forgetting|other than|in addition to|apart from|on top of|not least|occasional(ly)?|sometimes|where (needed|necessary)|as (needed|required)|around|covering|among them|e\.g\.?|i\.e\.?|eg|where relevant|if needed|now and then)\b[^.;]*?\b(apis?|sdks?|integrations?|webhooks?|interfaces?|endpoints?|platforms?|developers?|technical|backend|data products?|connectors?)\b[^.;]*$|&\s*(our |the )?(apis?|sdks?)\b.*$",
    )
});
/// Words with which an item makes the surface a side matter.
static FOOTNOTE: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"\b(exposure to|familiar(ity)? with|(related|relevant|adjacent|oriented|specific) (activit\w+|tasks?|topics?|matters|work|duties|questions|issues|things|projects|initiatives|responsibilities|aspects)|if (time|capacity|needed|necessary|required|applicable|possible)|(when|where|wherever|whenever|as|if) (\w+ )?(applicable|required|requested|needed|necessary|appropriate|possible|relevant)|time permit\w*|help(s|ing)? out|(some|basic|first|good|general|working|prior|technical) (\w+ )?(knowledge|understanding|awareness|experience|familiarity|exposure|interest|grasp|contact)|(all|any|same|everything) (of )?(the )?(above|listed|mentioned)|the (above|same|foregoing)|on the side|from time to time|now and (then|again)|at times|touch(es|ing|points?)?( on| with)?|(activit\w+|tasks?|topics?|matters|questions|issues|things|work|aspects|side|part) (around|of|on|in|about|concerning|relating to|related to|regarding|linked to)|knowledge of|contact with|involved in|involvement|is part of|part of the (work|job|role)|is an advantage|a plus|desirable|also|too|as well|etc|technical (things|stuff|side|topics|matters|part|aspects|questions|tasks|work)|and the like|likewise|additionally|in particular|especially|specifically|mainly)\b",
    )
});
/// Words that name the surface in most technical products.
static SURFACE: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"^(apis?|sdks?|integrations?|webhooks?|interfaces?|endpoints?|platforms?|developers?|backend|connectors?|portals?|microservices?|payments?|json|web|gateways?)$",
    )
});

/// Looks at the items of `owns`.
pub(crate) fn duties(role: &RoleSpec) -> Duties {
    let words = surface(role);
    let each: Vec<Duty> = role.owns.iter().map(|item| duty(item, &words)).collect();
    let generic = each.iter().filter(|duty| **duty != Duty::Own).count();
    let any = each.iter().filter(|duty| **duty == Duty::Any).count();
    let added = each.contains(&Duty::Added) && any > 1;
    let is_surface = |low: &str| SURFACE.is_match(low) || words.iter().any(|word| word == low);
    let is_about_surface = |item: &str| {
        tokens(item).iter().any(|token| is_surface(&token.low)) || item.contains(|c: char| c.is_ascii_digit())
    };
    let own = role.owns.iter().zip(&each).filter(|(_, duty)| **duty == Duty::Own);
    let others = own.filter(|(item, _)| is_about_surface(item)).count();
    let is_generic_base = generic >= 3 && added && others == 0 && each.len() - generic < generic;
    Duties { each, is_generic_base }
}

fn duty(item: &str, surface: &[String]) -> Duty {
    if is_generic(item, surface) {
        return Duty::Any;
    }
    if is_footnote(item, surface) {
        return Duty::Added;
    }
    if CATCH_ALL.is_match(item) && !names_a_thing(item) {
        return Duty::Any;
    }
    let Some(tail) = ADDITION.find(item) else { return Duty::Own };
    let head = &item[..tail.start()];
    let rest: Vec<_> = tokens(tail.as_str()).into_iter().map(|token| token.low).collect();
    let is_footnote = rest.len() < 14 && !tail.as_str().contains(|c: char| c.is_ascii_digit());
    let is_known =
        |word: &String| SURFACE.is_match(word) || word == "public" || surface.contains(word) || is_any(word);
    let is_bare = !tokens(head).iter().any(|token| token.low.len() > 2) || is_generic(head, surface);
    if is_bare && is_footnote && rest.iter().filter(|word| !is_known(word)).count() < 2 {
        Duty::Added
    } else {
        Duty::Own
    }
}

/// What is left over when duties are listed: "Any other task that the manager may assign".
static CATCH_ALL: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"^\W*(perform(s|ing)?|carr(y|ies|ying) out|tak(e|es|ing) (on|over)|do(es|ing)?|handl(e|es|ing)|undertak(e|es|ing)|complet(e|es|ing)|fulfil(s|l|ls|ling)?|execut(e|es|ing)|assist(s|ing)? (with|in)|help(s|ing)? (out )?with|and|all|any|various|performance of)?\s*\b(any|all|various|other|further|additional|miscellaneous|ad[ -]?hoc|occasional|special|general|related|similar)( and| or|/)?( any| all| other| further| additional| such| special| ad[ -]?hoc| occasional)* (\w+ )?(dut(y|ies)|tasks?|work|jobs?|assignments?|responsibilit(y|ies)|projects?|activit(y|ies)|requests|support|things)\b",
    )
});

/// True for figures or code in an item.
fn names_a_thing(item: &str) -> bool {
    item.contains(|c: char| c.is_ascii_digit() || matches!(c, '`' | '_' | ':'))
        || item.split_whitespace().count() > 16
}

/// True if an item says of the surface only that there is something to do with it.
fn is_footnote(item: &str, surface: &[String]) -> bool {
    let all = tokens(item);
    let is_surface = |low: &String| SURFACE.is_match(low) || surface.contains(low);
    let others = all.iter().filter(|token| !is_surface(&token.low) && !is_any(&token.low)).count();
    let allowed = if FOOTNOTE.is_match(item) { 2 } else { 0 };
    !names_a_thing(&item.replace(':', " "))
        && all.iter().any(|token| is_surface(&token.low))
        && others <= allowed
        && all.len() < 15
}

/// True if all words of an item are words of any product.
fn is_generic(item: &str, surface: &[String]) -> bool {
    let all = tokens(item);
    let is_coded =
        item.contains(['`', '/', '_', '%', '$', '€', '£']) && !item.to_lowercase().contains("and/or");
    // "P&L", "UI/UX" and "go/no-go" are words of any product.
    let is_coded =
        is_coded && !["UI/UX", "UX/UI", "UX / UI", "A/B", "go/no-go"].iter().any(|word| item.contains(word));
    let content = all.iter().filter(|token| token.low.len() > 2).count();
    content > 0
        && !is_coded
        && item.is_ascii()
        && !names_infrastructure(item)
        && all.iter().all(|token| !surface.contains(&token.low) && is_any(&token.low))
}

fn is_any(word: &str) -> bool {
    let word = word.trim_matches(['\'', '’']);
    let stem = word.strip_suffix("'s").unwrap_or(word);
    ANY.contains(word)
        || ANY.contains(stem)
        || is_inflected(stem)
        || stem.len() == 1 && !stem.starts_with(|c: char| c.is_ascii_digit())
}

/// True for a form of a word in the list.
fn is_inflected(word: &str) -> bool {
    let has = |stem: &str| stem.len() > 3 && ANY.contains(stem);
    let with_e = |stem: &str| has(stem) || ANY.contains(format!("{stem}e").as_str()) && stem.len() > 2;
    word.strip_suffix('s').is_some_and(has)
        || word.strip_suffix("es").is_some_and(has)
        || word.strip_suffix("ies").is_some_and(|stem| ANY.contains(format!("{stem}y").as_str()))
        || word.strip_suffix("ing").is_some_and(with_e)
        || word.strip_suffix("ed").is_some_and(with_e)
        || word.strip_suffix("ly").is_some_and(has)
}
