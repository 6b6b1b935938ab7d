//! The built command line, run as its users run it.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::indexing_slicing, clippy::panic, clippy::string_slice, clippy::unwrap_used)]

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::{fs, thread};

use serde_json::{Value, json};

const NEWS: &str = "\
😀 سامي الدوري: الموسم المقبل أفضل
بغداد - قال وزير الزراعة سامي الدوري: «وصلت البذور إلى المزارعين»، واجتمع بوفد من الأمم المتحدة.
وأضاف: \"لن نتأخر\". وأعلنت بغداد عن <لقاء> في عمّان.
";

fn wasim(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wasim"));
    command.args(arguments).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn finish(mut child: Child, input: &[u8]) -> Output {
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // Apart, since a full pipe on either side would wait for the other for ever.
    let writer = thread::spawn(move || {
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn run(arguments: &[&str], input: impl AsRef<[u8]>) -> (i32, String, String) {
    let output = finish(wasim(arguments).spawn().unwrap(), input.as_ref());
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// What a run that goes well prints.
fn print(arguments: &[&str], input: &str) -> String {
    let (code, out, err) = run(arguments, input);
    assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}");
    out
}

/// A folder of files of its own for each test, made anew.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }
}

fn lines(jsonl: &str) -> Vec<Value> {
    jsonl.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

#[test]
fn json_is_the_contract_in_every_unit() {
    let cut = |unit: &str, start: usize, end: usize| match unit {
        "utf8" => NEWS[start..end].to_owned(),
        "utf16" => {
            let units: Vec<u16> = NEWS.encode_utf16().collect();
            String::from_utf16(&units[start..end]).unwrap()
        }
        _ => NEWS.chars().skip(start).take(end - start).collect(),
    };
    let mut words = Vec::new();
    for unit in ["utf8", "utf16", "codepoint"] {
        let out = print(&["--format", "json", "--offsets", unit], NEWS);
        assert_eq!(out.matches('\n').count(), 1);
        let report: Value = serde_json::from_str(&out).unwrap();
        let keys: Vec<_> = report.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["entities", "keywords", "mentions", "quotes", "sentences"]);
        let mut own = Vec::new();
        for layer in ["sentences", "mentions", "quotes"] {
            for item in report[layer].as_array().unwrap() {
                own.push(cut(unit, number(&item["start"]), number(&item["end"])));
            }
        }
        words.push(own);
    }
    assert_eq!(words[0], words[1]);
    assert_eq!(words[0], words[2]);
    assert!(words[0].iter().any(|word| word == "عمّان"));
    assert_eq!(
        print(&["-f", "json"], NEWS),
        print(&["-f", "json", "--offsets", "utf8", "-"], NEWS)
    );
}

#[test]
fn scores_have_two_decimals() {
    let out = print(&["-f", "json"], NEWS);
    let scores: Vec<_> = out.split("\"score\":").skip(1).collect();
    assert!(!scores.is_empty());
    for score in scores {
        let digits = score.split([',', '}']).next().unwrap();
        assert!(digits.len() <= "0.97".len(), "{digits}");
    }
}

#[test]
fn a_line_in_is_a_line_out() {
    let input = concat!(
        "\u{FEFF}{\"id\":7,\"text\":\"في بغداد\"}\n",
        "{\"text\":\"بلا رقم\",\"source\":[1]}\r\n",
        "{\"id\":{\"a\":12345678901234567890123},\"text\":\"\\ud83d في بغداد\"}\n",
        "{\"id\":\"آخر\",\"text\":\"\"}",
    );
    let out = print(&["--jsonl", "--offsets", "utf16"], input);
    let ids: Vec<_> =
        out.lines().map(|line| line.split(",\"sentences\":").next().unwrap()).collect();
    let expected =
        ["{\"id\":7", "{\"id\":null", "{\"id\":{\"a\":12345678901234567890123}", "{\"id\":\"آخر\""];
    assert_eq!(ids, expected);
    let answers = lines(&out);
    let place = |answer: &Value| number(&answer["mentions"][0]["start"]);
    // Half an emoji is one unit, as in the browser.
    assert_eq!((place(&answers[0]), place(&answers[2])), (3, 5));
    assert_eq!(answers[3]["sentences"], json!([]));
}

#[test]
fn a_bad_line_is_answered_in_its_place() {
    let bad: [&[u8]; 9] = [
        b"not json",
        b"",
        b" \t\r",
        b"{\"id\":1}",
        b"{\"id\":1,\"text\":5}",
        b"{\"id\":1,\"text\":null}",
        b"[1,\"text\"]",
        b"{\"id\":1,\"text\":\"\xFF\"}",
        b"{\"id\":1,\"text\":\"cut",
    ];
    let mut input = Vec::new();
    for line in bad {
        input.extend(
            [line, b"\n{\"id\":\"good\",\"text\":\"\xD9\x86\xD8\xB9\xD9\x85\"}\n"].concat(),
        );
    }
    let (code, out, err) = run(&["--jsonl"], input);
    assert_eq!(code, 1);
    let answers = lines(&out);
    assert_eq!(answers.len(), 2 * bad.len());
    for (index, pair) in answers.chunks(2).enumerate() {
        let keys: Vec<_> = pair[0].as_object().unwrap().keys().collect();
        assert_eq!(keys, ["error", "id", "line"]);
        assert_eq!((&pair[0]["id"], number(&pair[0]["line"])), (&Value::Null, 2 * index + 1));
        assert_eq!(pair[1]["id"], "good");
    }
    assert_eq!(err.lines().count(), bad.len());
    assert!(err.starts_with("wasim: standard input:1: not JSON"), "{err}");
}

#[test]
fn an_answer_comes_before_the_next_line() {
    let mut child = wasim(&["--jsonl"]).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap());
    for id in 0..3 {
        // With the beginning of the next line, which must not hold the answer back.
        write!(stdin, "{{\"id\":{id},\"text\":\"نعم\"}}\n ").unwrap();
        stdin.flush().unwrap();
        let mut answer = String::new();
        answers.read_line(&mut answer).unwrap();
        assert!(answer.starts_with(&format!("{{\"id\":{id},")), "{answer}");
    }
    drop(stdin);
    child.wait().unwrap();
}

#[test]
fn order_is_kept() {
    let line = |id: usize| format!("{{\"id\":{id},\"text\":\"{}\"}}", "في بغداد. ".repeat(id % 7));
    let input = (0..500).map(line).collect::<Vec<_>>().join("\n");
    let out = print(&["--jsonl"], &input);
    let ids: Vec<_> = lines(&out).iter().map(|answer| number(&answer["id"])).collect();
    assert_eq!(ids, (0..500).collect::<Vec<_>>());
}

#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    for arguments in [&["--jsonl"][..], &["-f", "text"]] {
        let mut child = wasim(arguments).spawn().unwrap();
        let mut first = [0; 16];
        let mut stdout = child.stdout.take().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let writer = thread::spawn(move || {
            // Far more than fits into both pipes.
            for id in 0..20_000 {
                if writeln!(stdin, "{{\"id\":{id},\"text\":\"وصل الوفد إلى بغداد أمس\"}}").is_err()
                {
                    break;
                }
            }
        });
        if arguments[0] == "--jsonl" {
            stdout.read_exact(&mut first).unwrap();
        }
        drop(stdout);
        writer.join().unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    }
}

