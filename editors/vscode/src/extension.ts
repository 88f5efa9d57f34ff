// Starts the language server and shows what only this editor can: the status, and commands in its palette.

import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions, type ServerOptions, State } from "vscode-languageclient/node";
import { type Found, find } from "./find";
import { type Counts, status } from "./status";

const SOURCE = "Ясно";

let client: LanguageClient | undefined;
let log: vscode.LogOutputChannel;
let item: vscode.StatusBarItem;
/** The last of the starts and stops: each waits for the one before. */
let turn: Promise<void> = Promise.resolve();

function settings(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration("yasno");
}

export function activate(context: vscode.ExtensionContext): void {
  log = vscode.window.createOutputChannel(SOURCE, { log: true });
  item = vscode.window.createStatusBarItem("yasno.status", vscode.StatusBarAlignment.Right, 100);
  item.name = SOURCE;
  item.command = "yasno.showFindings";
  const command = (name: string, work: () => unknown) => vscode.commands.registerCommand(name, work);
  context.subscriptions.push(
    log,
    item,
    command("yasno.restart", () => restart(context)),
    command("yasno.choose", choose),
    command("yasno.showLog", () => log.show()),
    command("yasno.showFindings", () => vscode.commands.executeCommand("workbench.actions.view.problems")),
    command("yasno.checkOpenFolder", checkFolder),
    command("yasno.fixAll", fixAll),
    vscode.languages.onDidChangeDiagnostics(show),
    vscode.window.onDidChangeActiveTextEditor(show),
    vscode.workspace.onDidChangeConfiguration((change) => {
      const needsRestart = ["enable", "path", "languages"].some((name) => change.affectsConfiguration(`yasno.${name}`));
      if (needsRestart) {
        void restart(context);
      } else if (change.affectsConfiguration("yasno")) {
        show();
      }
    }),
  );
  void restart(context);
}

export async function deactivate(): Promise<void> {
  await turn;
  await client?.dispose();
}

function restart(context: vscode.ExtensionContext): Promise<void> {
  turn = turn.then(() => start(context)).catch((error: unknown) => {
    log.error(String(error));
    void vscode.window.showErrorMessage(`Ясно: программа не запустилась. ${String(error)}`);
  });
  return turn;
}

async function start(context: vscode.ExtensionContext): Promise<void> {
  await client?.dispose();
  client = undefined;
  if (!settings().get<boolean>("enable", true)) {
    show();
    return;
  }
  let found: Found = find({
    set: settings().get<string>("path", ""),
    extension: context.extensionPath,
    folder: vscode.workspace.workspaceFolders?.[0]?.uri.fsPath,
    PATH: process.env.PATH ?? "",
    platform: process.platform,
    exists: (file) => fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false,
  });
  if ("program" in found && !(await isYasno(found.program))) {
    found = { missing: `Файл «${found.program}» не запускается: это не программа yasno. Укажите, где она лежит.` };
  }
  if ("missing" in found) {
    log.error(found.missing);
    const [point, settings] = ["Указать программу…", "Открыть настройки"];
    void vscode.window.showErrorMessage(`Ясно: письма не проверяются. ${found.missing}`, point, settings).then((chosen) => {
      if (chosen === point) {
        void choose();
      } else if (chosen === settings) {
        void vscode.commands.executeCommand("workbench.action.openSettings", "yasno.path");
      }
    });
    show();
    return;
  }
  log.info(`Программа: ${found.program}`);
  const server: ServerOptions = { command: found.program, args: ["lsp"] };
  const languages = settings().get<string[]>("languages", []);
  const options: LanguageClientOptions = {
    documentSelector: languages.flatMap((language) => [
      { scheme: "file", language },
      { scheme: "untitled", language },
    ]),
    initializationOptions: { profile: settings().get("profile"), config: settings().get("config") },
    synchronize: { configurationSection: "yasno" },
    outputChannel: log,
  };
  client = new LanguageClient("yasno", SOURCE, server, options);
  client.onDidChangeState((change) => {
    if (change.newState === State.Stopped) {
      show();
    }
  });
  await client.start();
  show();
}

/** Asks a file whether it is the program: what else may lie there, would be told to the user in no language of his. */
function isYasno(file: string): Promise<boolean> {
  return new Promise((answer) => {
    execFile(file, ["--version"], { timeout: 10_000 }, (error, out) => answer(error === null && out.startsWith("yasno ")));
  });
}

/** Lets the user show where the program lies; the change of the setting starts it. */
async function choose(): Promise<void> {
  const [file] = (await vscode.window.showOpenDialog({ title: "Где лежит программа yasno?", openLabel: "Выбрать" })) ?? [];
  if (file !== undefined) {
    await settings().update("path", file.fsPath, vscode.ConfigurationTarget.Global);
  }
}

/** The findings of the letter at hand. */
function counts(uri: vscode.Uri): Counts {
  const counts = { errors: 0, warnings: 0, hints: 0 };
  for (const diagnostic of vscode.languages.getDiagnostics(uri)) {
    if (diagnostic.source !== SOURCE) {
      continue;
    }
    if (diagnostic.severity === vscode.DiagnosticSeverity.Error) {
      counts.errors += 1;
    } else if (diagnostic.severity === vscode.DiagnosticSeverity.Warning) {
      counts.warnings += 1;
    } else {
      counts.hints += 1;
    }
  }
  return counts;
}

function show(): void {
  const document = vscode.window.activeTextEditor?.document;
  const isLetter = document !== undefined && settings().get<string[]>("languages", []).includes(document.languageId);
  if (!isLetter || !settings().get<boolean>("statusBar", true) || !settings().get<boolean>("enable", true)) {
    item.hide();
    return;
  }
  const running = client?.state === State.Running;
  const { text, tooltip } = running
    ? status(counts(document.uri))
    : { text: "$(circle-slash) Ясно", tooltip: "Ясно: проверка не работает. Журнал: команда «Ясно: Показать журнал»" };
  item.text = text;
  item.tooltip = tooltip;
  item.show();
}

async function checkFolder(): Promise<void> {
  const folder = await (vscode.workspace.workspaceFolders?.length === 1
    ? vscode.workspace.workspaceFolders[0]
    : vscode.window.showWorkspaceFolderPick({ placeHolder: "В какой папке проверить письма?" }));
  if (folder !== undefined) {
    await client?.sendRequest("workspace/executeCommand", {
      command: "yasno.checkFolder",
      arguments: [{ uri: client.code2ProtocolConverter.asUri(folder.uri) }],
    });
  }
}

async function fixAll(): Promise<void> {
  await vscode.commands.executeCommand("editor.action.codeAction", { kind: "source.fixAll.yasno", apply: "first" });
}
