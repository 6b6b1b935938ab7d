//! Word vectors from neighbours: positive pointwise mutual information with
//! the words one and two places before and after, reduced by a randomised
//! singular value decomposition.

use std::thread;

use crate::corpus::Corpus;
use crate::random::Random;

/// How many frequent words count as neighbours.
const CONTEXTS: usize = 5000;
/// Places of neighbours.
const OFFSETS: [isize; 4] = [-2, -1, 1, 2];
/// Dimensions of a word vector.
pub const WIDTH: usize = 64;
const ROUNDS: usize = 4;

/// A sparse matrix by rows.
struct Sparse {
    starts: Vec<usize>,
    columns: Vec<u32>,
    values: Vec<f32>,
}

/// Unit vectors of the `size` most frequent words, row after row.
pub fn vectors(corpus: &Corpus, size: usize) -> Vec<f32> {
    let matrix = ppmi(corpus, size);
    let columns = CONTEXTS * OFFSETS.len();
    let mut random = Random::new(1);
    let mut right: Vec<f32> = (0..columns * WIDTH).map(|_| random.normal()).collect();
    let mut left = Vec::new();
    for round in 0..ROUNDS {
        if round > 0 {
            orthonormalise(&mut right);
        }
        left = times(&matrix, &right);
        orthonormalise(&mut left);
        right = transposed_times(&matrix, &left, columns);
    }
    let (values, rotation) = eigen(&gram(&right));
    let mut out = vec![0.0; left.len()];
    for (row, to) in left.chunks(WIDTH).zip(out.chunks_mut(WIDTH)) {
        for (j, x) in row.iter().enumerate() {
            for (k, o) in to.iter_mut().enumerate() {
                *o += x * rotation[j * WIDTH + k];
            }
        }
        for (o, value) in to.iter_mut().zip(&values) {
            *o *= value.max(0.0).powf(0.25);
        }
        let norm = to.iter().map(|x| x * x).sum::<f32>().sqrt().max(1e-9);
        to.iter_mut().for_each(|x| *x /= norm);
    }
    out
}

fn ppmi(corpus: &Corpus, size: usize) -> Sparse {
    let mut rows: Vec<Vec<(u32, f32)>> = vec![Vec::new(); size];
    for (place, offset) in OFFSETS.iter().enumerate() {
        let mut pairs: Vec<u64> = Vec::with_capacity(corpus.stream.len());
        for (i, &word) in corpus.stream.iter().enumerate() {
            if (word as usize) < size
                && let Some(&near) =
                    i.checked_add_signed(*offset).and_then(|j| corpus.stream.get(j))
                && (near as usize) < CONTEXTS
            {
                pairs.push(u64::from(word) << 32 | u64::from(near));
            }
        }
        pairs.sort_unstable();
        let total = pairs.len() as f64;
        let mut of_word = vec![0u32; size];
        let mut of_near = vec![0u32; CONTEXTS];
        for pair in &pairs {
            of_word[(pair >> 32) as usize] += 1;
            of_near[(pair & 0xFFFF_FFFF) as usize] += 1;
        }
        let smooth: f64 = of_near.iter().map(|&n| f64::from(n).powf(0.75)).sum();
        for run in pairs.chunk_by(|a, b| a == b) {
            let (word, near) = ((run[0] >> 32) as usize, (run[0] & 0xFFFF_FFFF) as usize);
            let expected = f64::from(of_word[word]) * f64::from(of_near[near]).powf(0.75) / smooth
                * total
                / total;
            let value = (run.len() as f64 / expected).ln();
            if value > 0.0 {
                rows[word].push(((place * CONTEXTS + near) as u32, value as f32));
            }
        }
    }
    let mut matrix = Sparse { starts: vec![0], columns: Vec::new(), values: Vec::new() };
    for row in rows {
        for (column, value) in row {
            matrix.columns.push(column);
            matrix.values.push(value);
        }
        matrix.starts.push(matrix.columns.len());
    }
    matrix
}

