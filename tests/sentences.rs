//! Where sentences end: hard cases by name. `|` stands between two sentences, for a
//! space; `‖` where they are glued.
#![cfg(not(target_family = "wasm"))]

use wasim::document::Document;

#[rustfmt::skip]
const CASES: &[(&str, &str)] = &[
    // Abbreviations and initials.
    ("title", "وصل د. سامي إلى المعرض.|وألقى كلمة."),
    ("title after و", "التقى أ. هاني ود. وائل في المكتبة."),
    ("double title", "حضر أ.د. كمال الندوة.|وشكر الطلاب."),
    ("engineer", "صممه م. رائد العام الماضي."),
    ("post box", "راسلونا على ص.ب. 1250 الرياض."),
    ("acronym", "أعلنت م.ت.ف. موقفها أمس."),
    ("acronym before a new clause", "هذا موقف م.ت.ف.|وأكدت أنها باقية."),
    ("before Christ", "بني المعبد سنة 300 ق.م. على تلة."),
    ("hijri year", "بدأ العام 1445هـ.|وانتهى سريعا."),
    ("hijri year, no conjunction", "صدر النظام عام 1420هـ.|جاء فيه أن العمل حق."),
    ("Christian year", "كان ذلك عام 2011م.|وبقي الأثر."),
    ("metres", "يرتفع البرج 300 م. فوق الميناء."),
    ("etcetera inside", "باع تفاحا وموزا إلخ. من ثمار بستانه."),
    ("etcetera at the end", "باع تفاحا وموزا إلخ.|وعاد إلى بيته."),
    ("spelt initial", "كتبها دي آر. هولم قبل عام."),
    ("spelt body at the end", "نقلتها بي بي سي.|الخبر قصير."),
    ("Latin title", "قرأت بحث Dr. Lind كاملا."),
    ("Latin initials", "زار J. K. Moor البلدة."),
    ("short words are no abbreviations", "شكره له.|به نبدأ."),
    ("bidi marks around the stop", "وصل د\u{202A}.\u{202C} سامي اليوم."),
    // Numbers and addresses.
    ("decimal", "بلغ النمو 3.5 في المئة.|وكان 2.1 قبل عام."),
    ("Arabic decimal", "النسبة ٣٫٥ والناتج ١٬٢٠٠ طن.|هذا كثير."),
    ("time", "يبدأ العرض في 8.30 مساء."),
    ("date", "وقع الاتفاق في 12.8.2014 بلا إعلان."),
    ("number at the end", "انتهت المباراة 3-2.|وفرح الجمهور."),
    ("year at the end", "عاد في عام 2015.|كان متعبا."),
    ("list", "1. افتح الصندوق.\n2. أخرج اللوح."),
    ("list of letters", "أ. التعريف بالمشروع.\nب. خطوات العمل."),
    ("web address", "زوروا www.example.org/a.html اليوم.|الدخول مجاني."),
    ("bare host", "نشر موقع example.com الصور.|ثم حذفها."),
    ("mail", "اكتبوا إلى me@example.org.|الرد سريع."),
    // Stops that are none, or more than one.
    ("ellipsis of hesitation", "قال إنه… لا يعرف."),
    ("spaced ellipsis", "نام قليلا ... إنه متعب."),
    ("ellipsis before a clause", "انتظروا طويلا...|ولم يأت أحد."),
    ("two stops in a headline", "المعرض يفتح أبوابه.. مئة لوحة"),
    ("two stops before a clause", "ربح الفريق..|وخسر مدربه رهانه."),
    ("two stops at a line end", "ربح الفريق..\nالصحف صامتة"),
    ("question and wonder", "أهذا صحيح؟!|لا أظن."),
    ("doubt in brackets", "قدموا هدية (!) إلى الحكم."),
    ("question before a comma", "هل ينجح؟، سأل الجميع."),
    ("wonder", "يا لها من ليلة!|نام المتفرجون."),
    ("Latin question mark", "من هو?|لا نعلم."),
    // Closing marks.
    ("stop inside guillemets", "قال: «سنعود غدا.»|وغادر القاعة."),
    ("stop outside guillemets", "قال: «سنعود غدا».|وغادر القاعة."),
    ("stop inside straight marks", "قال: \"سنعود غدا.\"|وغادر القاعة."),
    ("straight mark opens after a stop", "غادر القاعة.|\"لن أعود\" قالها مرتين."),
    ("bracket after a stop", "(انظر الصفحة التالية.)|الشرح طويل."),
    ("who asked", "«متى يصل القطار إلى المحطة؟» سأل الراكب."),
    ("slogan", "هتفوا «لن نرحل!» وساروا."),
    ("comma after the closer", "«لن نرحل!»، هتف الجميع."),
    ("colon after the closer", "سألوه «لماذا؟»: فسكت."),
    ("closing mark and a stop", "كتب \"انتهى\".|وأغلق الدفتر."),
    // Glued stops.
    ("glued", "هذه النتائج.‖وأكد المدرب رضاه."),
    ("glued after a closer", "قال «نعم».‖ثم جلس."),
    ("glued before a mark", "انتهى اللقاء.‖«نحن سعداء» قال أحدهم."),
    ("glued question", "أين هو؟‖لا ندري."),
    ("glued hashtag", "وصل الوفد.‖#المعرض"),
    ("glued short words", "ا.ش.ا تنقل الخبر."),
    // Lines and the rest.
    ("headline", "المعرض يفتح أبوابه\nفتح المعرض أبوابه أمس."),
    ("colon", "قال: نعم: نعود."),
    ("semicolon", "تأخر؛ لأن الطريق طويل."),
    ("Windows lines", "سطر أول\r\nسطر ثان"),
    ("empty lines", "سطر أول\n\n\nسطر ثان"),
    ("vowelled", "وَصَلَ د. سَامِي.|ثُمَّ رَحَلَ."),
    ("no-break space", "وصل د.\u{A0}سامي.|ثم\u{A0}رحل."),
];

fn split(text: &str) -> Vec<&str> {
    Document::new(text).sentences().iter().map(|s| s.span.slice(text)).collect()
}

#[test]
fn hard_cases() {
    let mut wrong = Vec::new();
    for (name, marked) in CASES {
        let text = marked.replace('‖', "").replace('|', " ");
        let expected: Vec<&str> =
            marked.split(['|', '‖', '\n', '\r']).filter(|s| !s.is_empty()).collect();
        let found = split(&text);
        if found != expected {
            wrong.push(format!("{name}: {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong\n{}", wrong.len(), CASES.len(), wrong.join("\n"));
}

#[test]
fn sentences_keep_their_marks_and_no_white_space() {
    assert_eq!(split(" \u{200F}قال: «نعم.» \n"), ["قال: «نعم.»"]);
    assert_eq!(split("…"), ["…"]);
    assert_eq!(split(""), [""; 0]);
    assert_eq!(split(" \n\t\n"), [""; 0]);
}