#[test]
fn text_without_colour_names_the_kinds() {
    let out = print(&[], NEWS);
    let (legend, text) = out.split_once("\n\n").unwrap();
    assert!(legend.contains("[person]") && legend.contains("[acting]"));
    assert!(text.contains("[place: عمّان]"), "{text}");
    assert!(!out.contains('\u{1b}'));
    let mut plain = text.to_owned();
    for kind in ["person", "organization", "acting", "place", "role", "quote", "cue", "keyword"] {
        plain = plain.replace(&format!("[{kind}: "), "");
    }
    assert_eq!(plain.replace(']', ""), NEWS);
}

#[test]
fn colours_when_asked_for() {
    assert!(print(&["--color", "always"], NEWS).contains("\u{1b}["));
    assert_eq!(print(&["--color", "auto"], NEWS), print(&["--color", "never"], NEWS));
    let mut forced = wasim(&["--color", "auto"]);
    let child = forced.env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1").spawn().unwrap();
    let output = finish(child, NEWS.as_bytes());
    assert!(!output.stdout.contains(&0x1b), "NO_COLOR wins");
}

#[test]
fn a_text_cannot_command_the_terminal() {
    let out = print(&["--color", "always"], "في \u{1b}]0;x\u{7} بغداد \u{9b}31m");
    assert!(!out.contains("\u{1b}]") && !out.contains('\u{7}') && !out.contains('\u{9b}'));
}