fn times(matrix: &Sparse, right: &[f32]) -> Vec<f32> {
    let rows = matrix.starts.len() - 1;
    let mut out = vec![0.0; rows * WIDTH];
    // Rare words have short rows: the cut gives both threads about as much.
    let half = matrix.starts.partition_point(|&s| s < matrix.columns.len() / 2).min(rows);
    let (low, high) = out.split_at_mut(half * WIDTH);
    let work = |first: usize, out: &mut [f32]| {
        for (r, to) in out.chunks_mut(WIDTH).enumerate() {
            for i in matrix.starts[first + r]..matrix.starts[first + r + 1] {
                let from = &right[matrix.columns[i] as usize * WIDTH..][..WIDTH];
                let value = matrix.values[i];
                to.iter_mut().zip(from).for_each(|(t, f)| *t += value * f);
            }
        }
    };
    thread::scope(|scope| {
        scope.spawn(|| work(0, low));
        work(half, high);
    });
    out
}

fn transposed_times(matrix: &Sparse, left: &[f32], columns: usize) -> Vec<f32> {
    let mut out = vec![0.0; columns * WIDTH];
    for (r, from) in left.chunks(WIDTH).enumerate() {
        for i in matrix.starts[r]..matrix.starts[r + 1] {
            let to = &mut out[matrix.columns[i] as usize * WIDTH..][..WIDTH];
            let value = matrix.values[i];
            to.iter_mut().zip(from).for_each(|(t, f)| *t += value * f);
        }
    }
    out
}

/// The products of all pairs of columns.
fn gram(matrix: &[f32]) -> Vec<f64> {
    let mut out = vec![0.0; WIDTH * WIDTH];
    for row in matrix.chunks(WIDTH) {
        for (j, x) in row.iter().enumerate() {
            for (o, y) in out[j * WIDTH..][..WIDTH].iter_mut().zip(row) {
                *o += f64::from(x * y);
            }
        }
    }
    out
}

/// Makes the columns orthonormal, by the Cholesky factor of their products.
fn orthonormalise(matrix: &mut [f32]) {
    let g = gram(matrix);
    let mut l = vec![0.0f64; WIDTH * WIDTH];
    for i in 0..WIDTH {
        for j in 0..=i {
            let dot: f64 = (0..j).map(|k| l[i * WIDTH + k] * l[j * WIDTH + k]).sum();
            let value = g[i * WIDTH + j] - dot;
            l[i * WIDTH + j] =
                if i == j { value.max(1e-12).sqrt() } else { value / l[j * WIDTH + j] };
        }
    }
    for row in matrix.chunks_mut(WIDTH) {
        for i in 0..WIDTH {
            let dot: f64 = (0..i).map(|k| l[i * WIDTH + k] * f64::from(row[k])).sum();
            row[i] = ((f64::from(row[i]) - dot) / l[i * WIDTH + i]) as f32;
        }
    }
}

/// Eigenvalues and eigenvectors (as columns) of a symmetric matrix, by Jacobi rotations.
fn eigen(symmetric: &[f64]) -> (Vec<f32>, Vec<f32>) {
    let n = WIDTH;
    let mut a = symmetric.to_vec();
    let mut v = vec![0.0f64; n * n];
    (0..n).for_each(|i| v[i * n + i] = 1.0);
    for _ in 0..20 {
        for p in 0..n {
            for q in p + 1..n {
                if a[p * n + q].abs() < 1e-12 {
                    continue;
                }
                let theta = (a[q * n + q] - a[p * n + p]) / (2.0 * a[p * n + q]);
                let t = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
                let c = 1.0 / (t * t + 1.0).sqrt();
                let s = t * c;
                for k in 0..n {
                    let (x, y) = (a[k * n + p], a[k * n + q]);
                    a[k * n + p] = c * x - s * y;
                    a[k * n + q] = s * x + c * y;
                }
                for k in 0..n {
                    let (x, y) = (a[p * n + k], a[q * n + k]);
                    a[p * n + k] = c * x - s * y;
                    a[q * n + k] = s * x + c * y;
                    let (x, y) = (v[k * n + p], v[k * n + q]);
                    v[k * n + p] = c * x - s * y;
                    v[k * n + q] = s * x + c * y;
                }
            }
        }
    }
    let values = (0..n).map(|i| a[i * n + i] as f32).collect();
    (values, v.into_iter().map(|x| x as f32).collect())
}
