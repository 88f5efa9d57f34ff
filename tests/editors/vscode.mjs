// A clerk at VS Code: opens a letter, reads what is underlined, mends it, asks for ready phrases.
// Run by tests/editors/vscode, which says in the environment where things are.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import net from "node:net";
import path from "node:path";

const { ROOT, PLACE, WORK, YASNO } = process.env;
const { chromium } = createRequire(path.join(PLACE, "/"))("playwright-core");

const letters = path.join(WORK, "письма");
const letter = path.join(letters, "письмо.md");
const data = path.join(WORK, "data");
const text = fs.readFileSync(path.join(ROOT, "tests/editors/vscode.md"), "utf8");
const PATIENCE = 90_000;
/** The panel draws only the rows that fit. */
const TALL = { width: 1280, height: 1400 };
const USUAL = { width: 1280, height: 860 };

function setUp(settings) {
  fs.mkdirSync(path.join(data, "User"), { recursive: true });
  fs.mkdirSync(letters, { recursive: true });
  fs.writeFileSync(letter, text);
  fs.writeFileSync(path.join(letters, "yasno.toml"), 'profile = "udmurtia"\n');
  const own = {
    "workbench.startupEditor": "none",
    "workbench.colorTheme": "Default Light Modern",
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "telemetry.telemetryLevel": "off",
    "chat.disableAIFeatures": true,
    "extensions.ignoreRecommendations": true,
    "git.enabled": false,
    "files.autoSave": "off",
    "editor.minimap.enabled": false,
    "editor.wordWrap": "on",
    "editor.fontFamily": "DejaVu Sans",
    "editor.fontSize": 15,
    "editor.unicodeHighlight.ambiguousCharacters": false,
    "editor.occurrencesHighlight": "off",
    ...settings,
  };
  fs.writeFileSync(path.join(data, "User/settings.json"), JSON.stringify(own, null, 1));
}

const codeServer = path.join(PLACE, "node_modules/code-server/out/node/entry.js");
const common = ["--user-data-dir", data, "--extensions-dir", path.join(WORK, "extensions")];

async function freePort() {
  const server = net.createServer().listen(0, "127.0.0.1");
  await new Promise((ready) => server.once("listening", ready));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Processes started by another, and by these. */
function below(pid) {
  const children = new Map();
  for (const name of fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = fs.readFileSync(`/proc/${name}/stat`, "utf8");
      const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // It has ended meanwhile.
    }
  }
  const all = [];
  for (const found = [pid]; found.length > 0; ) {
    const own = children.get(found.pop()) ?? [];
    all.push(...own);
    found.push(...own);
  }
  return all;
}

async function until(what, fits) {
  const start = Date.now();
  let last;
  for (;;) {
    last = await fits();
    if (last === true) {
      return;
    }
    assert.ok(Date.now() - start < PATIENCE, `не дождались: ${what}; последнее: ${JSON.stringify(last)}`);
    await new Promise((wake) => setTimeout(wake, 100));
  }
}

class Clerk {
  constructor(page) {
    this.page = page;
  }

  async press(...keys) {
    for (const key of keys) {
      await this.page.keyboard.press(key);
    }
  }

  /** Runs a command by its name, as it is found in the palette. */
  async command(name) {
    await this.press("F1");
    await this.page.locator(".quick-input-widget input").fill(`>${name}`);
    const row = this.page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first();
    await row.click({ timeout: PATIENCE });
  }

  /** Puts the cursor on some words of the letter. */
  async on(words) {
    const now = await this.text();
    const at = now.indexOf(words);
    assert.ok(at >= 0, `нет слов «${words}»`);
    const line = now.slice(0, at).split("\n");
    await this.press("Control+g");
    await this.page.locator(".quick-input-widget input").fill(`:${line.length}:${line.at(-1).length + 2}`);
    await this.press("Enter");
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  }

  /** What stands in the letter: saves it and reads the file. */
  async text() {
    if (await this.page.locator(".tab.active.dirty").count()) {
      await this.press("Control+s");
      await until("письмо сохранено", async () => (await this.page.locator(".tab.active.dirty").count()) === 0);
    }
    return fs.readFileSync(letter, "utf8");
  }

  /** The rows of the Problems panel: message, rule and place of each. */
  async problems() {
    const rows = await this.page.locator(".markers-panel .monaco-list-row .marker-details, .markers-panel .monaco-list-row")
      .evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-label") ?? ""));
    return rows
      .map((label) => /^(Error|Warning|Info): (.*) at line (\d+) and character (\d+)\. .*generated by Ясно/s.exec(label))
      .filter((found) => found !== null)
      .map(([, severity, message, line, column]) => ({ severity, message, line: Number(line), column: Number(column) }));
  }

