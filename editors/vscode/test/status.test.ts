import assert from "node:assert/strict";
import { test } from "node:test";
import { plural, status } from "../src/status";

test("numbers go with their words", () => {
  const errors = (count: number) => plural(count, "ошибка", "ошибки", "ошибок");
  assert.deepEqual([1, 2, 5, 11, 14, 21, 22, 111].map(errors), [
    "1 ошибка", "2 ошибки", "5 ошибок", "11 ошибок", "14 ошибок", "21 ошибка", "22 ошибки", "111 ошибок",
  ]);
});

test("the status names what there is", () => {
  assert.equal(status({ errors: 0, warnings: 0, hints: 0 }).tooltip, "Ясно: замечаний нет");
  assert.deepEqual(status({ errors: 1, warnings: 0, hints: 2 }), {
    text: "$(error) Ясно: 3",
    tooltip: "Ясно: 1 ошибка, 2 подсказки",
  });
  assert.equal(status({ errors: 0, warnings: 3, hints: 0 }).text, "$(warning) Ясно: 3");
});
