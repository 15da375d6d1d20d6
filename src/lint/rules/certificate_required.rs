//! `certificate-required`: a must-have that demands a certificate.

use crate::lint::role::{certificate, must_haves};
use crate::lint::{Check, Finding, Findings, Group, OfRole, Rule};

pub(super) static RULE: Rule =
    Rule::new("certificate-required", include_str!("certificate_required.md"), Group::Role, Check::Role(check));

fn check(of: &OfRole<'_>, found: &mut Findings) {
    for (route, must) in must_haves(of.role) {
        if let Some(part) = certificate(&must.text) {
            let message = format!("a certificate is demanded: `{}`", &must.text[part.clone()]);
            found.push(
                Finding::new(route, message)
                    .part(part)
                    .label("an interview cannot test a certificate")
                    .help("ask for the work that the certificate is about, as in `Says no to a request and shows the figures behind it`")
                    .help("if a regulator or a client demands it, allow the lint with that reason"),
            );
        }
    }
}
