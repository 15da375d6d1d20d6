//! `legal-credit`: debts, credit reports, private finances.

use std::sync::OnceLock;

use crate::lint::topic::{ALL, ASK, JUDGE, POST};
use crate::lint::{Check, Cue, Group, Law, Rule, Topic};

pub(super) static RULE: Rule =
    Rule::new("legal-credit", include_str!("legal_credit.md"), Group::Legal, Check::Topic(&TOPIC));

static TOPIC: Topic = Topic {
    laws: &[
        Law { place: "us", source: "Fair Credit Reporting Act, 15 U.S.C. 1681b(b)", read: "2026-11-30" },
        Law { place: "us", source: "EEOC, Pre-Employment Inquiries and Financial Information", read: "" },
        Law { place: "us-ca", source: "California Labor Code, s. 1024.5", read: "2026-11-30" },
        Law { place: "us-ny", source: "NYC Stop Credit Discrimination in Employment Act, as the NYC Commission on Human Rights describes it", read: "2026-11-30" },
        Law { place: "eu", source: "GDPR, art. 5(1)(c)", read: "2026-11-30" },
        Law { place: "eu", source: "GDPR, art. 6", read: "" },
    ],
    words: &["arrears", "bankrupt", "behind on", "bills", "broke", "cash", "ccj", "collections", "credit", "debt", "default", "financ", "foreclos", "gambl", "garnish", "insolv", "loan", "means", "money", "mortgage", "overdraft", "owe", "payday", "rent", "reposses", "saving", "schufa", "short of cash"],
    cues: &[
        Cue::strong(ASK, r"your (?:\w+ )?(?:credit (?:scores?|rating|history|report|record|cards?|card debts?|standing|check|file)|debts?|mortgage|(?:student |car |personal |payday |bank )?loans?|bankruptc\w+|(?:personal |own |household )?finances|financial (?:situation|position|problems?|troubles?|obligations?|circumstances|history|health|difficult\w+|commitments?)|savings|overdraft|wages__garnish\w*|bills|schufa\w*|ccjs?|money (?:troubles|problems|worries))"),
        Cue::strong(ASK, r"(?:you|your)__(?:bankrupt\w*|insolven\w*|in debt|debts?|owe (?:money|any|anyone|a lot|anything)|garnish\w*|repossess\w*|behind (?:on|with)_(?:payments?|rent|mortgage|bills|loans?|card)|in arrears|arrears|student (?:loans?|debts?)|foreclos\w*|defaulted|credit (?:checks?|scores?|rating|history|problems)|default on_(?:loan|debt|mortgage|payment)|county court|debt collectors?|gambl\w+|live(?:d)? (?:beyond|within) your means|financial (?:difficult\w+|problems?|trouble|hardship)|money (?:troubles|problems)|afford|make ends meet|turned down for (?:a )?(?:loan|credit|mortgage))"),
        Cue::strong(ASK, r"wages (?:ever )?(?:been )?garnish\w+|(?:run|pull|do|carry out|consent to|agree to|sign|pass)_credit (?:checks?|report|history)|how much_(?:do you owe|debt|owe)|filed? for (?:personal )?(?:bankruptcy|insolvency)|good with (?:your )?(?:own )?money"),
        Cue::strong(POST, r"(?:good|clean|excellent|clear|spotless|healthy|solid|perfect|flawless) (?:personal )?(?:credit|finances|financial (?:history|record|background|standing)|schufa)(?: (?:history|score|record|rating|report|check|standing))?|no (?:\w+ )?(?:debts?|bankruptc\w+|ccjs?|arrears|insolvenc\w+|bad credit|loans|defaults|garnishments?)|(?:credit|schufa|financial background) (?:checks?|reports?|scores?|history)_(?:required|will|must|need\w*|mandatory|application|before|of all|on all)|(?:attach|include|send|submit|provide|pass|undergo)_(?:credit|schufa)_(?:report|check|score|history|extract|auskunft)?"),
        Cue::strong(POST, r"debt-free|sound (?:personal )?finances|bankrupts?_(?:need not|will not)"),
        Cue::weak(JUDGE, r"(?:in|has|his|her|their|deep in|up to|personal|private|gambling|card|family|heavy) (?:\w+ )?debts?|bankrupt\w*|insolven\w+|arrears|mortgage|student loans?|(?:car|payday|personal|bank) loans?|loans? (?:still|open|outstanding)|owes|owing|credit (?:scores?|history|ratings?|cards?(?: debts?)?|report|problems?|check|record)|(?:bad|poor|good|clean|no) credit|short of (?:cash|money)|(?:money|financial|cash) (?:troubles?|problems?|worries|difficult\w+|pressure|trouble|issues|situation|stress)|garnish\w*|foreclos\w*|repossess\w*|(?:within|beyond|above) (?:his|her|their) means"),
        Cue::weak(JUDGE, r"(?:desperate|strapped|needs|hungry) for (?:the )?(?:cash|money)|strapped for|(?:is|seems|sounds|looks|flat) (?:broke|skint)|gambl(?:es|ing|er)|(?:his|her|their) (?:finances|savings|bills)|ccjs?|behind on|debt free|needs the money|payday"),
    ],
    nouns: &[
        (ALL, &["maxed out", "maxes out", r"payday lo?an\w*", "bad debts?", "personal debts?", "private debts?", "in debt", "your debts", "has debts", "have debts", "his debts", "her debts", r"insolven\w+", r"bankrupt\w*", "schufa", "credit (?:scores?|rating|file|history|worthiness|record|standing|problems?|trouble|card debts?)", r"creditworth\w+", "your credit", "financially (?:stable|secure|sound|okay|ok|comfortable|strapped|squeezed|fit|independent|responsible|solid)", r"financial (?:worries|troubles?|difficult\w+|standing|situation|stability|shape|state|pressure|problems?|mess|hardship|obligations|past)", "nest egg", "overdrawn", "in the red", r"remortgag\w*", "second mortgage", "mortgage", r"garnish\w*", "attachment of earnings", r"wage (?:garnish\w+|attachments?|assignments?|deductions? order)", r"reposses\w*", "repo man", r"foreclos\w*", "bailiffs?", "pawn(?:ed|ing|shop|broker)", "loan shark", r"gambl\w+", "betting", "bookies?", "casinos?", "paycheck to paycheck", "hand to mouth", "ends meet", r"missed (?:payments|instal\w+)", "bounced che(?:que|ck)s?", "tax (?:debts?|arrears|liens?)", "county court", "ccjs?", r"debt ?-?collect\w*", "debt (?:counsell?ing|advice|plan|relief|problem)", "collections agency", "money (?:worries|troubles?|problems|issues|matters|habits|management at home)", "strapped for cash", "skint", "owes? (?:money|the bank|back taxes|the taxman|rent)", "owe (?:money|anybody|anyone|anything)", "student (?:loans?|debts?)", r"car (?:loan|payments?|repossess\w*)", "independent means", "trust fund", "living beyond", r"behind on (?:the |his |her |your |their )?(?:rent|bills|payments?|mortgage|loan|instal\w+|taxes)"]),
        (ASK, &["collectors?", "creditors?", "savings", "finances", "fixed financially", "money ?-?wise", "financially", "arrears", "loans?", "owing", "overdraft", "debt", "afford", "credit cards?", "cards maxed", "pay(?:ing)? your (?:bills|rent)"]),
        (JUDGE, &["his savings", "her savings", "savings to", "overdraft", "creditors?", "collectors?", r"broke(?:,|;|\.|$)", "flat broke", "cash ?-?strapped", "finances", "financially", "credit cards?", "maxed", "rent arrears", "lives beyond", "spendthrift", "wealthy family", "money problems"]),
        (POST, &["sound finances", "finances in order", "orderly (?:personal )?finances", "creditors", "debt", "insolvency"]),
    ],
    other: &[r"(?:technical|tech|design|architect\w+|engineering|process|security|test|code|documentation|data|ux|schema|our|that|the|product|decision|quality|incurred|of|carry|pay(?:ing)? (?:down|off|back)|migration) debts?(?: of)?|debt (?:vs|versus|backlog|register|and features|work|paydown|in the code|ratio)|(?:claims?|claiming|gives?|giving|gave|takes?|taking|took|shares?|sharing|shared|due|deserves?|extra|full|partial) (?:the |all the |all |full |any |no |his |her |their )?credit|credits (?:the|others|his|her|their|team|an?)", r"credit (?:to (?:the|others|her|his|their|an?|whom)|where|for (?:the|others|what|work))|owe[sd]? (?:the|it|its|us|an? (?:answer|explanation|decision|review))|mortgage (?:product|api|applicants?|lender|broker|customers|application|platform|calculator)|student loan (?:api|servic\w+|product|platform)|credit (?:products?|scoring|note|memo|api|limits? of|agency|union|risk)|debt collection|financ(?:e|ial) (?:team|department|services|products?|institution\w*|reports?|data|model\w*|system)|by default|defaults? to|default (?:value|setting|config\w*)"],
    pass: &[r"(?:law|regulat\w+|section \d+|statut\w+)_(?:requires?|obliges?|demands)"],
    message: |part| format!("a text is about the private finances of a candidate: `{part}`"),
    label: "may not be asked or counted, or is risky",
    help: &["leave it out, or name the law that obliges you to check"],
    is_legal: true,
    made: OnceLock::new(),
};
