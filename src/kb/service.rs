//! Whether the page of a service says all that an applicant must know.

use super::{Fact, File, ItemKind, Out, Seen, at};

/// What a page must say: the name in the rule's parameters, for people, and what of it must be there.
const WANTED: [(&str, &str, &[Fact]); 9] = [
    ("laws", "правовых актов", &[Fact::Laws]),
    ("documents", "списка документов", &[Fact::Documents]),
    ("deadline", "срока", &[Fact::Deadline]),
    ("fee", "платы или слов «бесплатно»", &[Fact::Fee]),
    ("faq", "ответов на частые вопросы", &[Fact::Faq]),
    ("survey", "опроса", &[Fact::Survey]),
    ("contact", "телефона или почты", &[Fact::Contact]),
    ("hours", "часов работы", &[Fact::Hours]),
    ("place", "адреса для личного приёма", &[Fact::Address]),
];

/// `kb-service-page`.
pub(super) fn check(seen: &Seen<'_>, out: &mut Out<'_>) {
    let required: Vec<&str> = out.params.texts("required").collect();
    for (number, item) in seen.items().filter(|(_, item)| item.is(ItemKind::ServicePage)) {
        let lacks: Vec<&str> = WANTED
            .iter()
            .filter(|(name, _, facts)| {
                // Where to come must be said where one must come.
                let asked = *name != "place" || item.facts.contains(&Fact::Visit);
                asked && required.contains(name) && !facts.iter().any(|fact| item.facts.contains(fact))
            })
            .map(|(_, title, _)| *title)
            .collect();
        if !lacks.is_empty() {
            out.add(File::Item(number), at(item.title.1.span()).word("missing", lacks.join(", ")));
        }
    }
}
