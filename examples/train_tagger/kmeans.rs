//! Groups of unit vectors, by spherical k-means.

use std::thread;

use crate::embed::WIDTH;
use crate::random::Random;

/// The group of each vector and the centres of the groups. `mass` says how much each counts.
pub fn group(vectors: &[f32], mass: &[f32], k: usize, rounds: usize) -> (Vec<u16>, Vec<f32>) {
    let n = vectors.len() / WIDTH;
    let mut random = Random::new(k as u64);
    // Frequent words first: rare ones have noisy vectors and make bad seeds.
    let mut seeds: Vec<usize> = (0..n.min(k * 8)).collect();
    random.shuffle(&mut seeds);
    let mut centres: Vec<f32> =
        seeds.iter().take(k).flat_map(|&s| vectors[s * WIDTH..][..WIDTH].to_vec()).collect();
    let mut groups = vec![0u16; n];
    for _ in 0..rounds {
        let half = n / 2;
        let (low, high) = groups.split_at_mut(half);
        let work = |first: usize, groups: &mut [u16]| {
            for (i, group) in groups.iter_mut().enumerate() {
                *group = nearest(&vectors[(first + i) * WIDTH..][..WIDTH], &centres);
            }
        };
        thread::scope(|scope| {
            scope.spawn(|| work(0, low));
            work(half, high);
        });
        let mut sums = vec![0.0f32; centres.len()];
        for (i, &g) in groups.iter().enumerate() {
            let to = &mut sums[usize::from(g) * WIDTH..][..WIDTH];
            to.iter_mut().zip(&vectors[i * WIDTH..][..WIDTH]).for_each(|(t, v)| *t += v * mass[i]);
        }
        for (sum, centre) in sums.chunks(WIDTH).zip(centres.chunks_mut(WIDTH)) {
            let norm = sum.iter().map(|x| x * x).sum::<f32>().sqrt();
            if norm > 0.0 {
                centre.iter_mut().zip(sum).for_each(|(c, s)| *c = s / norm);
            }
        }
    }
    (groups, centres)
}

fn nearest(vector: &[f32], centres: &[f32]) -> u16 {
    let mut best = (f32::MIN, 0);
    for (g, centre) in centres.chunks(WIDTH).enumerate() {
        let dot = dot(vector, centre);
        if dot > best.0 {
            best = (dot, g);
        }
    }
    best.1 as u16
}

/// Eight sums side by side, so that the compiler can use vector registers.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0f32; 8];
    for (x, y) in a.chunks_exact(8).zip(b.chunks_exact(8)) {
        for i in 0..8 {
            sums[i] += x[i] * y[i];
        }
    }
    sums.iter().sum()
}
