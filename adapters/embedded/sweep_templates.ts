import { DAY_MS } from "../../domain/shared/durations.ts";

/** A used template is touched each time. */
const UNUSED_AFTER_MS = 30 * DAY_MS;
const ABANDONED_AFTER_MS = DAY_MS;

export const HALF = ".half";

/** Removes what it can. @param folder of subfolders by PGlite version @param now milliseconds since 1970 */
export async function sweepTemplates(folder: string, now: number): Promise<void> {
  for (const version of await foldersIn(folder)) {
    for (const template of await foldersIn(version)) {
      const keptFor = template.endsWith(HALF) ? ABANDONED_AFTER_MS : UNUSED_AFTER_MS;
      const { mtime } = await Deno.stat(template).catch(() => ({ mtime: null }));
      if (mtime === null || now - mtime.getTime() < keptFor) continue;
      await Deno.remove(template, { recursive: true }).catch(() => {});
    }
  }
}

async function foldersIn(folder: string): Promise<string[]> {
  try {
    const entries = await Array.fromAsync(Deno.readDir(folder));
    return entries.filter(({ isDirectory }) => isDirectory).map(({ name }) => `${folder}/${name}`);
  } catch {
    return [];
  }
}
