//! Which of two rules on one stretch speaks.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::finding::Finding;
use crate::rules::{Rule, Scope};
use crate::text::Span;

/// Drops a finding when at least half of its stretch lies in a finding of a rule before which its own is silent.
/// `findings` are sorted by place.
pub(super) fn resolve(findings: &mut Vec<Finding>, rules: &[Rule]) {
    let yields: BTreeMap<&str, &[String]> =
        rules.iter().filter(|rule| !rule.yields_to.is_empty()).map(|rule| (&*rule.id, &*rule.yields_to)).collect();
    if yields.is_empty() || findings.len() < 2 {
        return;
    }
    let mut stretches: BTreeMap<Arc<str>, Vec<Span>> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.scope == Scope::Span) {
        stretches.entry(finding.rule.clone()).or_default().push(finding.span);
    }
    findings.retain(|finding| {
        let above = yields.get(&*finding.rule).copied().unwrap_or_default();
        !above.iter().any(|rule| stretches.get(&**rule).is_some_and(|spans| half_within(finding.span, spans)))
    });
}

/// True when one of the sorted stretches holds at least half of `span`.
fn half_within(span: Span, stretches: &[Span]) -> bool {
    // Findings of one rule hardly overlap, so those that reach into `span` start shortly before it ends.
    let end = stretches.partition_point(|other| other.start < span.end);
    stretches[..end].iter().rev().take(8).any(|other| span.shared(*other) * 2 >= span.len().max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_counts() {
        let stretches = [Span::new(0, 10), Span::new(20, 30)];
        assert!(half_within(Span::new(5, 15), &stretches));
        assert!(!half_within(Span::new(6, 16), &stretches));
        assert!(half_within(Span::new(22, 24), &stretches));
        assert!(!half_within(Span::new(10, 20), &stretches));
    }
}