#[test]
fn html_is_safe_and_stands_alone() {
    let hostile = "قال <img src=x onerror=alert(1)> \"&\" '\u{0}' في بغداد";
    let folder = Folder::new("html");
    let name = folder.file("a<b>.txt", hostile);
    let out = print(&["-f", "html", &name, "-"], NEWS);
    assert!(out.starts_with("<!doctype html>\n<html lang=\"ar\" dir=\"rtl\">"));
    assert!(out.contains("default-src 'none'") && out.ends_with("</html>\n"));
    assert!(!out.contains("<img") && !out.contains("<script") && !out.contains("<b>"));
    // One by one: a mark may stand between any two.
    for escaped in ["&lt;", "&gt;", "&quot;", "&amp;", "&#39;", "\u{FFFD}"] {
        assert!(out.contains(escaped), "{escaped}");
    }
    assert_eq!(out.matches("<mark").count(), out.matches("</mark>").count());
    assert!(out.contains("<mark class=\"acting\""));
    // The text itself is whole.
    let body = out.split("<div class=\"text\">").nth(2).unwrap().split("</div>").next().unwrap();
    let mut text = String::new();
    for piece in body.split('<') {
        text += piece.split_once('>').map_or(piece, |(_, after)| after);
    }
    assert_eq!(text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\""), NEWS);
}

#[test]
fn csv_is_a_table() {
    let folder = Folder::new("csv");
    let name = folder.file("خبر, \"أول\".txt", NEWS);
    let keywords = folder.file("terms.txt", "=أ: المزارعين\n");
    let out = print(&["-f", "csv", "--offsets", "codepoint", "-k", &keywords, &name], "");
    assert!(out.starts_with("file,start,end,kind,text,name,cue,why,score\r\n"));
    assert!(out.contains(",place,عمّان,"), "{out}");
    assert!(out.contains("خبر, \"\"أول\"\".txt\","), "{out}");
    // A spreadsheet takes no cell for a formula.
    assert!(out.contains(",keyword,المزارعين,المزارعين,,'=أ,"), "{out}");
    let starts = out.split("\r\n").skip(1).filter_map(|row| row.split("txt\",").nth(1));
    let starts: Vec<usize> =
        starts.map(|row| row.split(',').next().unwrap().parse().unwrap()).collect();
    assert!(starts.len() > 5 && starts.is_sorted());
}

#[test]
fn conll_has_one_token_a_line() {
    let out = print(&["-f", "conll", "--offsets", "codepoint"], "وصل إلى دمشق وبيروت. نعم");
    assert_eq!(
        out,
        "# global.columns = ID FORM START END OUTER INNER\n# newdoc\n\
         1\tوصل\t0\t3\tO\tO\n2\tإلى\t4\t7\tO\tO\n3\tدمشق\t8\t12\tB-LOC\tO\n4\tو\t13\t14\tO\tO\n\
         5\tبيروت\t14\t19\tB-LOC\tO\n6\t.\t19\t20\tO\tO\n\n1\tنعم\t21\t24\tO\tO\n\n"
    );
    let nested = print(&["-f", "conll"], "استقبل رئيس مجلس الوزراء الضيوف في بغداد.");
    assert!(
        nested.contains("\tI-ROLE\tB-ORG\n") && nested.contains("\tI-ROLE\tI-ORG\n"),
        "{nested}"
    );
}

