"""Makes the sample registers of this folder: make.py. Needs openpyxl and python-docx. Everything in them is invented."""

import csv

from docx import Document
from docx.enum.section import WD_ORIENT
from openpyxl import Workbook

HEAD = [
    "№", "Направление", "Функция", "Точка взаимодействия", "Тип точки", "Адрес", "Клиент", "Потребности", "Основание",
    "Ответственное подразделение", "Правила модерации", "Доступность", "Дата обновления", "Статус",
]
DIRECTIONS = [
    "рассмотрение обращений и запросов",
    "обеспечение доступа к информации о деятельности Министерства",
    "организация отношений с внутренним клиентом (сотрудником)",
    "организация отношений с внутренним клиентом по вопросам ведения бухгалтерского учета",
    "организация отношений с внутренним клиентом по вопросам осуществления административно-хозяйственной деятельности",
]
NEEDS = [
    "получение информации",
    "получение консультации",
    "получение форм документов",
    "представление заявления, обращения, запроса, документов",
    "получение информации о ходе рассмотрения заявления, обращения, запроса, документов",
    "получение результата, ответа, разъяснения",
    "предоставление обратной связи",
    "получение результата рассмотрения обратной связи",
]
RULES = "приказ от 12.02.2026 № 18"
NET = "приказ от 20.01.2026 № 7"
RAMP = "пандус, кнопка вызова, помощь сотрудника"

