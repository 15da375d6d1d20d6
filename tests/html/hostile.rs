//! Texts that would run, load or send something if a page took them as markup: in questions, names and exhibits.

use crate::common::{API, LOOP, ROLE, Workspace};
use crate::page::{Page, attr, is_sound, loads_nothing, plain};

/// Texts that break out of elements, attributes, comments, scripts, styles and Markdown.
const PAYLOADS: [&str; 50] = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "\"><script>alert(1)</script>",
    "'><img src=x onerror=alert(1)>",
    "<iframe src=\"javascript:alert(1)\"></iframe>",
    "javascript:alert(1)",
    "[click](javascript:alert(1))",
    "[click](data:text/html,<script>alert(1)</script>)",
    "![x](https://example.org/x.png)",
    "<https://example.org/x>",
    "<!-- page-break -->",
    "--> <script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "--!><img src=x onerror=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</select><script>alert(1)</script>",
    "</main></body></html><script>alert(1)</script>",
    "<base href=https://example.org/>",
    "<meta http-equiv=refresh content=0;url=https://example.org/>",
    "<link rel=stylesheet href=https://example.org/x.css>",
    "<style>@import 'https://example.org/x.css';</style>",
    "<form action=https://example.org/><button>x</button></form>",
    "<object data=https://example.org/></object>",
    "<embed src=https://example.org/>",
    "<details open ontoggle=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<a href=\"https://example.org/\" ping=https://example.org/>x</a>",
    "<body onload=alert(1)>",
    "<math><mi xlink:href=\"javascript:alert(1)\">x</mi></math>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\\u003cscript>alert(1)\\u003c/script>",
    "\" onmouseover=\"alert(1)",
    "' onmouseover='alert(1)",
    "x` onmouseover=`alert(1)",
    "*/ } body { background: url(https://example.org/x) } /*",
    "\\\" ; alert(1) ; //",
    "<!DOCTYPE html><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version=\"1.0\"?><script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "\u{202e}<script>alert(1)</script>",
    "| <b>a</b> | <i>b</i> |",
    "```\n<script>alert(1)</script>\n```",
];

/// A text in quotes for YAML.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text")
}

fn list(texts: &[&str]) -> String {
    format!("[{}]", texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", "))
}

/// The small workspace with the texts wherever one question has texts.
fn hostile() -> Workspace {
    let all = list(&PAYLOADS);
    let anchor = |n: usize| quoted(&format!("{} {}", PAYLOADS[n], PAYLOADS[n + 1]));
    let w = Workspace::new();
    let text = w.read(API);
    let mut questions = String::new();
    for (n, part) in text.split_inclusive("\n  - id:").enumerate() {
        let prompt = quoted(&PAYLOADS[n * 8..n * 8 + 8].join(" "));
        let mut part = part.to_owned();
        if let Some(at) = part.find("    prompt: ") {
            let end = at + part[at..].find('\n').expect("a line");
            part.replace_range(at..end, &format!("    prompt: {prompt}"));
        }
        let part = part.replace("[\"Asks who is hurt\"]", &all).replace("[\"Blames\"]", &all);
        let part = part.replace("2: \"Waits\"", &format!("2: {}", anchor(n * 2)));
        questions.push_str(&part.replace("- \"Why?\"", &format!("- {}", quoted(PAYLOADS[n]))));
    }
    w.write(API, questions);
    w
}

/// The packs and pages of the loop.
fn written(w: &Workspace) -> Vec<(String, Page)> {
    w.run(&["generate", "payments", "--format", "html"]).succeeds();
    w.run(&["scorecards", "payments", "--format", "html"]).succeeds();
    let forms = format!("{LOOP}/scorecards");
    let of =
        |folder: &str| w.names(folder).into_iter().map(|name| format!("{folder}/{name}")).collect::<Vec<_>>();
    let names = of(LOOP).into_iter().chain(of(&forms)).filter(|name| name.ends_with(".html"));
    names.map(|name| (name.clone(), Page::read(&w.read(&name)))).collect()
}

/// A text as a page shows it: on one line, without characters that reorder text.
fn shown(text: &str) -> String {
    plain(&text.replace('\u{202e}', ""))
}

#[test]
fn no_text_of_a_question_becomes_markup() {
    let pages = written(&hostile());
    assert_eq!(pages.len(), 3);
    let mut found = 0;
    for (name, page) in &pages {
        is_sound(name, page);
        let items: Vec<String> =
            page.all("li").iter().map(|li| shown(&li.text().collect::<String>())).collect();
        for payload in PAYLOADS {
            assert!(items.contains(&shown(payload)), "{name} lacks {payload}");
            found += 1;
        }
        let prompts = page.words("blockquote");
        assert!(prompts.contains("<") || prompts.contains("("), "{name}: {prompts}");
        let wanted: Vec<String> = PAYLOADS.chunks(8).map(|part| shown(&part.join(" "))).collect();
        let quotes = page.all("blockquote").into_iter().map(|it| plain(&it.text().collect::<String>()));
        let hostile: Vec<String> = quotes.filter(|text| text.contains("alert(1)")).collect();
        assert!(!hostile.is_empty(), "{name}: {prompts}");
        for prompt in hostile {
            assert!(wanted.contains(&prompt), "{name}: {prompt}");
        }
        assert_eq!(page.all("script").len(), if name.contains("scorecards") { 2 } else { 0 }, "{name}");
    }
    assert_eq!(found, 150);
}

