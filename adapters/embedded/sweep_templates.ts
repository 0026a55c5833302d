import { DAY_MS } from "../../domain/shared/durations.ts";

/** A template that is used is touched each time; another version may still be in use beside this one. */
const UNUSED_AFTER_MS = 30 * DAY_MS;
/** Making one takes seconds; whoever was at it has been killed. */
const ABANDONED_AFTER_MS = DAY_MS;

/** How a folder is named until it is whole. */
export const HALF = ".half";

/**
 * Removes what nobody has used for long from a folder with a folder for each version of the database, in which are
 * templates: each is 40 MB, and every version of this program has others. What can't be removed stays.
 *
 * @param now milliseconds since 1970
 */
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