# Direction, function, point, type, address, needs, basis, unit, moderation, accessibility.
POINTS = [
    (1, "приём письменных обращений граждан", "официальный сайт, форма обращения", "цифровая", "https://mintrud.example/priem", "3 4", RULES, "отдел писем", "", ""),
    (1, "приём письменных обращений граждан", "электронная почта", "цифровая", "priem@mintrud.example", "4 6", RULES, "отдел писем", "", ""),
    (1, "приём письменных обращений граждан", "почтовое отправление", "оффлайн", "600100, г. Верхнереченск, ул. Садовая, д. 5", "4 6", RULES, "отдел писем", "", ""),
    (1, "приём письменных обращений граждан", "приёмная, окно 1", "оффлайн", "г. Верхнереченск, ул. Садовая, д. 5, этаж 1", "3 4", RULES, "отдел писем", "", RAMP),
    (1, "сообщение о ходе рассмотрения обращений", "личный кабинет на сайте", "цифровая", "https://mintrud.example/lk", "5", RULES, "отдел писем", "", ""),
    (1, "сообщение о ходе рассмотрения обращений", "справочный телефон", "оффлайн", "(4952) 21-00-15", "5", RULES, "отдел писем", "", ""),
    (1, "личный приём граждан", "кабинет министра", "оффлайн", "г. Верхнереченск, ул. Садовая, д. 5, кабинет 12", "2 6", "поручение министра от 15.01.2026", "приёмная министра", "", RAMP),
    (1, "личный приём граждан", "зал приёма в районе", "оффлайн", "п. Липовый Яр, ул. Мира, д. 8", "2 6", "поручение министра от 15.01.2026", "приёмная министра", "", "вход без порога, приём без очереди для людей с инвалидностью"),
    (1, "консультации граждан по телефону", "горячая линия", "оффлайн", "(4952) 21-00-20", "1 2", "приказ от 03.03.2026 № 22", "отдел консультаций", "", ""),
    (1, "консультации граждан по телефону", "чат-бот", "цифровая", "https://mintrud.example/chat", "1 2", "договор от 01.02.2026 № 8", "отдел консультаций", "", ""),
    (1, "сбор оценок качества ответов", "страница опроса", "цифровая", "https://mintrud.example/opros", "7 8", "приказ от 03.03.2026 № 23", "отдел качества", "", ""),
    (1, "сбор оценок качества ответов", "ящик для отзывов в приёмной", "оффлайн", "г. Верхнереченск, ул. Садовая, д. 5, этаж 1", "7", "приказ от 03.03.2026 № 23", "отдел качества", "", RAMP),
    (2, "размещение новостей министерства", "официальный сайт", "цифровая", "https://mintrud.example", "1", "Федеральный закон от 09.02.2009 № 8-ФЗ", "пресс-служба", "", ""),
    (2, "размещение новостей министерства", "сообщество ВКонтакте", "цифровая", "https://vk.example/mintrud", "1 7", NET, "пресс-служба", "правила от 20.01.2026 № 2", ""),
    (2, "размещение новостей министерства", "канал в Telegram", "цифровая", "@mintrud_news", "1", NET, "пресс-служба", "правила от 20.01.2026 № 2", ""),
    (2, "размещение новостей министерства", "стенд в вестибюле", "оффлайн", "г. Верхнереченск, ул. Садовая, д. 5, этаж 1", "1 3", NET, "пресс-служба", "", "крупный шрифт, стенд на высоте 120 см"),
    (2, "ответы на запросы журналистов", "электронная почта пресс-службы", "цифровая", "press@mintrud.example", "4 6", "Закон Российской Федерации от 27.12.1991 № 2124-1", "пресс-служба", "", ""),
    (2, "ответы на запросы журналистов", "телефон пресс-службы", "оффлайн", "(4952) 21-00-31", "1", "Закон Российской Федерации от 27.12.1991 № 2124-1", "пресс-служба", "", ""),
    (3, "оформление отпусков и командировок", "кадровая система", "цифровая", "https://kadry.mintrud.example", "4 5", "соглашение от 10.03.2026 № 14", "отдел кадров", "", ""),
    (3, "оформление отпусков и командировок", "отдел кадров, кабинет 4", "оффлайн", "ул. Садовая, д. 5", "2 3", "приказ от 01.02.2026 № 3", "отдел кадров", "", "помощь сотрудника, кабинет на первом этаже"),
    (3, "обучение сотрудников", "портал обучения", "цифровая", "https://ucheba.mintrud.example", "1 7", "приказ от 01.02.2026 № 4", "отдел кадров", "", ""),
    (4, "выдача расчётных листков", "личный кабинет сотрудника", "цифровая", "https://kadry.mintrud.example/list", "1", "приказ от 02.02.2026 № 9", "бухгалтерия", "", ""),
    (4, "выдача справок о доходах", "бухгалтерия, кабинет 9", "оффлайн", "ул. Садовая, д. 5", "4 6", "приказ от 02.02.2026 № 9", "бухгалтерия", "", "помощь сотрудника, лифт"),
    (4, "выдача справок о доходах", "служебная электронная почта", "цифровая", "buh@mintrud.example", "4 6", "приказ от 02.02.2026 № 9", "бухгалтерия", "", ""),
    (5, "выдача канцелярских товаров", "склад", "оффлайн", "ул. Садовая, д. 5, подвал", "9: получение товаров", "приказ от 05.02.2026 № 11", "хозяйственный отдел", "", "доставка в кабинет по звонку"),
    (5, "выдача канцелярских товаров", "система заявок", "цифровая", "https://help.mintrud.example", "4 5", "приказ от 05.02.2026 № 11", "хозяйственный отдел", "", ""),
    (5, "ремонт рабочих мест", "система заявок", "цифровая", "https://help.mintrud.example", "4 5 7", "приказ от 05.02.2026 № 11", "хозяйственный отдел", "", ""),
]
TITLE = "Перечень точек взаимодействия с внешним и внутренним клиентом"
APPROVED = "утверждён приказом от 01.06.2026 № 45"


def needs(codes):
    if ":" in codes:
        return codes
    return "; ".join(NEEDS[int(code) - 1] for code in codes.split())


def table(points):
    rows = []
    for number, (direction, function, point, kind, address, codes, basis, unit, moderation, access) in enumerate(points, 1):
        client = "внешний" if direction < 3 else "внутренний"
        rows.append([
            str(number), DIRECTIONS[direction - 1], function, point, kind, address, client, needs(codes), basis, unit,
            moderation, access, "20.05.2026", "действует",
        ])
    return rows


