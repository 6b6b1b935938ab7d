//! Tables of `data/*.tsv` as the module carries them: without comments and the columns that
//! only say where a row comes from, a byte for each letter. Packed by the compiler, so that
//! there is no second file to keep in step. Compressed a table takes a quarter less so.

/// A table of `data/` as text again: its first `columns` columns, under its header.
macro_rules! table {
    ($file:literal, $columns:expr) => {{
        const TEXT: &[u8] = include_bytes!($file);
        #[allow(long_running_const_eval)]
        const LENGTH: usize = $crate::table::packed_length(TEXT, $columns);
        #[allow(long_running_const_eval)]
        static PACKED: [u8; LENGTH] = $crate::table::pack(TEXT, $columns);
        $crate::table::unpack(&PACKED)
    }};
}
pub(crate) use table;

/// The points of a table of places, one for each of its rows: columns 1 and 2 in hundredths
/// of a degree, [`NOWHERE`](crate::table::NOWHERE) where they are empty.
macro_rules! points {
    ($file:literal) => {{
        const TEXT: &[u8] = include_bytes!($file);
        #[allow(long_running_const_eval)]
        const ROWS: usize = $crate::table::read_points(TEXT, &mut []);
        #[allow(long_running_const_eval)]
        static POINTS: [[i16; 2]; ROWS] = {
            let mut points = [[$crate::table::NOWHERE; 2]; ROWS];
            $crate::table::read_points(TEXT, &mut points);
            points
        };
        &POINTS
    }};
}
pub(crate) use points;

/// What stands for the degrees of a row that has no point.
pub(crate) const NOWHERE: i16 = i16::MIN;

/// How many bytes [`pack`] makes of `text`.
pub(crate) const fn packed_length(text: &[u8], columns: usize) -> usize {
    let mut none = [];
    fill(text, columns, &mut none)
}

/// The first `columns` columns of the table `text`, packed. Only at compile time, where
/// what it cannot do is an error of the compiler's.
pub(crate) const fn pack<const N: usize>(text: &[u8], columns: usize) -> [u8; N] {
    let mut packed = [0; N];
    fill(text, columns, &mut packed);
    packed
}

/// Writes what is kept of `text` into `packed`, as far as that goes, and says how much it is.
#[expect(clippy::indexing_slicing, reason = "runs in the compiler alone")]
const fn fill(text: &[u8], columns: usize, packed: &mut [u8]) -> usize {
    let (mut at, mut length) = (0, 0);
    let (mut column, mut comment, mut line_start) = (0, false, true);
    while at < text.len() {
        let byte = text[at];
        if line_start {
            comment = byte == b'#';
            column = 0;
        }
        line_start = byte == b'\n';
        if byte == b'\t' {
            column += 1;
        }
        at += 1;
        if comment || (column >= columns && byte != b'\n') {
            continue;
        }
        let mut letter = byte;
        if byte >= 0x80 {
            // U+0600 to U+067F are D8 80 to D9 BF.
            assert!(byte == 0xD8 || byte == 0xD9, "a letter that a packed table cannot hold");
            letter = 0x80 | ((byte & 1) << 6) | (text[at] & 0x3F);
            at += 1;
        }
        if length < packed.len() {
            packed[length] = letter;
        }
        length += 1;
    }
    length
}

/// Writes the point of each row into `points`, as far as that goes, and says how many rows
/// there are. Only at compile time, where a number that is too large is an error of the compiler's.
#[expect(clippy::indexing_slicing, reason = "runs in the compiler alone")]
pub(crate) const fn read_points(text: &[u8], points: &mut [[i16; 2]]) -> usize {
    let (mut at, mut lines) = (0, 0);
    while at < text.len() {
        let comment = text[at] == b'#';
        let mut point = [NOWHERE; 2];
        let (mut column, mut negative) = (0, false);
        while text[at] != b'\n' {
            match text[at] {
                b'\t' => (column, negative) = (column + 1, false),
                b'-' => negative = true,
                digit @ b'0'..=b'9' if column == 1 || column == 2 => {
                    let digit = (digit - b'0') as i16;
                    let so_far = point[column - 1];
                    let tens = if so_far == NOWHERE { 0 } else { so_far * 10 };
                    point[column - 1] = if negative { tens - digit } else { tens + digit };
                }
                _ => {}
            }
            at += 1;
        }
        at += 1;
        if comment {
            continue;
        }
        // The first line is the header.
        if lines > 0 && lines <= points.len() {
            points[lines - 1] = point;
        }
        lines += 1;
    }
    lines - 1
}

/// The text that was packed. One body for all tables, as for [`rows`].
#[inline(never)]
pub(crate) fn unpack(packed: &[u8]) -> String {
    let mut text = String::with_capacity(packed.len() * 2);
    for &byte in packed {
        let code = if byte < 0x80 { u32::from(byte) } else { 0x580 + u32::from(byte) };
        text.push(char::from_u32(code).unwrap_or_default());
    }
    text
}

/// The rows of a table: no comments, no header.
#[inline(never)]
pub(crate) fn rows(table: &str) -> Vec<Vec<&str>> {
    let lines = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.skip(1).map(|line| line.split('\t').collect()).collect()
}

#[cfg(test)]
mod tests {
    /// What the table should hold, by plain means.
    fn kept(text: &str, columns: usize) -> String {
        let rows = text.lines().filter(|line| !line.starts_with('#'));
        rows.map(|row| row.split('\t').take(columns).collect::<Vec<_>>().join("\t") + "\n")
            .collect()
    }

    #[test]
    fn a_packed_table_is_what_was_written() {
        let places = table!("../data/places.tsv", 1);
        assert_eq!(places, kept(include_str!("../data/places.tsv"), 1));
        let countries = table!("../data/countries.tsv", 8);
        assert_eq!(countries, kept(include_str!("../data/countries.tsv"), 8));
        let cues = table!("../data/cues.tsv", 7);
        assert_eq!(cues, kept(include_str!("../data/cues.tsv"), 7));
    }
    #[test]
    fn the_points_are_those_written() {
        let rows = super::rows(include_str!("../data/places.tsv"));
        let points = points!("../data/places.tsv");
        assert_eq!(points.len(), rows.len());
        for (row, point) in rows.iter().zip(points) {
            let written = |column: usize| row[column].replace('.', "").parse();
            assert_eq!(*point, [1, 2].map(|c| written(c).unwrap_or(super::NOWHERE)), "{row:?}");
        }
    }
}
