//! Which files of a folder import each other, and where these imports run in a circle.
//!
//! The modules of a folder are its files and sub-folders. Module `a` depends on its sibling `b` if it names
//! `super::b` or `crate::…::b`, if it implements something for a type that `b` declares, or if it calls a
//! method that `b` adds to a type which `a` declares. Code of tests does not count.

use std::collections::{BTreeMap, BTreeSet};

/// A module and the siblings that it depends on.
type Edges = BTreeMap<String, BTreeSet<String>>;

/// The circles of all folders below `src`: folder, and the modules that depend on each other. `files`: path
/// below `src`, with `/`, and text.
pub(crate) fn circles(files: &[(String, String)]) -> Vec<(String, Vec<String>)> {
    let mut folders: BTreeSet<&str> = BTreeSet::new();
    for (path, _) in files {
        folders.extend(path.match_indices('/').map(|(at, _)| &path[..at]).chain([""]));
    }
    let mut found = Vec::new();
    for folder in folders {
        let edges = edges(&modules(folder, files), folder);
        found.extend(components(&edges).into_iter().map(|c| (folder.to_owned(), c)));
    }
    found
}

/// A file of a module: its tokens, and how many `super` lead from it to the folder.
struct File {
    tokens: Vec<String>,
    up: usize,
}

/// The modules of one folder.
fn modules(folder: &str, files: &[(String, String)]) -> BTreeMap<String, Vec<File>> {
    let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let mut modules: BTreeMap<String, Vec<File>> = BTreeMap::new();
    for (path, text) in files {
        let Some(inside) = path.strip_prefix(&prefix).and_then(|p| p.strip_suffix(".rs")) else { continue };
        let parts: Vec<&str> = inside.split('/').collect();
        if ["mod", "lib", "main", "tests"].contains(&parts[0]) || parts.contains(&"tests") {
            continue;
        }
        let up = parts.len() - usize::from(parts.last() == Some(&"mod"));
        modules.entry(parts[0].to_owned()).or_default().push(File { tokens: tokens(text), up });
    }
    modules
}

fn edges(modules: &BTreeMap<String, Vec<File>>, folder: &str) -> Edges {
    let of = |m: &str| modules[m].iter();
    let mut declared: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut functions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (m, files) in modules {
        for pair in files.iter().flat_map(|f| f.tokens.windows(2)) {
            match pair[0].as_str() {
                "struct" | "enum" => drop(declared.entry(&pair[1]).or_default().insert(m)),
                "fn" => drop(functions.entry(&pair[1]).or_default().insert(m)),
                _ => {}
            }
        }
    }
    let mut edges: Edges = modules.keys().map(|m| (m.clone(), BTreeSet::new())).collect();
    let mut add = |from: &str, to: &str| {
        if from != to && modules.contains_key(to) {
            edges.entry(from.to_owned()).or_default().insert(to.to_owned());
        }
    };
    let crate_path: Vec<&str> =
        ["crate"].into_iter().chain(folder.split('/').filter(|f| !f.is_empty())).collect();
    for (m, files) in modules {
        for file in files {
            let up = vec!["super"; file.up];
            for name in named(&file.tokens, &crate_path).chain(named(&file.tokens, &up)) {
                add(m, name);
            }
            for (inherent, name, body) in impls(&file.tokens) {
                let Some(owner) = declared.get(name).filter(|o| o.len() == 1).and_then(|o| o.first()) else {
                    continue;
                };
                add(m, owner);
                let methods = body.windows(2).filter(|pair| inherent && pair[0] == "fn").map(|pair| &pair[1]);
                let only_here = methods.filter(|f| functions[f.as_str()].len() == 1);
                for method in only_here.filter(|f| of(owner).any(|file| calls(&file.tokens, f))) {
                    debug_assert!(functions[method.as_str()].contains(m.as_str()));
                    add(owner, m);
                }
            }
        }
    }
    edges
}

