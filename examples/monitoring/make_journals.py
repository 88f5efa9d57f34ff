"""Makes the invented journals of this folder; the same bytes every time.

python3 make_journals.py
"""

import csv
import random
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).parent
FIRST, LAST = date(2025, 10, 1), date(2026, 11, 20)
TOPICS = [  # topic, department, how often it comes
    ("разрешение на сделку", "Отдел опеки", 9),
    ("назначение опекуна", "Отдел опеки", 6),
    ("выплаты опекуну", "Отдел опеки", 4),
    ("благоустройство двора", "Отдел благоустройства", 8),
    ("парковка во дворе", "Отдел благоустройства", 5),
    ("личный приём", "Приёмная", 4),
    ("жалоба на соседей", "Приёмная", 3),
]
CHANNELS = [("ПОС", 6), ("электронная почта", 4)]
SERVICES = [("предварительное разрешение на сделку", 4.4), ("назначение опекуна", 3.9), ("личный приём", 4.6)]


def pick(dice, pairs):
    return dice.choices([pair[:-1] for pair in pairs], [pair[-1] for pair in pairs])[0]


def days():
    day = FIRST
    while day <= LAST:
        if day.weekday() < 5:
            yield day
        day += timedelta(days=1)


def share(day):
    """How far the year has gone: answers grow quicker."""
    return (day - FIRST).days / (LAST - FIRST).days


def told(day):
    return day.strftime("%d.%m.%Y")


def write(name, head, rows):
    with open(HERE / name, "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter=";", lineterminator="\n")
        table.writerow(head)
        table.writerows(rows)


def letters(dice):
    number = 0
    for day in days():
        for _ in range(dice.choice((0, 1, 1, 1, 2, 3))):
            number += 1
            topic, department = pick(dice, TOPICS)
            (channel,) = pick(dice, CHANNELS)
            slow = 1.5 if department == "Отдел благоустройства" else 1
            wait = max(1, round(dice.gauss(16 - 7 * share(day), 5) * slow))
            answer = day + timedelta(days=wait)
            lost = dice.random() < 0.03
            yield number, told(day), channel, topic, department, "" if lost or answer > LAST else told(answer)


def calls(dice):
    """Sums of each week, as a telephone exchange gives them."""
    day = FIRST - timedelta(days=FIRST.weekday()) + timedelta(days=4)
    while day <= LAST:
        for topic, department, often in TOPICS:
            count = max(1, round(dice.gauss(2.2 * often, 3)))
            missed = min(count, sum(dice.random() < 0.16 - 0.08 * share(day) for _ in range(count)))
            wait = max(8, round(dice.gauss(75 - 30 * share(day), 14)))
            yield told(day), topic, department, count, missed, f"{wait // 60:02}:{wait % 60:02}"
        day += timedelta(days=7)


def feedback(dice):
    for day in days():
        for service, mean in SERVICES:
            # Nobody asked after appointments in summer.
            if dice.random() < 0.12 and not (service == "личный приём" and 7 <= day.month <= 9):
                yield told(day), service, min(5, max(1, round(dice.gauss(mean, 0.8))))


write(
    "letters.csv",
    ["Номер", "Дата поступления", "Канал", "Тема", "Отдел", "Дата ответа"],
    letters(random.Random(72)),
)
write(
    "calls.csv",
    ["Дата", "Тема", "Отдел", "Количество звонков", "Пропущено", "Среднее время ожидания"],
    calls(random.Random(721)),
)
write("feedback.csv", ["Дата", "Услуга", "Оценка"], feedback(random.Random(722)))
write("topics.csv", ["# О чём спрашивают чаще всего"], [[topic] for topic, _, _ in TOPICS])
