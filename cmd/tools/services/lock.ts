import type { Say } from "./engine_host.ts";

/** No other process changes the directory's engines meanwhile. The kernel releases the lock when its holder exits. */
export async function withLock<T>(directory: string, say: Say, body: () => Promise<T>): Promise<T> {
  using file = await openLock(`${directory}/lock`);
  if (!await file.tryLock(true)) {
    say("waiting: another process is bringing the engines up or down");
    await file.lock(true);
  }
  return await body();
}

/** Marks the engines as used by this process until the returned lock is disposed (see {@linkcode inUse}). */
export async function useEngines(directory: string): Promise<Disposable> {
  await Deno.mkdir(directory, { recursive: true });
  const file = await openLock(`${directory}/in-use`);
  await file.lock(false);
  return file;
}

export async function inUse(directory: string): Promise<boolean> {
  using file = await openLock(`${directory}/in-use`);
  return !await file.tryLock(true);
}

async function openLock(path: string): Promise<Deno.FsFile> {
  return await Deno.open(path, { read: true, write: true, create: true });
}
