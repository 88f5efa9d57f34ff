//! An empty form of a register, as an Excel workbook: headings, hints, lists to choose from.

use rust_xlsxwriter::{
    DataValidation, Format, FormatAlign, FormatBorder, Formula, Note, Workbook, Worksheet, XlsxError,
};

use super::Knowledge;
use super::fields::Field;

/// Rows that are ready to be filled in.
const ROWS: u32 = 500;
/// The row of headings, from 0.
const HEAD: u32 = 3;
/// The sheet of lists to choose from; hidden, so that it is no part of the register.
const LISTS: &str = "Списки";

/// A column of the form: field, width, hint.
const COLUMNS: [(Field, f64, &str); 14] = [
    (Field::Number, 5.0, "Номера подряд: 1, 2, 3"),
    (Field::Direction, 28.0, "Одно из пяти направлений: выберите из списка"),
    (Field::Function, 30.0, "Что делает ведомство и для кого: «приём обращений граждан»"),
    (Field::Point, 30.0, "Одна точка – одна строка: «официальный сайт», «приёмная, кабинет 12»"),
    (Field::Type, 12.0, "«цифровая» или «оффлайн»"),
    (Field::Address, 26.0, "Адрес сайта, почты или здания, номер телефона"),
    (Field::Client, 14.0, "Внешний – граждане и организации, внутренний – сотрудники"),
    (
        Field::Needs,
        36.0,
        "Зачем сюда обращаются: одна или несколько потребностей через точку с запятой. Можно номерами: 1; 4. Другую \
         потребность назовите: «9: запись на приём»",
    ),
    (Field::Basis, 28.0, "Документ с датой и номером или поручение с датой"),
    (Field::Unit, 22.0, "Кто отвечает за точку"),
    (Field::Moderation, 22.0, "Для социальной сети: документ с правилами модерации"),
    (Field::Accessibility, 26.0, "Для мест приёма: пандус, помощь сотрудника, крупный шрифт"),
    (Field::Updated, 12.0, "Когда запись проверили или изменили: 05.03.2026"),
    (Field::Status, 18.0, "«действует» или «исключена», дата и причина"),
];

/// What the form could not be written for.
#[derive(Debug)]
pub struct FormError(XlsxError);

impl std::fmt::Display for FormError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for FormError {}

impl From<XlsxError> for FormError {
    fn from(error: XlsxError) -> Self {
        Self(error)
    }
}

/// The form as the bytes of a file.
///
/// # Errors
/// A text of the form goes beyond what Excel holds.
pub fn blank(known: &Knowledge) -> Result<Vec<u8>, FormError> {
    let mut workbook = Workbook::new();
    let lists = lists(known);
    head(workbook.add_worksheet().set_name("Перечень")?, known, &lists)?;
    let sheet = workbook.add_worksheet().set_name(LISTS)?;
    for (column, (_, texts)) in (0..).zip(&lists) {
        for (row, text) in (0..).zip(texts) {
            sheet.write_string(row, column, text)?;
        }
    }
    sheet.set_hidden(true);
    Ok(workbook.save_to_buffer()?)
}

/// The values to choose from, by field.
fn lists(known: &Knowledge) -> Vec<(Field, Vec<String>)> {
    let titles = |group| known.values.listed(group).into_iter().map(|known| known.title.clone()).collect::<Vec<_>>();
    let mut needs = titles("need");
    if let Some(other) = needs.last_mut() {
        "9: ".clone_into(other);
    }
    let list = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
    vec![
        (Field::Direction, titles("direction")),
        (Field::Needs, needs),
        (Field::Type, list(&["цифровая", "оффлайн"])),
        (Field::Client, list(&["внешний", "внутренний", "внешний и внутренний"])),
        (Field::Status, list(&["действует", "исключена с "])),
    ]
}

fn head(sheet: &mut Worksheet, known: &Knowledge, lists: &[(Field, Vec<String>)]) -> Result<(), FormError> {
    let title = Format::new().set_bold().set_font_size(14);
    let heading = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin)
        .set_background_color(0x00DD_E6F0);
    let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin);
    let date = cell.clone().set_num_format("dd.mm.yyyy");
    sheet.write_string_with_format(0, 0, "Перечень точек взаимодействия с внешним и внутренним клиентом", &title)?;
    sheet.write_string(1, 0, "утверждён приказом от ДАТА № НОМЕР")?;
    sheet.set_row_height(HEAD, 34)?;
    for (column, (field, width, hint)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(HEAD, column, known.fields.title(field), &heading)?;
        sheet.insert_note(HEAD, column, &Note::new(hint).add_author_prefix(false))?;
        for row in HEAD + 1..=HEAD + 20 {
            sheet.write_blank(row, column, if field == Field::Updated { &date } else { &cell })?;
        }
        let place = lists.iter().position(|(own, _)| *own == field);
        let mut chosen = match place {
            Some(at) => {
                let name = char::from(b'A' + at as u8);
                let range = format!("={LISTS}!${name}$1:${name}${}", lists[at].1.len());
                DataValidation::new().allow_list_formula(Formula::new(range))
            }
            None => DataValidation::new().allow_any_value(),
        };
        // What is not in the list may be right: several needs, a reason. The check tells.
        chosen =
            chosen.show_error_message(false).set_input_title(known.fields.title(field))?.set_input_message(hint)?;
        sheet.add_data_validation(HEAD + 1, column, HEAD + ROWS, column, &chosen)?;
    }
    let last = COLUMNS.len() as u16 - 1;
    sheet.set_freeze_panes(HEAD + 1, 0)?;
    sheet.autofilter(HEAD, 0, HEAD + ROWS, last)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(HEAD, HEAD)?;
    Ok(())
}
