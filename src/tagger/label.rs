//! The labels of words: what a word is part of, and whether it begins it.
//!
//! A role may hold a body or a place, so a label inside a role says both.

use crate::analysis::Kind;

/// How many labels there are.
pub const LABELS: usize = 13;

/// The label of a word that is part of nothing.
pub const OUTSIDE: u8 = 0;

/// What a word is part of, and whether the word begins it.
pub type Part = Option<(Kind, bool)>;

/// What each label means: the outer mention and the one inside a role.
pub const MEANING: [(Part, Part); LABELS] = {
    use Kind::{Organization, Person, Place, Role};
    const ROLE: Part = Some((Role, false));
    [
        (None, None),
        (Some((Person, true)), None),
        (Some((Person, false)), None),
        (Some((Organization, true)), None),
        (Some((Organization, false)), None),
        (Some((Place, true)), None),
        (Some((Place, false)), None),
        (Some((Role, true)), None),
        (ROLE, None),
        (ROLE, Some((Organization, true))),
        (ROLE, Some((Organization, false))),
        (ROLE, Some((Place, true))),
        (ROLE, Some((Place, false))),
    ]
};

/// What `label` means; a label that is none means nothing.
#[must_use]
pub fn meaning(label: u8) -> (Part, Part) {
    MEANING.get(usize::from(label)).copied().unwrap_or((None, None))
}

/// The label of a word of a name of that kind, the first or a later one.
#[must_use]
pub fn of(kind: Kind, begins: bool) -> u8 {
    let part = Some((kind, begins));
    (0..)
        .zip(MEANING)
        .find(|(_, meaning)| *meaning == (part, None))
        .map_or(OUTSIDE, |(label, _)| label)
}

/// Whether the label `next` may stand after `label`; `None` is the start of a sentence.
#[must_use]
pub fn may_follow(label: Option<u8>, next: u8) -> bool {
    let joins = |before: Part, after: Part| match after {
        Some((kind, false)) => before.is_some_and(|(k, _)| k == kind),
        _ => true,
    };
    let (outer, inner) = label.map_or((None, None), meaning);
    let (next_outer, next_inner) = meaning(next);
    joins(outer, next_outer) && joins(inner, next_inner)
}

/// One mention that labels spell: its first and last word, counted in the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// First word.
    pub first: usize,
    /// Last word.
    pub last: usize,
    /// What it names.
    pub kind: Kind,
}

/// The mentions that the labels of a sentence spell, by start, then longest first. `O(n)`.
#[must_use]
pub fn runs(labels: &[u8]) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    let mut outer: Option<usize> = None;
    let mut inner: Option<usize> = None;
    for (i, &label) in labels.iter().enumerate() {
        let parts = meaning(label);
        for (open, part) in [(&mut outer, parts.0), (&mut inner, parts.1)] {
            match part {
                None => *open = None,
                Some((kind, true)) => {
                    *open = Some(out.len());
                    out.push(Run { first: i, last: i, kind });
                }
                Some((_, false)) => {
                    if let Some(run) = open.and_then(|o| out.get_mut(o)) {
                        run.last = i;
                    }
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_follows_only_its_own_kind() {
        for (label, next, may) in [
            (None, 2, false),
            (Some(1), 2, true),
            (Some(3), 2, false),
            (Some(8), 10, false),
            (Some(9), 10, true),
            (Some(10), 8, true),
        ] {
            assert_eq!(may_follow(label, next), may, "{label:?} {next}");
        }
    }

    #[test]
    fn runs_nest_in_roles() {
        let run = |first, last, kind| Run { first, last, kind };
        assert_eq!(
            runs(&[7, 9, 10, 1, 2, 0, 5, 5]),
            [
                run(0, 2, Kind::Role),
                run(1, 2, Kind::Organization),
                run(3, 4, Kind::Person),
                run(6, 6, Kind::Place),
                run(7, 7, Kind::Place),
            ]
        );
    }
}
