//! Duties that are as true of any other product.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

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
        ritual rituals retro retros retrospective retrospectives refinement showcase showcases jira confluence epic epics")
});
/// Words that add the surface to a duty of any product.
static ADDITION: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"(,|\(|;|–|—|-)?\s*\b(and|plus|as well as|including|incl|also|along with|along|too|such as|even|with|together with|additionally|likewise|same for|the same for|ones? (that|who|for)|not forgetting|other than|in addition to|apart from|on top of|not least|occasional(ly)?|sometimes|where (needed|necessary)|as (needed|required)|around|covering|among them|e\.g|eg|where relevant|if needed|now and then)\b[^.;]*?\b(apis?|sdks?|integrations?|webhooks?|interfaces?|endpoints?|platforms?|developers?|technical|backend|data products?|connectors?)\b[^.;]*$|&\s*(our |the )?(apis?|sdks?)\b.*$",
    )
});
/// Words that name the surface in most technical products.
static SURFACE: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"^(apis?|sdks?|integrations?|webhooks?|interfaces?|endpoints?|platforms?|developers?|backend|connectors?)$",
    )
});

/// Looks at the items of `owns`.
pub(crate) fn duties(role: &RoleSpec) -> Duties {
    let words = surface(role);
    let each: Vec<Duty> = role.owns.iter().map(|item| duty(item, &words)).collect();
    let generic = each.iter().filter(|duty| **duty != Duty::Own).count();
    let added = each.contains(&Duty::Added);
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

/// True if all words of an item are words of any product.
fn is_generic(item: &str, surface: &[String]) -> bool {
    let all = tokens(item);
    let is_coded =
        item.contains(['`', '/', '_', '%', '$', '€', '£']) && !item.to_lowercase().contains("and/or");
    // "P&L", "UI/UX" and "go/no-go" are words of any product.
    let is_coded = is_coded && !["UI/UX", "UX/UI", "A/B", "go/no-go"].iter().any(|word| item.contains(word));
    let content = all.iter().filter(|token| token.low.len() > 2).count();
    content > 0
        && !is_coded
        && item.is_ascii()
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