#[test]
fn no_name_of_a_person_becomes_markup() {
    let one_line: Vec<&str> = PAYLOADS.into_iter().filter(|text| !text.contains('\n')).collect();
    // A round has at most 40 interviewers.
    for names in one_line.chunks(25) {
        let people = format!("hiring_manager: {0}\nrecruiter: {0}\nmust_haves:", quoted(PAYLOADS[1]));
        let w = Workspace::new().edit(ROLE, "[A. Rivera]", &list(names)).edit(ROLE, "must_haves:", &people);
        let pages = written(&w);
        assert_eq!(pages.len(), names.len() + 2, "the kit, a pack for each name, and one of the other round");
        for (name, page) in &pages {
            is_sound(name, page);
            are_names(name, page, names);
        }
    }
}

/// The names are on the page as names, and in the block for the script as texts.
fn are_names(name: &str, page: &Page, names: &[&str]) {
    let found: Vec<String> = page.all("bdi").iter().map(|it| plain(&it.text().collect::<String>())).collect();
    assert!(!found.is_empty(), "{name}");
    if name.ends_with("kit.html") {
        names.iter().for_each(|text| assert!(found.contains(&shown(text)), "{text}: {found:?}"));
        return;
    }
    let block: String = page.one("#kit").text().collect();
    let block: serde_json::Value = serde_json::from_str(&block).expect("JSON");
    let who = block["interviewer"].as_str();
    assert!(
        who.is_none_or(|who| names.contains(&who) && found.contains(&shown(who))),
        "{name}: {who:?} {found:?}"
    );
}

#[test]
fn no_name_of_a_candidate_becomes_markup() {
    let w = Workspace::new();
    w.run(&["generate", "payments", "--format", "md"]).succeeds();
    w.run(&["variants", "payments", "--candidates", "ana", "--format", "html"]).succeeds();
    for payload in PAYLOADS.iter().filter(|text| !text.contains('\n')) {
        let said = format!("name: {0}\nsay: {0}\npronouns: {0}\nheld: false\n", quoted(payload));
        w.write("kits/payments/candidates/ana/candidate.yaml", said);
        let line = ["scorecards", "payments", "--candidate", "ana", "--round", "product", "--format", "html"];
        w.run(&line).succeeds();
        let page = Page::read(&w.read("kits/payments/candidates/ana/scorecards/product--interviewer.html"));
        is_sound(payload, &page);
        let block: String = page.one("#kit").text().collect();
        assert!(page.words("table").contains(&shown(payload)), "{payload}");
        let block: serde_json::Value = serde_json::from_str(&block).expect("JSON");
        assert!(!block.to_string().contains(&serde_json::to_string(payload).expect("a text")), "{payload}");
    }
}

#[test]
fn no_exhibit_becomes_markup() {
    let one_line: Vec<&str> = PAYLOADS.into_iter().filter(|text| !text.contains('\n')).collect();
    let fenced = one_line.join("\n");
    let sheet = format!(
        "# Sheet </title><script>alert(1)</script>\n\n~~~~\n{fenced}\n~~~~\n\n`<img src=x onerror=alert(1)>`\n\n[one](javascript:alert\\(1\\)) [two](https://example.org/x) [three](//example.org) [four](#main) [five](data:text/html,x)\n\n# Kit\n\n# kit\n\n# kit-1\n\n| a | b |\n| --- | --- |\n| `<b>` | &lt;b&gt; |\n"
    );
    let w = Workspace::new().with("question_banks/small/exhibits/sheet.md", sheet);
    let text = w.read(API).replace("    minutes: 10\n", "    minutes: 10\n    exhibits: [sheet]\n");
    w.write(API, text);
    let pages = written(&w);
    assert!(pages.iter().any(|(name, _)| name.contains("handouts--")));
    for (name, page) in &pages {
        loads_nothing(name, page);
        let code = page.words("pre code");
        one_line.iter().for_each(|text| assert!(code.contains(&plain(text)), "{name} lacks {text}"));
        let links: Vec<&str> =
            page.all("a").iter().map(|link| attr(link, "href")).filter(|to| !to.starts_with('#')).collect();
        assert!(
            !links.is_empty() && links.iter().all(|to| *to == "https://example.org/x"),
            "{name}: {links:?}"
        );
        assert!(page.all("a[href^=http]").iter().all(|link| attr(link, "rel") == "noopener noreferrer"));
        let ids: Vec<&str> = page.all("[id]").iter().map(|e| attr(e, "id")).collect();
        let mut unique = ids.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(ids.len(), unique.len(), "{name}");
    }
    w.write("question_banks/small/exhibits/sheet.md", "# Sheet\n\n<img src=x onerror=alert(1)>\n");
    w.run(&["check"]).fails(1, &["raw HTML is not allowed"]);
}
