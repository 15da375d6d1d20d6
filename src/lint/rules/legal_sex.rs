//! `legal-sex`: sex, gender, orientation, reassignment, looks.

use std::sync::OnceLock;

use crate::diag::{Code, Severity};
use crate::lint::topic::{ASK, JUDGE, POST};
use crate::lint::{Check, Cue, Group, Law, Rule, Topic};
use crate::model::LintLevel;

pub(super) static RULE: Rule = Rule {
    code: Code { id: "legal-sex", severity: Severity::Warning, text: include_str!("legal_sex.md") },
    group: Group::Legal,
    level: LintLevel::Warn,
    check: Check::Topic(&TOPIC),
};

static TOPIC: Topic = Topic {
    laws: &[
        Law { place: "us", source: "Civil Rights Act 1964, Title VII (42 U.S.C. 2000e-2); EEOC, Prohibited Employment Policies/Practices", read: "2026-11-30" },
        Law { place: "us", source: "Bostock v. Clayton County, 590 U.S. 644 (2020)", read: "" },
        Law { place: "eu", source: "Directive 2006/54/EC, art. 14; Directive 2000/78/EC, art. 1", read: "2026-11-30" },
        Law { place: "gb", source: "Equality Act 2010, ss. 7, 11, 12", read: "2026-11-30" },
        Law { place: "au", source: "Sex Discrimination Act 1984 (Cth), s. 27", read: "2026-11-30" },
        Law { place: "au", source: "Sex Discrimination Act 1984 (Cth), ss. 5-5C, 14", read: "" },
        Law { place: "ca", source: "Canadian Human Rights Act, ss. 3, 8", read: "2026-11-30" },
        Law { place: "ca-on", source: "Ontario Human Rights Code, s. 23", read: "" },
    ],
    words: &["asexual", "attractive", "bathroom", "beautiful", "birth name", "bisexual", "blonde", "boy", "butch", "camp", "changing room", "closet", "coming out", "dead name", "deadname", "effeminate", "female", "feminine", "figure", "gay", "gender", "gentlem", "girl", "girly", "good-looking", "guy", "handsome", "heterosex", "homosex", "hormone", "intersex", "lad", "ladies", "lady", "lesbian", "lgbt", "male", "man", "masculine", "men", "menopaus", "non-binary", "nonbinary", "orientation", "period", "pms", "pretty", "pronoun", "queer", "restroom", "sex", "sexy", "skirt", "straight", "surgery", "toilet", "trans", "woman", "women"],
    cues: &[
        Cue::strong(ASK, r"your (?:\w+ )?(?:gender|sex|sexuality|sexual (?:orientation|preferences?|identity|life)|sex life|gender identity|birth (?:sex|gender)|dead ?name|menopause|birth certificate)|which sex|(?:what|which) (?:sex|gender)_(?:you|your|are|do|did)"),
        Cue::strong(ASK, r"are you_(?:gay|straight|lesbian|bi|bisexual|homosexual|heterosexual|queer|trans|transgender|transsexual|transitioning|non binary|male|female|(?:a|an) (?:real |biological |trans |cis |gay |straight |lesbian )?(?:man|woman|lady|girl|boy|male|female|lesbian|homosexual|member of the lgbt\w*)|asexual|lgbt\w*|intersex|cis\w*|out at work|out of the closet|attracted to|into (?:men|women|girls|guys|boys)|menopausal|on hormones|post-op|pre-op|still a)"),
        Cue::strong(ASK, r"(?:had|have|having|plan\w*|undergo\w*|undergone|get|getting)_(?:the (?:surgery|operation|op)|gender \w+|sex (?:change|reassignment)|reassignment|top surgery|bottom surgery|hormones?|hormone (?:therapy|treatment)|transition(?:ed|ing)?)|(?:which|what) (?:bathroom|toilets?|restroom|changing room|locker room|washroom)|(?:use|using) the (?:women's|men's|ladies'?|gents'?) (?:\w+)?|(?:were|was)_(?:you )?born (?:as )?(?:a )?(?:male|female|man|woman|boy|girl)|sex (?:assigned|at birth|on your)|sexual orientation|assigned (?:\w+ )?at birth|what was your (?:birth|real|previous|original|old|former) name"),
        Cue::strong(ASK, r"(?:like|date|prefer|fancy|sleep with|love) (?:men|women|girls|boys)(?: or (?:men|women|girls|boys))?|(?:as|being|for) (?:a|an|the only|another|one of the few) (?:\w+ )?(?:woman|female|man|male|girl|lady|mother)__?(?:you|cope|handle|feel|manage|work|team|comfortable|lead|would|do|can|how|here|in|will|on)|(?:mind|comfortable|happy|ok|okay|cope|problem|trouble|like|used to|feel|manage)_(?:working|reporting|managing|leading|taking orders|being managed|with|to|for|by)_(?:women|men|woman|man|female|male|girls|lads|all-male|all-female)"),
        Cue::strong(ASK, r"(?:having|have|has) a (?:woman|man|female|male|girl)_(?:boss|manager|lead|superior|supervisor)|(?:female|male) (?:boss|manager|superior|supervisor)s?|(?:all[- ]male|all[- ]female|male-dominated|mostly male|mostly men|men only) (?:team|environment|group|office|crew|workplace|business|industry|shop)?|how do you as a (?:woman|man)|(?:have|got|is there) (?:a )?(?:boyfriend or|girlfriend or)|time of the month|do you identify as|transition(?:ed|ing)? (?:yet|from (?:male|female))|still transitioning|(?:when|did) you (?:come out|transition)|wear (?:a )?(?:skirt|skirts|make-?up|high heels|heels|dress)"),
        Cue::strong(POST, r"(?:ladies|women|men|males?|females?|gentlemen|girls|boys|lads) (?:only|preferred|wanted|needed|need apply|required|need not apply)|(?:only|preferably|ideally|prefer|preference for|must be|looking for|seeking|want|need) (?:an? |to hire an? )?(?:\w+ )?(?:women|men|male|males|females?|ladies|man|woman|lady|girl|girls|gentlemen|gentleman)|(?:male|female) (?:candidates?|applicants?|nurse|receptionist|assistant|staff|secretary|model|driver|cleaner|preferred|only|carer|attendant|\w+ (?:wanted|only|preferred))|(?:man|woman|lady|girl|gentleman) (?:wanted|needed|preferred|only)"),
        Cue::strong(POST, r"(?:your|state|give|indicate|mention|with)_(?:gender|sex|sexual orientation)_(?:cv|application|letter|form)|(?:attractive|pretty|good-looking|beautiful|handsome|presentable) (?:\w+ )?(?:lady|ladies|woman|women|girls?|female|hostess\w*|young|receptionist)|(?:no|not for) (?:women|men|girls|ladies|gays|homosexuals|transgender\w*|trans)"),
        Cue::strong(JUDGE, r"transgender|transsexual|(?:too|very|rather|not|more|quite|so|how) (?:feminine|masculine|girly|girlish|manly|butch|womanly|ladylike|effeminate)(?: enough)?"),
        Cue::weak(JUDGE, r"transsexual|trans (?:woman|man|person|girl|guy)|(?:is|be|seems|looks|sounds|probably|openly|clearly|very|maybe|possibly|not|as) (?:a |an )?(?:gay|lesbian|homosexual|bisexual|queer|trans|straight|camp|butch|effeminate)|gays?|lesbian|homosexual\w*|bisexual|queer|effeminate|(?:too|very|rather|not|more|quite|so|less|how) (?:feminine|masculine|girly|girlish|manly|butch|womanly|ladylike|macho|camp)(?: enough)?|sexual orientation|sexuality|(?:pretty|attractive|good[- ]looking|beautiful|sexy|handsome|hot|lovely|nice|cute) (?:girl|woman|lady|guy|man|lad|smile|legs|figure|face|young|blonde|and)"),
        Cue::weak(JUDGE, r"(?:is|very|looks|quite|too) (?:attractive|good-looking|sexy|handsome|pretty|beautiful)|(?:for|being|as|is|was) (?:a|an|another) (?:\w+ )?(?:woman|man|girl|female|lady|male)(?:,|\.| in| on| with| of| who| and| so| but| would| will| to|$)|(?:a|the|another|one|only|young|no|any|this) (?:woman|man|girl|lady|female|male|guy) (?:would|will|won't|might|in this|on the (?:team|crew)|who|cannot|can't|could|may|is|has|for|at|to|of|doing)|(?:women|men|girls|ladies|females|males) (?:are|do|don't|cannot|can't|will|would|tend|always|get|usually|rarely|in|lack|should)"),
        Cue::weak(JUDGE, r"(?:wants?|need|needs|prefer|rather have|looking for|hire|hiring)_(?:a man|a woman|a girl|male|female|guy|lad|men|women|a lady)|man enough|like a (?:man|woman|girl)|hormon\w+|pms|menopaus\w+|(?:her|his) (?:gender|sex|figure|legs|make-?up|skirt|looks|sexuality)|(?:his|her) (?:boyfriend and|transition)|gender (?:reassignment|identity|change|unclear)|used to be (?:a )?(?:man|woman|he|she)|born (?:a )?(?:male|female|man|woman)|pre-op|blonde|emotional (?:like|as)"),
    ],
    other: &[r"gender[- ]?(?:neutral|equality|balance|pay gap|field|column|specific|diverse)|chair(?:person|woman|man)|(?:screen|tablet|page|device|customer|results?|goal|service|detail|solution|portrait|landscape) orientation|orientation of|orientation (?:day|week|session|programme|program)|straight(?:forward|away| away| to| into| from| through| answer| line| talk|en\w*)|trans(?:action|it|fer|form|lat|port|par|late|cript)\w*|period (?:of|in|between|after|before)|figures?|camp(?:aign\w*|us)|boot ?camp|beautiful (?:code|design|ui|solution)|pretty (?:much|clear|good|well|printed?|print)", r"attractive (?:offer|salary|package|pay|option|benefits|price|to)|handsome(?:ly)? pa\w+|men(?:u|us|tion\w*|tor\w*)|hot (?:fix|path|spot)|man(?:-|\s)(?:hours?|days?|power|months?)|man-in-the-middle|guys? who"],
    pass: &[r#"under ?-?represented|glad (?:to hear|if)|(?:welcome|encourage|invite)[sd]?_(?:applications?|applicants|candidates|people|women|you|men)|strongly encouraged|rare in our|(?:introduced|introduces|refers? to|asked us)_(?:themselves|himself|herself|with|as)_(?:they|pronouns?|\"they\")|\(?(?:m|f|w)/(?:m|f|w)/(?:d|x)"#],
    message: |part| format!("a text is about the sex, gender or orientation of a candidate: `{part}`"),
    label: "may not be asked or counted, or is risky",
    help: &["leave it out; say what the work needs, in words that fit every person"],
    is_legal: true,
    made: OnceLock::new(),
};
