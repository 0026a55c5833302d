import { z } from "zod";
import { writeWhole } from "../system/write_whole.ts";

/** Null until they are announced. */
const ownerSchema = z.object({
  pid: z.number(),
  /** The address of its database. */
  url: z.string().nullable(),
  /** The socket at which it offers its other engines. */
  engines: z.string().nullable().default(null),
});

export type FolderOwner = Readonly<z.output<typeof ownerSchema>>;

export interface FolderInUse {
  readonly owner: FolderOwner;
}

export interface DataFolder {
  readonly path: string;
  announce(what: Partial<Pick<FolderOwner, "url" | "engines">>): Promise<void>;
  release(): Promise<void>;
}

/** Two PGlite instances on one folder lose data silently. The system's file lock ends with a killed owner. */
export async function takeDataFolder(path: string): Promise<DataFolder | FolderInUse> {
  await Deno.mkdir(path, { recursive: true, mode: 0o700 });
  const lock = await Deno.open(`${path}/lock`, { create: true, read: true, write: true, mode: 0o600 });
  const notes = notesIn(path);
  if (!await lock.tryLock(true)) {
    lock.close();
    return { owner: await lastOwnerOf(path) ?? { pid: 0, url: null, engines: null } };
  }
  let owner: FolderOwner = { pid: Deno.pid, url: null, engines: null };
  const announce = async (what: Partial<FolderOwner>) => {
    owner = { ...owner, ...what };
    await writeWhole(notes, JSON.stringify(owner), 0o600);
  };
  await announce({});
  return {
    path,
    announce,
    release: async () => {
      await Deno.remove(notes).catch(() => {});
      lock.close();
    },
  };
}

/** Who took the folder last and has not released it: it may have been killed. */
export async function lastOwnerOf(path: string): Promise<FolderOwner | null> {
  return await Deno.readTextFile(notesIn(path)).then((text) => ownerSchema.parse(JSON.parse(text))).catch(() => null);
}

function notesIn(path: string): string {
  return `${path}/owner.json`;
}