  async status() {
    const item = this.page.locator("[id='yasno.yasno.yasno.status']");
    return (await item.count()) ? ((await item.getAttribute("aria-label")) ?? "") : "";
  }

  async see(name) {
    await this.page.screenshot({ path: path.join(PLACE, "seen", `${name}.png`) });
  }
}

/** What the command line finds in the letter, with places as the editor shows them. */
function expected() {
  const run = ["check", letter, "--format", "jsonl", "--fail-on", "error"];
  let out;
  try {
    out = execFileSync(YASNO, run, { encoding: "utf8" });
  } catch (error) {
    out = error.stdout;
  }
  const bytes = fs.readFileSync(letter);
  const found = out.trim() === "" ? [] : out.trim().split("\n").map((line) => JSON.parse(line));
  return found.map((one) => {
    const lines = bytes.subarray(0, one.start).toString("utf8").split("\n");
    const severity = { error: "Error", warning: "Warning", hint: "Info" }[one.severity];
    return { severity, message: one.message, scope: one.scope, line: lines.length, column: lines.at(-1).length + 1 };
  });
}

/** True when the panel shows exactly what the command line finds. */
async function agrees(clerk) {
  const wanted = expected();
  const shown = await clerk.problems();
  const differ = wanted.filter(
    (one) =>
      !shown.some(
        (other) =>
          other.severity === one.severity &&
          other.message.startsWith(one.message) &&
          // Of what the letter lacks only the place is shown where it may be added.
          (one.scope === "letter" || (other.line === one.line && other.column === one.column)),
      ),
  );
  return (differ.length === 0 && shown.length === wanted.length) || { wanted, shown };
}

async function work(clerk) {
  const { page } = clerk;
  await page.locator(".view-lines").waitFor({ timeout: PATIENCE });

  // The program is not where the settings say: the clerk is told, and can mend it without a restart.
  const told = page.locator(".notification-toast", { hasText: "письма не проверяются" });
  await told.waitFor({ timeout: PATIENCE });
  assert.ok(await told.getByText("Указать программу…").isVisible());
  await clerk.see("нет-программы");
  await told.getByText("Указать программу…").click();
  const dialog = page.locator(".quick-input-widget", { hasText: "Где лежит программа yasno?" });
  await dialog.waitFor({ timeout: PATIENCE });
  const field = dialog.locator("input").first();
  const choose = async (file) => {
    // The dialog first fills in a folder of its own.
    await until("окно выбора", async () => (await field.inputValue()).endsWith("/") || field.inputValue());
    await until("путь", async () => {
      if ((await field.inputValue()) === file) {
        return true;
      }
      await field.fill(file);
      await page.waitForTimeout(500);
      return field.inputValue();
    });
    // It takes no file before it has listed its folder.
    await until("файл выбран", async () => {
      if (await dialog.isVisible()) {
        await clerk.press("Enter");
        await page.waitForTimeout(500);
      }
      return !(await dialog.isVisible());
    });
  };
  // Another file than the program is told in plain words.
  await choose(letter);
  await page.locator(".notification-toast", { hasText: "не программа yasno" }).getByText("Указать программу…").click();
  await dialog.waitFor({ timeout: PATIENCE });
  await choose(YASNO);
  await page.locator(".squiggly-error, .squiggly-warning").first().waitFor({ timeout: PATIENCE });
  await clerk.command("Notifications: Clear All Notifications");

  // The findings are those of the command line.
  await clerk.command("Ясно: Показать замечания");
  await page.locator(".markers-panel").waitFor({ timeout: PATIENCE });
  await until("замечания", () => agrees(clerk));
  const before = expected().length;
  assert.ok(before >= 6, `в письме мало замечаний: ${before}`);
  await until("строка состояния", async () => (await clerk.status()).includes(`Ясно: ${before}`) || clerk.status());
  assert.match(await clerk.status(), /ошибк.*предупрежд/);
  const lens = await page.locator(".codelens-decoration").first().innerText();
  assert.match(lens, /^ответ · профиль «Удмуртская Республика» · читается .*ошибк/);
  await page.setViewportSize(USUAL);
  await page.waitForTimeout(1000);
  await clerk.see("замечания");

  // Hover: the page of the rule.
  await page.locator(".view-lines").click();
  await clerk.on("Данный");
  await clerk.press("Control+k", "Control+i");
  const hover = page.locator(".monaco-hover:visible", { hasText: "Канцеляризм" });
  await hover.waitFor({ timeout: PATIENCE });
  const explained = await hover.innerText();
  for (const words of ["Плохо и хорошо", "Основание: приказ № 53", "Этот"]) {
    assert.ok(explained.replaceAll("\u00a0", " ").includes(words), `нет «${words}»:\n${explained}`);
  }
  assert.equal(explained.split("канцелярский оборот").length, 2, `сказано дважды:\n${explained}`);
  await clerk.see("пояснение");
  await clerk.press("Escape", "Escape");

  // A quick fix.
  await clerk.on("Данный");
  await clerk.press("Control+.");
  const menu = page.locator(".action-widget");
  await menu.getByText("Заменить на «Этот»").waitFor({ timeout: PATIENCE });
  const offered = await menu.locator(".monaco-list-row").allInnerTexts();
  for (const title of [
    "Пропустить здесь правило «Канцеляризм»: впишите причину",
    "Не проверять правило «Канцеляризм» в этом письме: впишите причину",
    "Добавить «данный» в словарь ведомства",
    "Выключить правило «Канцеляризм» во всех письмах этой папки",
  ]) {
    assert.ok(offered.includes(title), `нет «${title}»: ${offered}`);
  }
  await clerk.see("исправление");
  await menu.getByText("Заменить на «Этот»").click();
  await until("замена", async () => (await clerk.text()) === text.replace("Данный", "Этот") || clerk.text());
  await page.setViewportSize(TALL);
  await until("замечания после замены", () => agrees(clerk));

  // All safe fixes by one command.
  await clerk.command("Ясно: Внести все надёжные исправления");
  await until("все надёжные исправления", async () => (await clerk.text()).includes("Для устранения протечек") || clerk.text());
  await until("замечания после исправлений", () => agrees(clerk));

  // A ready phrase, its places to be filled in.
  await clerk.on("Уважаемая");
  await clerk.press("Home", "Enter", "ArrowUp", "Control+Space");
  const phrase = page.locator(".suggest-widget .monaco-list-row", { hasText: "Уважаемый …!" });
  await phrase.waitFor({ timeout: PATIENCE });
  await clerk.see("готовые-фразы");
  await phrase.click();
  await page.keyboard.type("Иван Ильич");
  await until("приветствие", async () => (await clerk.text()).startsWith("Уважаемый Иван Ильич!\n") || clerk.text());
  await clerk.press("Escape");

  // A letter that is not saved is checked too.
  await clerk.command("File: New Untitled Text File");
  await page.locator(".tab.active", { hasText: "Untitled" }).waitFor({ timeout: PATIENCE });
  await page.keyboard.type("Данный вопрос решён.");
  await until("черновик", async () => (await clerk.status()).includes("Ясно: 1") || clerk.status());
}

