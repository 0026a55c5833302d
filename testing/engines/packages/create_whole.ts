/**
 * Fills a folder completely or not at all: under a temporary name, then renamed. Removes what an interrupted attempt
 * left. Does nothing if the folder exists.
 */
export async function createWhole(path: string, fill: (path: string) => Promise<unknown>): Promise<void> {
  if (await exists(path)) return;
  const unfinished = `${path}.unfinished`;
  if (await exists(unfinished)) await Deno.remove(unfinished, { recursive: true });
  await fill(unfinished);
  await Deno.rename(unfinished, path);
}

async function exists(path: string): Promise<boolean> {
  try {
    await Deno.stat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