#[test]
fn webannotation_counts_code_points() {
    let out = print(&["-f", "webannotation"], NEWS);
    let page: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(page["@context"], "http://www.w3.org/ns/anno.jsonld");
    let items = page["items"].as_array().unwrap();
    assert!(items.len() > 5);
    for item in items {
        let [position, quote] = item["target"]["selector"].as_array().unwrap().as_slice() else {
            panic!("two selectors");
        };
        let (start, end) = (number(&position["start"]), number(&position["end"]));
        let exact: String = NEWS.chars().skip(start).take(end - start).collect();
        assert_eq!(quote["exact"], exact);
        let (prefix, suffix) =
            (quote["prefix"].as_str().unwrap(), quote["suffix"].as_str().unwrap());
        assert!(NEWS.contains(&format!("{prefix}{exact}{suffix}")));
        assert!(item["id"].as_str().unwrap().starts_with("urn:wasim:stdin#"));
    }
}

#[test]
fn brat_marks_are_pieces_of_the_text() {
    let out = print(&["-f", "brat"], NEWS);
    let chars: Vec<char> = NEWS.chars().collect();
    for line in out.lines().filter(|line| line.starts_with('T')) {
        let [_, place, text] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let ranges = place.split_once(' ').unwrap().1;
        let pieces: Vec<String> = ranges
            .split(';')
            .map(|range| {
                let (start, end) = range.split_once(' ').unwrap();
                chars[start.parse().unwrap()..end.parse().unwrap()].iter().collect()
            })
            .collect();
        assert_eq!(pieces.join(" "), text, "{line}");
        assert!(!text.contains('\n'));
    }
    assert!(out.contains("T1\t"));
    assert!(out.contains("\tSaidBy Arg1:T"));
    assert!(out.contains("\tReference T"));
}

#[test]
fn brat_knows_what_is_written() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/brat/annotation.conf");
    let conf = fs::read_to_string(path).unwrap();
    let known: Vec<_> = conf.lines().filter_map(|line| line.split('\t').next()).collect();
    let out = print(&["-f", "brat"], NEWS);
    let written: Vec<_> = out
        .lines()
        .filter(|line| line.starts_with(['T', 'A', 'R', '*']))
        .map(|line| line.split('\t').nth(1).unwrap().split(' ').next().unwrap())
        .collect();
    for name in ["Person", "Quote", "Cue", "Acting", "SaidBy", "Same"] {
        assert!(written.contains(&name), "{name}");
    }
    for name in written {
        assert!(known.contains(&name), "{name}");
    }
}

#[test]
fn keywords_from_a_file() {
    let folder = Folder::new("keywords");
    let good = folder.file("good.txt", "# terms\n\nزراعة: البذور\nلقاء\n");
    let out = print(&["-f", "json", "-k", &good], NEWS);
    let report: Value = serde_json::from_str(&out).unwrap();
    let found: Vec<_> = report["keywords"].as_array().unwrap().iter().collect();
    assert_eq!(found.len(), 2);
    assert_eq!((&found[0]["term"], &found[0]["group"]), (&json!("البذور"), &json!("زراعة")));
    assert_eq!((&found[1]["term"], &found[1]["group"]), (&json!("لقاء"), &Value::Null));

    let bad = folder.file("bad.txt", "البذور\n# c\nزراعة:\n");
    let (code, out, err) = run(&["-f", "json", "-k", &bad], NEWS);
    assert_eq!(code, 1);
    assert!(err.contains("bad.txt:3: ") && err.contains("زراعة"), "{err}");
    assert!(out.contains("\"term\":\"البذور\""), "the others still work");

    let (code, out, err) = run(&["-k", "nowhere.txt"], NEWS);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("nowhere.txt"), "{err}");
}

