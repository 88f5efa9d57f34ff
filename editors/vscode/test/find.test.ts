import assert from "node:assert/strict";
import { test } from "node:test";
import { find, type Places } from "../src/find";

function places(files: string[], more: Partial<Places> = {}): Places {
  return {
    set: "",
    extension: "/extensions/yasno",
    folder: "/letters",
    PATH: "bin:/usr/local/bin:/usr/bin",
    platform: "linux",
    exists: (file) => files.includes(file),
    ...more,
  };
}

test("the program that is set comes first, and a wrong path is said", () => {
  const files = ["/opt/yasno", "/letters/tools/yasno", "/extensions/yasno/bin/yasno"];
  assert.deepEqual(find(places(files, { set: "/opt/yasno" })), { program: "/opt/yasno" });
  assert.deepEqual(find(places(files, { set: "tools/yasno" })), { program: "/letters/tools/yasno" });
  const wrong = find(places(files, { set: "/opt/yasnoo" }));
  assert.ok("missing" in wrong && wrong.missing.includes("/opt/yasnoo"));
});

test("the bundled program comes before the one on PATH", () => {
  assert.deepEqual(find(places(["/extensions/yasno/bin/yasno", "/usr/bin/yasno"])), {
    program: "/extensions/yasno/bin/yasno",
  });
  assert.deepEqual(find(places(["/usr/bin/yasno"])), { program: "/usr/bin/yasno" });
});

test("a program beside the letters is not started", () => {
  assert.ok("missing" in find(places(["bin/yasno", "yasno"], { PATH: "bin::." })));
});

test("on Windows the program has its ending", () => {
  const found = find(places(["C:\\Yasno\\yasno.exe"], { platform: "win32", PATH: "D:\\x;C:\\Yasno", extension: "C:\\e" }));
  assert.deepEqual(found, { program: "C:\\Yasno\\yasno.exe" });
});
