// What stands at the bottom of the window.

/** How many findings of each severity. */
export interface Counts {
  errors: number;
  warnings: number;
  hints: number;
}

/** 1 ошибка, 2 ошибки, 5 ошибок. */
export function plural(count: number, one: string, few: string, many: string): string {
  const tens = count % 100;
  const ones = count % 10;
  if (tens >= 11 && tens <= 14) {
    return `${count} ${many}`;
  }
  if (ones === 1) {
    return `${count} ${one}`;
  }
  return `${count} ${ones >= 2 && ones <= 4 ? few : many}`;
}

export function status(counts: Counts): { text: string; tooltip: string } {
  const parts = [
    counts.errors > 0 ? plural(counts.errors, "ошибка", "ошибки", "ошибок") : "",
    counts.warnings > 0 ? plural(counts.warnings, "предупреждение", "предупреждения", "предупреждений") : "",
    counts.hints > 0 ? plural(counts.hints, "подсказка", "подсказки", "подсказок") : "",
  ].filter((part) => part !== "");
  if (parts.length === 0) {
    return { text: "$(check) Ясно", tooltip: "Ясно: замечаний нет" };
  }
  const icon = counts.errors > 0 ? "$(error)" : "$(warning)";
  return { text: `${icon} Ясно: ${counts.errors + counts.warnings + counts.hints}`, tooltip: `Ясно: ${parts.join(", ")}` };
}