#[test]
fn a_file_that_fails_does_not_stop_the_others() {
    let folder = Folder::new("files");
    let first = folder.file("1.txt", "في بغداد");
    let latin = folder.file("2.txt", b"\xDD\xED \xC8\xDB\xCF\xC7\xCF");
    let last = folder.file("3.txt", "في عمّان");
    let missing = folder.0.join("none.txt").to_str().unwrap().to_owned();
    let (code, out, err) = run(&["-f", "json", &first, &latin, &missing, &last], "");
    assert_eq!(code, 1);
    let ids: Vec<_> = lines(&out).iter().map(|line| line["id"].clone()).collect();
    assert_eq!(ids, [json!(first), json!(last)]);
    assert!(err.contains("2.txt: not UTF-8 at byte 0") && err.contains("iconv"), "{err}");
    assert!(err.contains("none.txt: cannot be read"), "{err}");

    let lines_of = folder.file("a.jsonl", "{\"id\":1,\"text\":\"نعم\"}\n");
    let (code, out, _) = run(&["--jsonl", &missing, &lines_of], "");
    assert_eq!((code, out.lines().count()), (1, 1));
}

#[test]
fn bad_usage_exits_with_2() {
    for arguments in [
        &["--format", "xml"][..],
        &["--offsets", "bytes"],
        &["--jsonl", "--format", "csv"],
        &["--format", "brat", "--offsets", "utf16"],
        &["--format", "webannotation", "--offsets", "utf8"],
        &["--format", "brat", "a", "b"],
        &["--unknown"],
    ] {
        let (code, out, err) = run(arguments, "");
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains("error: "), "{err}");
    }
    assert!(print(&["--help"], "").contains("--jsonl"));
    assert!(print(&["--version"], "").starts_with("wasim "));
}

#[test]
fn names_from_a_table() {
    let folder = Folder::new("lexicon");
    let names = folder.file(
        "names.tsv",
        "\u{FEFF}name\tkind\taliases\tcountry\r\n# نعم\r\nبحر الرمل\tplace\tالرملي\tEG\r\nسعاد\tpersn\r\n",
    );
    let (code, out, err) = run(&["--lexicon", &names, "--jsonl"], "{\"text\":\"في الرملي\"}\n");
    assert_eq!(code, 1, "a bad row is a failure, the others work");
    let expected = "names.tsv: row 4 of the lexicon (سعاد): the kind is \"persn\"; it can be";
    assert!(err.contains(expected), "{err}");
    let report = &lines(&out)[0];
    assert_eq!(report["mentions"][0]["rule"], "user");
    assert_eq!(report["entities"][0]["name"], "بحر الرمل");
    assert_eq!(report["entities"][0]["country"], "EG");
    let good = folder.file("good.tsv", "name\tkind\nبحر الرمل\tplace");
    assert!(print(&["-l", &good, "-f", "csv"], "في بحر الرمل").contains(",user,"));
    let (code, out, err) = run(&["--lexicon", "none.tsv"], "نعم");
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("none.tsv: cannot be read"), "{err}");
}

#[test]
fn another_model_from_a_file() {
    let folder = Folder::new("model");
    let model = include_bytes!("../data/model.bin");
    let own = folder.file("own.bin", model);
    assert_eq!(print(&["--model", &own, "-f", "json"], NEWS), print(&["-f", "json"], NEWS));
    let cut = folder.file("cut.bin", &model[..1000]);
    let (code, out, err) = run(&["--model", &cut], NEWS);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("cut.bin: the model file cannot be used"), "{err}");
    assert_eq!(run(&["--model", "none.bin"], NEWS).0, 2);
}
