//! Beginnings of words by which refusals are told.

/// Beginnings of infinitives that tell of knowing and saying: «назвать срок мы не можем» refuses nothing.
pub(super) const TELLING: &str = "назвать называть сказать говорить сообщ ответ отвеч указа определ предсказ гарант обеща поня понима знать \
    узнать подтвер соглас повлия влия дозвон связа заста объясн поясн прогноз спрогноз оцен поруч ручать";
/// Beginnings of verbs that do the reader harm: not to do it is good news, unless that was asked for.
pub(super) const HARM: &str = "закр снес снос сокра ликвид спил сруб выруб уменьш сниз сниж повы взыск взим взят начисл штраф оштраф отключ \
    выключ наруш высел наказ демонт исключ отмен прекра уволь увол привле списан удерж изым";
/// Beginnings of infinitives of what only we give.
pub(super) const GIVING: &str =
    "дать выда предостав разреш согласов принять назнач включ выплат засч зачесть признать присво верн";
/// Beginnings of nouns for those who decide, when they tell of themselves.
pub(super) const BODY: &str = "министерств администраци управлени комитет правительств департамент инспекци фонд агентств отдел центр служб \
    школ комисси округ район город поселени учреждени больниц поликлиник архив предприяти библиотек музе театр \
    институт университет колледж палат лесничеств мэри дум орган бюро общежити интернат лице гимнази оператор";
/// Beginnings of nouns for what is asked for, as they stand before «не будет» and «не подлежит».
pub(super) const ASKED: &str = "удовлетвор возмещ перерасч возврат выплат компенс рассмотр восстанов приватиз зачет зачислен включени \
    предоставл изменен пересмотр продлен регистрац согласован замен перевод ремонт доплат рассрочк отсрочк \
    списани установк выдач назначен скидк исполнени прием приему оплат признани";

/// Beginnings of verbs in the present with which we decide: «Шлагбаум не разрешаем».
pub(super) const DECIDING: &str = "разреша согласовыва предоставля выделя назнача включа призна присваива продлева продля утвержда \
    одобря поддержива удовлетворя дае выда устанавлива";
/// Beginnings of nouns after «до» for what must come first: «до окончания работ».
pub(super) const FIRST: &str =
    "окончани заверше получени поступлени вступлени устранени проведени ввода принятия решени";
/// Beginnings of words for what is itself asked to last: «отсрочку до окончания учёбы».
pub(super) const LASTING: &str = "отсрочк рассрочк продл отлож отклад перен сохран остав прожив прожит аренд пользов";