def put(rows, row, **cells):
    """Changes cells of a row, which is counted from 1, by the names of their columns."""
    for name, text in cells.items():
        rows[row - 1][HEAD.index({
            "number": "№", "direction": "Направление", "function": "Функция", "point": "Точка взаимодействия",
            "kind": "Тип точки", "address": "Адрес", "client": "Клиент", "needs": "Потребности", "basis": "Основание",
            "moderation": "Правила модерации", "access": "Доступность", "updated": "Дата обновления", "status": "Статус",
        }[name])] = text


good = table(POINTS)

# The register a year ago: what has changed since is told by --since.
approved = table([point for point in POINTS if point[2] != "канал в Telegram"])
put(approved, 5, needs=needs("5 6"))
put(approved, 9, point="телефон доверия")
for row in approved:
    row[HEAD.index("Дата обновления")] = "10.05.2025"

# Faults of every kind; none of the direction 4, no telephone.
faults = table([point for point in POINTS if point[0] != 4 and "телефон" not in point[2] and "линия" not in point[2]])
put(faults, 1, kind="оффлайн")  # register-point-type
put(faults, 2, needs="пожаловаться")  # register-need
put(faults, 3, basis="по согласованию")  # register-basis
put(faults, 4, access="")  # register-accessibility
put(faults, 5, point="")  # register-field
put(faults, 6, needs="2; 9")  # register-need
put(faults, 7, updated="10.01.2024")  # register-stale
put(faults, 8, address="https://mintrud")  # register-field
put(faults, 11, direction="пресса")  # register-direction
put(faults, 12, moderation="")  # register-key-point
put(faults, 14, point="Сообщество ВКонтакте", kind="цифровая", address="")  # register-duplicate, register-field, register-key-point
put(faults, 15, basis="приказ")  # register-basis
put(faults, 16, client="внешний")  # register-direction
put(faults, 18, updated="31.12.2026")  # register-stale
put(faults, 19, status="исключена")  # register-stale
put(faults, 20, function="")  # register-field


def write_csv(name, rows, title, sign=";", encoding="utf-8"):
    with open(name, "w", newline="", encoding=encoding) as file:
        out = csv.writer(file, delimiter=sign)
        for line in title:
            out.writerow([line])
        out.writerow(HEAD)
        out.writerows(rows)


def write_xlsx(name, rows, title, merged=False):
    """A workbook; `merged`: one direction and one function are written once for all their rows."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Перечень"
    for line in title:
        sheet.append([line])
    sheet.append([])
    sheet.append(HEAD)
    first = sheet.max_row + 1
    for row in rows:
        sheet.append(row)
    if merged:
        for column in (2, 3):
            start = first
            for at in range(first, sheet.max_row + 1):
                here = sheet.cell(start, column).value
                if at == sheet.max_row or sheet.cell(at + 1, column).value != here:
                    if at > start:
                        sheet.merge_cells(start_row=start, end_row=at, start_column=column, end_column=column)
                    start = at + 1
    book.save(name)


def write_docx(name, rows, title):
    """A document; each direction stands over its rows."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    for line in title:
        document.add_paragraph(line)
    columns = [column for column, heading in enumerate(HEAD) if heading != "Направление"]
    grid = document.add_table(rows=1, cols=len(columns))
    for cell, column in zip(grid.rows[0].cells, columns):
        cell.text = HEAD[column]
    last = None
    for row in rows:
        if row[1] != last:
            last = row[1]
            cells = grid.add_row().cells
            cells[0].merge(cells[-1]).text = last
        for cell, column in zip(grid.add_row().cells, columns):
            cell.text = row[column]
    document.save(name)


write_csv("good.csv", good, [TITLE, APPROVED])
write_csv("faults.csv", faults, [TITLE])
write_csv("approved.csv", approved, [TITLE, "утверждён приказом от 01.06.2026 № 45"])
write_xlsx("good.xlsx", good, [TITLE, APPROVED], merged=True)
write_xlsx("faults.xlsx", faults, [TITLE])
write_docx("good.docx", good, [TITLE, APPROVED])
