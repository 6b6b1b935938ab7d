//! Weights as they are added up: plain loops over sixteen columns, which compile to a few
//! vector instructions.

use super::label::LABELS;

/// Columns of a row: one for each label, then [`ACTING`]; the rest fill a vector register.
pub const COLUMNS: usize = 16;

/// The column after those of the labels: whether a place acts.
pub const ACTING: usize = LABELS;

/// The weights of one feature at one place.
pub type Row = [i8; COLUMNS];

/// Weights of several features, added up.
pub type Sum = [i16; COLUMNS];

/// Adds a row. Only with the weights of a broken model does a sum wrap around, which does no harm.
#[inline]
pub fn add(sum: &mut Sum, row: &Row) {
    // First widened as a whole: the compiler then needs two vector instructions for it.
    let row: Sum = row.map(i16::from);
    join(sum, &row);
}

/// Adds a sum, in the same way.
#[inline]
pub fn join(sum: &mut Sum, other: &Sum) {
    sum.iter_mut().zip(other).for_each(|(s, &o)| *s = s.wrapping_add(o));
}
