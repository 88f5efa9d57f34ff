// Which program to start: the one that is set, the one that came with the extension, the one on PATH.

import * as path from "node:path";

export interface Places {
  /** What the user set. */
  set: string;
  /** The folder of the extension. */
  extension: string;
  /** The first open folder, from which a relative path counts. */
  folder?: string;
  PATH: string;
  platform: string;
  exists: (file: string) => boolean;
}

/** The program, or what to tell the user. */
export type Found = { program: string } | { missing: string };

export function find(places: Places): Found {
  const windows = places.platform === "win32";
  const on = windows ? path.win32 : path.posix;
  const name = windows ? "yasno.exe" : "yasno";
  const set = places.set.trim();
  if (set !== "") {
    const file = on.isAbsolute(set) ? set : on.join(places.folder ?? "", set);
    return places.exists(file)
      ? { program: file }
      : { missing: `Нет программы «${file}». Проверьте настройку yasno.path.` };
  }
  const bundled = on.join(places.extension, "bin", name);
  if (places.exists(bundled)) {
    return { program: bundled };
  }
  for (const folder of places.PATH.split(on.delimiter)) {
    // An empty or relative entry would mean the folder of the letters, where anybody may put a file.
    if (on.isAbsolute(folder) && places.exists(on.join(folder, name))) {
      return { program: on.join(folder, name) };
    }
  }
  return { missing: "Программа yasno не найдена. Установите её или укажите, где она лежит." };
}
