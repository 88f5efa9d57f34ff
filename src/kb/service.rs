//! Whether the page of a service says all that an applicant must know.

use super::{Fact, File, ItemKind, Out, Seen, at};

/// What a page must say: the name in the rule's parameters, for people, and the fact.
const WANTED: [(&str, &str, Fact); 12] = [
    ("laws", "правовых актов", Fact::Laws),
    ("documents", "списка документов", Fact::Documents),
    ("deadline", "срока", Fact::Deadline),
    ("fee", "платы или слов «бесплатно»", Fact::Fee),
    ("faq", "ответов на частые вопросы", Fact::Faq),
    ("survey", "опроса", Fact::Survey),
    ("phone", "телефона", Fact::Phone),
    ("hours", "часов работы", Fact::Hours),
    ("email", "адреса почты", Fact::Email),
    ("platform", "слов о платформе обратной связи (ПОС)", Fact::Platform),
    ("place", "адреса для личного приёма", Fact::Address),
    ("entrance", "слов о том, как войти в здание", Fact::Entrance),
];

/// What must be said only where one must come.
const OF_VISITS: [&str; 2] = ["place", "entrance"];

/// `kb-service-page`.
pub(super) fn check(seen: &Seen<'_>, out: &mut Out<'_>) {
    let required: Vec<&str> = out.params.texts("required").collect();
    for (number, item) in seen.items().filter(|(_, item)| item.is(ItemKind::ServicePage)) {
        let lacks: Vec<&str> = WANTED
            .iter()
            .filter(|(name, _, fact)| {
                let asked = !OF_VISITS.contains(name) || item.facts.contains(&Fact::Visit);
                asked && required.contains(name) && !item.facts.contains(fact)
            })
            .map(|(_, title, _)| *title)
            .collect();
        if !lacks.is_empty() {
            out.add(File::Item(number), at(item.title.1.span()).word("missing", lacks.join(", ")));
        }
    }
}
