//! Where places are: cases by name, each a text, the name of an entity and its point.

use wasim::Analyzer;
use wasim::user_lexicon::{Row, UserLexicon};

/// The point of the entity that `text` calls `name`; `None` where it has none.
fn point(analyzer: &Analyzer, text: &str, name: &str) -> Option<(f64, f64)> {
    let entities = analyzer.analyze(text).entities;
    let called = |e: &&wasim::analysis::Entity| e.name == name;
    let entity = entities.iter().find(called);
    assert!(entity.is_some(), "{name} in {entities:?}");
    entity?.coordinates.map(|at| (at.latitude(), at.longitude()))
}

/// A case's name, its text, the place, its latitude and longitude.
type Case = (&'static str, &'static str, &'static str, Option<(f64, f64)>);

const CASES: [Case; 27] = [
    ("a city", "وصلت القافلة إلى حلب مساء أمس.", "حلب", Some((36.2, 37.16))),
    ("behind a particle", "عاد الفريق من الدمام وبنغازي.", "بنغازي", Some((32.11, 20.07))),
    ("in another spelling", "أقيم المعرض في الاسكندرية.", "الاسكندرية", Some((31.2, 29.92))),
    ("a capital", "عقد اللقاء في بغداد.", "بغداد", Some((33.34, 44.4))),
    ("a country that acts", "أعلنت تونس موعد الموسم.", "تونس", Some((34.1, 9.5))),
    ("a country by another name", "عاد الوفد من سورية إلى بيروت.", "سورية", Some((35.0, 38.5))),
    ("south and west", "سافر الفريق إلى مونتيفيديو.", "مونتيفيديو", Some((-34.9, -56.19))),
    ("the second of two capitals", "أقام الوفد في أمستردام.", "أمستردام", Some((52.37, 4.89))),
    ("the capital Amman", "وصل الوفد إلى عمان قادما من الأردن.", "عمان", Some((31.96, 35.95))),
    ("the country Oman", "غادر الوفد مسقط ثم تجول في عمان.", "عمان", Some((20.6, 56.1))),
    ("the east of Algeria", "افتتحت المكتبة في قسنطينة.", "قسنطينة", Some((36.37, 6.61))),
    ("a name that starts like a particle", "عاد القطار إلى وهران.", "وهران", Some((35.70, -0.64))),
    ("two particles", "تساقطت الثلوج في عجلون وبإربد.", "إربد", Some((32.56, 35.85))),
    ("the hamza left out", "أقيم المهرجان في اربد.", "اربد", Some((32.56, 35.85))),
    ("the hamza misplaced", "وصلت الشاحنات إلى أجدابيا ومأرب.", "مأرب", Some((15.46, 45.33))),
    ("ه for ة", "توقفت الحافلة في مدينة الحسكه.", "الحسكه", Some((36.50, 40.75))),
    (
        "a town behind a word that locates",
        "تجمع السكان في بلدة عرسال.",
        "عرسال",
        Some((34.18, 36.42)),
    ),
    ("a nationality behind it", "وصل الوفد إلى الزرقاء الأردنية.", "الزرقاء", Some((32.07, 36.09))),
    ("in Iran", "عقدت الندوة في كرمانشاه.", "كرمانشاه", Some((34.31, 47.06))),
    ("in Turkey", "هبطت الطائرة في مدينة ملاطية التركية.", "ملاطية", Some((38.35, 38.32))),
    ("two spellings, the first", "عرض الفيلم في ميونيخ.", "ميونيخ", Some((48.14, 11.58))),
    ("two spellings, the second", "عرض الفيلم في ميونخ.", "ميونخ", Some((48.14, 11.58))),
    ("a camp", "زار الفريق مخيم النصيرات.", "مخيم النصيرات", Some((31.45, 34.39))),
    ("a name of two cities", "وصل الفريق إلى القنيطرة.", "القنيطرة", None),
    ("another of two", "وصل الفريق إلى حيدر آباد.", "حيدر آباد", None),
    ("a sea", "غرق مركب في البحر الأحمر.", "البحر الأحمر", None),
    ("a body", "قالت وزارة الصحة إن الوضع جيد.", "وزارة الصحة", None),
];

#[test]
fn places_are_where_the_tables_say() {
    let analyzer = Analyzer::new();
    for (case, text, name, at) in CASES {
        assert_eq!(point(&analyzer, text, name), at, "{case}");
    }
}

#[test]
fn a_row_of_the_users_is_where_the_tables_say_unless_it_has_a_country_of_its_own() {
    let row = |name: &str, kind: &str, country: Option<&str>| Row {
        name: name.into(),
        kind: kind.into(),
        country: country.map(Into::into),
        ..Row::default()
    };
    for (given, name, at) in [
        (row("حلب", "place", None), "حلب", Some((36.2, 37.16))),
        (row("حلب", "place", Some("TR")), "حلب", None),
        (row("بغداد", "place", Some("IQ")), "بغداد", Some((33.34, 44.4))),
        (row("وادي الغيم", "place", None), "وادي الغيم", None),
        (row("حلب", "organization", None), "حلب", None),
    ] {
        let (lexicon, errors) = UserLexicon::new(vec![given]);
        assert!(errors.is_empty());
        let analyzer = Analyzer::new().with_lexicon(lexicon);
        assert_eq!(point(&analyzer, &format!("وصل الوفد إلى {name}."), name), at, "{name}");
    }
}