const opened = Date.now();
setUp({ "yasno.path": path.join(WORK, "нет", "yasno") });
execFileSync(process.execPath, [codeServer, ...common, "--install-extension", path.join(ROOT, "editors/vscode/yasno.vsix")]);
const port = await freePort();
const log = fs.openSync(path.join(PLACE, "seen", "code-server.log"), "w");
const options = ["--auth", "none", "--bind-addr", `127.0.0.1:${port}`, "--disable-telemetry", "--disable-update-check",
  "--disable-workspace-trust", "--disable-getting-started-override"];
const server = spawn(process.execPath, [codeServer, ...common, ...options], { stdio: ["ignore", log, log] });
let browser;
let started = [];
try {
  await until("code-server", async () => fetch(`http://127.0.0.1:${port}/healthz`).then((answer) => answer.ok, () => false));
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  const page = await browser.newPage({ viewport: TALL });
  const clerk = new Clerk(page);
  const file = `vscode-remote://127.0.0.1:${port}${encodeURI(letter)}`;
  const payload = encodeURIComponent(JSON.stringify([["openFile", file]]));
  await page.goto(`http://127.0.0.1:${port}/?folder=${encodeURIComponent(letters)}&payload=${payload}`);
  try {
    await work(clerk);
  } catch (error) {
    await clerk.see("неудача");
    throw error;
  }
  started = below(server.pid);
  const names = started.map((pid) => fs.readFileSync(`/proc/${pid}/cmdline`, "utf8"));
  assert.equal(names.filter((name) => name.startsWith(YASNO)).length, 1, "сервер запущен один раз");
} finally {
  await browser?.close();
  started = [...new Set([...started, ...below(server.pid)])];
  server.kill();
  // Some of its children outlive it.
  for (const pid of started.reverse()) {
    try {
      process.kill(pid);
    } catch {
      // It has ended.
    }
  }
}
console.log(`VS Code: всё как надо, ${Math.round((Date.now() - opened) / 1000)} с`);