/// The names that follow a path, also in braces: after `super`, `super::{a::X, b}` names a and b.
fn named<'t>(tokens: &'t [String], path: &[&str]) -> impl Iterator<Item = &'t str> {
    let pattern: Vec<&str> = path.iter().flat_map(|part| [*part, "::"]).collect();
    let mut names = Vec::new();
    for at in 0..tokens.len().saturating_sub(pattern.len()) {
        let here = tokens[at..].iter().zip(&pattern).all(|(token, part)| token == part);
        if !here || (at > 0 && tokens[at - 1] == "::") {
            continue;
        }
        let rest = &tokens[at + pattern.len()..];
        if rest[0] != "{" {
            names.push(rest[0].as_str());
            continue;
        }
        let (mut depth, mut first) = (0, false);
        for token in rest {
            match token.as_str() {
                "{" => (depth, first) = (depth + 1, depth == 0),
                "}" => depth -= 1,
                "," => first = depth == 1,
                name if first => {
                    names.push(name);
                    first = false;
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    names.into_iter()
}

/// Every `impl` block: whether it is inherent, the type's name, the body.
fn impls(tokens: &[String]) -> Vec<(bool, &str, &[String])> {
    let mut found = Vec::new();
    for at in (0..tokens.len()).filter(|at| tokens[*at] == "impl") {
        let (mut angle, mut inherent, mut name) = (0, true, "");
        for k in at + 1..tokens.len() {
            match tokens[k].as_str() {
                "<" => angle += 1,
                ">" => angle -= 1,
                "for" if angle == 0 => inherent = false,
                // `impl Trait` of a signature ends before a body does.
                "{" | "where" | ")" | ";" | "=" | "," if angle == 0 => {
                    let open = (k..tokens.len()).find(|n| tokens[*n] == "{");
                    if let (true, Some(open)) = (tokens[k] == "{" || tokens[k] == "where", open) {
                        found.push((inherent, name, block(tokens, open)));
                    }
                    break;
                }
                word if angle == 0 && word.starts_with(|c: char| c.is_alphabetic()) => name = word,
                _ => {}
            }
        }
    }
    found
}

/// The tokens from an opening brace to its closing one.
fn block(tokens: &[String], open: usize) -> &[String] {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        depth += i32::from(token == "{") - i32::from(token == "}");
        if depth == 0 {
            return &tokens[open..=at];
        }
    }
    &tokens[open..]
}

fn calls(tokens: &[String], method: &str) -> bool {
    tokens.windows(3).any(|w| (w[0] == "." || w[0] == "::") && w[1] == method && w[2] == "(")
}

/// Identifiers, `::` and single signs; without comments, strings and the code of tests.
fn tokens(text: &str) -> Vec<String> {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    let mut tokens: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let word = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        let taken = match first {
            _ if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            _ if rest.starts_with("::") => 2,
            // The arrow's sign closes no angle bracket.
            _ if rest.starts_with("->") || rest.starts_with("=>") => {
                rest = &rest[2..];
                continue;
            }
            '"' => string(rest),
            '\'' => character(rest),
            _ if word > 0 => word,
            _ => first.len_utf8(),
        };
        let token = &rest[..taken];
        let counts = !first.is_whitespace() && !token.starts_with("//") && first != '"' && first != '\'';
        tokens.extend(counts.then(|| token.to_owned()));
        rest = &rest[taken..];
    }
    tokens
}

/// The length of a string literal.
fn string(text: &str) -> usize {
    let mut escaped = false;
    let end = text.char_indices().skip(1).find(|(_, c)| {
        let closes = *c == '"' && !escaped;
        escaped = *c == '\\' && !escaped;
        closes
    });
    end.map_or(text.len(), |(at, _)| at + 1)
}

/// The length of a character literal, or of a lifetime's sign.
fn character(text: &str) -> usize {
    let inside: Vec<char> = text.chars().skip(1).take(2).collect();
    match inside[..] {
        ['\\', _] => text[3..].find('\'').map_or(1, |at| at + 4),
        [c, '\''] => 2 + c.len_utf8(),
        _ => 1,
    }
}

/// The sets of more than one module that depend on each other.
fn components(edges: &Edges) -> Vec<Vec<String>> {
    let reach = |from: &String| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
        while let Some(m) = open.pop() {
            open.extend(edges[m].iter().filter(|to| seen.insert((*to).clone())));
        }
        seen
    };
    let reached: BTreeMap<&String, BTreeSet<String>> = edges.keys().map(|m| (m, reach(m))).collect();
    let mut found: BTreeSet<Vec<String>> = BTreeSet::new();
    for m in edges.keys() {
        let circle: Vec<String> =
            reached[m].iter().filter(|other| reached[other].contains(m)).cloned().collect();
        found.extend((circle.len() > 1).then_some(circle));
    }
    found.into_iter().collect()
}
