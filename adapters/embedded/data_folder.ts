/** `url` is the address of the owner's database, once announced. */
export interface FolderInUse {
  readonly owner: { readonly pid: number; readonly url: string | null };
}

export interface DataFolder {
  readonly path: string;
  announce(url: string): Promise<void>;
  release(): Promise<void>;
}

/** Two PGlite instances on one folder lose data silently. The system's file lock ends with a killed owner. */
export async function takeDataFolder(path: string): Promise<DataFolder | FolderInUse> {
  await Deno.mkdir(path, { recursive: true, mode: 0o700 });
  const lock = await Deno.open(`${path}/lock`, { create: true, read: true, write: true, mode: 0o600 });
  const notes = `${path}/owner.json`;
  if (!await lock.tryLock(true)) {
    lock.close();
    const owner = await Deno.readTextFile(notes).then(JSON.parse).catch(() => ({ pid: 0, url: null }));
    return { owner };
  }
  const write = (url: string | null) =>
    Deno.writeTextFile(notes, JSON.stringify({ pid: Deno.pid, url }), { mode: 0o600 });
  await write(null);
  return {
    path,
    announce: write,
    release: async () => {
      await Deno.remove(notes).catch(() => {});
      lock.close();
    },
  };
}
