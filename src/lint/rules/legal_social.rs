//! `legal-social`: photos, private accounts, passwords.

use std::sync::OnceLock;

use crate::diag::{Code, Severity};
use crate::lint::topic::{ALL, ASK, JUDGE, POST};
use crate::lint::{Check, Cue, Group, Law, Rule, Topic};
use crate::model::LintLevel;

pub(super) static RULE: Rule = Rule {
    code: Code { id: "legal-social", severity: Severity::Warning, text: include_str!("legal_social.md") },
    group: Group::Legal,
    level: LintLevel::Warn,
    check: Check::Topic(&TOPIC),
};

static TOPIC: Topic = Topic {
    laws: &[
        Law { place: "us-ca", source: "California Labor Code, s. 980", read: "2026-11-30" },
        Law { place: "us", source: "EEOC, Prohibited Employment Policies/Practices (photographs)", read: "2026-11-30" },
        Law { place: "us", source: "State laws on social-media passwords", read: "" },
        Law { place: "eu", source: "GDPR, art. 5(1)(c)", read: "2026-11-30" },
        Law { place: "eu", source: "GDPR, art. 6; Article 29 Working Party, Opinion 2/2017", read: "" },
        Law { place: "de", source: "Act against Discrimination (AGG), ss. 1, 22 (signs of discrimination shift the burden of proof)", read: "2026-11-30" },
    ],
    words: &["account", "facebook", "followers", "friend", "googled", "handle", "headshot", "image of", "instagram", "linkedin", "log in", "login", "looked up", "on x ", "online", "password", "photo", "pics", "picture", "portrait", "posts", "profile", "reddit", "selfie", "snapchat", "social", "telegram", "tiktok", "twitter", "video of", "whatsapp", "x handle", "youtube"],
    cues: &[
        Cue::strong(ASK, r"your (?:\w+ )?(?:facebook|instagram|tiktok|twitter|x (?:account|handle|profile|feed)|snapchat|reddit|whatsapp|telegram|social (?:media|accounts?|profiles?|networks?|handles?)|personal (?:accounts?|page|blog|profiles?|social)|(?:account |facebook |instagram )?passwords?|handles?|private (?:accounts?|profile|page)|online (?:profiles?|presence|life|accounts?)|photo(?:graph)?s?|picture|headshot|selfie|followers|friends list|dating profile)|(?:log|sign) ?-?in ?(?:to|on)?_(?:facebook|instagram|tiktok|twitter|x|snapchat|reddit|social|accounts?|profile|linkedin|so that (?:we|i))"),
        Cue::strong(ASK, r"(?:are|do|have) you_(?:on (?:facebook|instagram|tiktok|twitter|x|snapchat|reddit|telegram|social|bluesky|threads)|(?:a |an )?(?:facebook|instagram|tiktok|twitter|snapchat|reddit|x|telegram|onlyfans) (?:accounts?|profiles?|page)|post(?:ed)? (?:on|to)_(?:facebook|instagram|tiktok|twitter|x|social|online)|social media)|(?:friend|follow|add|accept|connect|find|look up|contact) (?:with )?(?:me|us|you|our|my)_(?:facebook|instagram|tiktok|twitter|x|request|recruiter|on|invite)"),
        Cue::strong(ASK, r"(?:look|scroll|see|go|browse|check|show|open|peek)_(?:at|through|us|me)?_?(?:facebook|instagram|tiktok|twitter|your (?:social|feed|posts?|timeline|profile))|(?:send|bring|give|attach|provide|include|upload|share|have|email|take)_(?:photo(?:graph)?s?|headshot|selfie|picture of you(?:rself)?|portrait|recent picture)|(?:facebook|instagram|tiktok|twitter|snapchat) (?:password|account|login|handle|username)|(?:picture|photo) of (?:you|yourself)"),
        Cue::strong(POST, r"(?:attach|send|include|enclose|with|add|upload|provide|submit|append|require[sd]?|need|and|plus|bring|recent|current|passport|full[- ]length|your|professional)_(?:recent |current |professional |passport[- ]?(?:size |sized |style )?|full[- ]length )*(?:photo(?:graph)?s?|headshots?|selfies?|portrait|picture of you(?:rself)?|passport photo)|(?:cv|application|resume|letter)_(?:photo(?:graph)?|picture|headshot|portrait)"),
        Cue::strong(POST, r"(?:links? to|share|give|send|list|provide|include|with|name)_(?:your )?(?:\w+ )?(?:facebook|instagram|tiktok|twitter|snapchat|social media|social|x) ?(?:accounts?|profiles?|handles?|page|passwords?)?|we (?:check|look at|screen|review)_(?:social|facebook|instagram|twitter)|photo required|(?:applications?|cvs?) without (?:a )?(?:photo|picture)"),
        Cue::weak(JUDGE, r"(?:on|via|her|his|their|from|found|checked|through|the) (?:her |his |their )?(?:facebook|instagram|tiktok|twitter|snapchat|reddit|telegram|linkedin photo|social media|socials|youtube|x\b|social (?:accounts?|profiles?))|(?:facebook|instagram|tiktok|twitter|snapchat|social media|reddit) (?:posts?|profile|account|page|feed|pictures?|photos?|shows?|presence)|social (?:media|accounts?|profiles?)|(?:no|his|her|their|without|missing|good|nice|profile) (?:photo(?:graph)?|portrait|headshot|profile pic\w*|picture)(?: on| in| of (?:her|him)| with| attached| missing| looks| is|,|\.|$)|headshot"),
        Cue::weak(JUDGE, r"googled (?:her|him|them)|looked (?:her|him|them) up|(?:posted|posts|shares?|likes?|tweets?|retweets?|liked)_(?:on (?:x|facebook|instagram|tiktok|twitter|linkedin|social)|things|pictures|photos|political|online)|tweets?|has posted|followers|(?:party|holiday|bikini|drunk) (?:pictures|photos|pics)|(?:private|personal) (?:account|profile|page)"),
    ],
    nouns: &[
        (ALL, &[r"private (?:account|accounts|profile|insta\w*|page|feed|posts)", "second(?:,|) private account", "facebook", "instagram", "insta", "tiktok", "snapchat", "onlyfans", "tinder", "grindr", "reddit", "twitter", "bluesky", "telegram", "dating (?:app|profile|site)", r"nothing (?:\w+ )?(?:on the (?:web|internet|net)|online|on google)", r"anything (?:\w+ )?(?:on the (?:web|internet|net)|online|on google)", r"something (?:\w+ )?(?:on the (?:web|internet|net)|online|on google)", r"dirt (?:\w+ )?(?:on the (?:web|internet|net)|online|on google)", r"stuff (?:\w+ )?(?:on the (?:web|internet|net)|online|on google)", "embarrassing (?:on|pictures?|photos?|posts?|stuff|things?|online)", "nothing embarrassing", "anything embarrassing", "google(?:d)? (?:you|him|her|them|your|his|their)", "googling (?:you|him|her|them|your)", "snap of (?:you|him|her|yourself)", "a (?:snap|photo|photograph|picture|pic|headshot|selfie|portrait) (?:of you|with|for the file|to|please|attached|on)", "your (?:snap|photo|photograph|picture|pic|headshot|selfie|portrait) (?:of you|with|for the file|to|please|attached|on)", "recent (?:snap|photo|photograph|picture|pic|headshot|selfie|portrait) (?:of you|with|for the file|to|please|attached|on)", "passport (?:snap|photo|photograph|picture|pic|headshot|selfie|portrait) (?:of you|with|for the file|to|please|attached|on)", "current (?:snap|photo|photograph|picture|pic|headshot|selfie|portrait) (?:of you|with|for the file|to|please|attached|on)", "nice (?:snap|photo|photograph|picture|pic|headshot|selfie|portrait) (?:of you|with|for the file|to|please|attached|on)", "photos? of (?:you|yourself|him|her)", "picture of (?:you|yourself|him|her)", "photograph of (?:you|yourself)", "selfies?", "headshots?", "profile (?:picture|pic|photo)s?", "social (?:media|accounts?|profiles?|networks?|channels?|handles?)", "socials", "burner account", "alt account", "finsta", "youtube channel", "video of (?:you|yourself)", "digital footprint", "online (?:presence|reputation|footprint|persona|profiles?|life|history|accounts?|activity|posts?)", "web presence", "scrub(?:bed)? (?:your|his|her|their)", "linkedin (?:photo|picture|pic|face)", "holiday (?:snaps|pics|pictures|photos)", "party (?:pics|pictures|photos|snaps)", "follower (?:count|numbers)(?: on| is)"]),
        (ASK, &["your photo", "recent photo", "photograph", "picture for", "snap", "passwords?", "log ?in details", "your login", "followers", "friend request", "friend us", "friend me", "follow (?:us|me|you)", "posts? (?:about|online|on (?:the|your))", "post online", "find online", "you online", "tweets?", "tweet", "private (?:messages|blog|chats?)", "personal (?:account|accounts|page|profile|blog|email password)", "on the web", "on the internet", "internet profile", "camera for"]),
        (JUDGE, &["no photo", "photo on", "photo of (?:him|her)", "his photos?", "her photos?", "photo shows", "photos show", "holiday photos", r"picture(?: on| in| of (?:him|her)|,|;|\.|$)", "portrait", "pics", "followers", "his tweets", "her tweets", "their tweets", "old tweets", "tweeted", "posts (?:a lot|about|pictures|photos|rants|on|too|selfies)", "posted (?:a lot|about|pictures|photos|rants|on|selfies)", "private posts", "on the web", "on the internet", "online rants", "rants online", "looked (?:him|her|them) up", "stalked", "friends with", "blog posts about (?:his|her|their)"]),
        (POST, &["photos?", "photographs?", r"pictures?(?: of| with|,|\.|$| required| please)", "portrait", "passport photo", "snapshot of you", "full length", "links to your (?:social|accounts|profiles)", "active on", "instagrammable", "followers", "passwords?"]),
    ],
    other: &[r"social (?:skills|worker|care|services?|security|features?|feed|login|proof)|photo(?:s)? (?:api|app|upload|sharing|service|storage|product|editor)|portrait (?:mode|orientation)|(?:whole|big|bigger|full|clear|complete|larger|paint\w* a) picture|picture of the (?:system|flow|sign|problem|market|user\w*|whole)|service accounts?|shares? (?:one|an?|the) (?:account|password|database|service)"],
    pass: &[r"leave (?:your |the |any )?(?:photo|picture)s? (?:out|off)|no (?:photo|picture) (?:needed|please|necessary|required)"],
    message: |part| format!("a text is about the photo or private accounts of a candidate: `{part}`"),
    label: "may not be asked or counted, or is risky",
    help: &["leave it out; ask for work samples that the person chooses"],
    is_legal: true,
    made: OnceLock::new(),
};
