import { statfs } from "node:fs/promises";
import { reasonOf } from "../../application/shared/fault.ts";
import { lastOwnerOf } from "./data_folder.ts";

export interface FolderFacts {
  readonly exists: boolean;
  /** `null` when the folder, or where it would be made, can be written. */
  readonly writeRefusal: string | null;
  /** 0 when the owner does not say. */
  readonly ownerPid: number | null;
  readonly freeBytes: number | null;
}

/** Does not make or take the folder. Never throws. */
export async function probeFolder(path: string): Promise<FolderFacts> {
  const exists = await Deno.stat(path).then(({ isDirectory }) => isDirectory, () => false);
  const place = exists ? path : await nearestFolder(path);
  return {
    exists,
    writeRefusal: await tryToWrite(place),
    ownerPid: exists ? await ownerOf(path) : null,
    freeBytes: await statfs(place).then(({ bavail, bsize }) => bavail * bsize, () => null),
  };
}

async function nearestFolder(path: string): Promise<string> {
  let place = await Deno.realPath(".");
  place = path.startsWith("/") ? path : `${place}/${path}`;
  while (!await Deno.stat(place).then(({ isDirectory }) => isDirectory, () => false)) {
    place = place.slice(0, place.lastIndexOf("/")) || "/";
  }
  return place;
}

async function tryToWrite(folder: string): Promise<string | null> {
  try {
    await Deno.remove(await Deno.makeTempFile({ dir: folder, prefix: ".doctor-" }));
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

async function ownerOf(path: string): Promise<number | null> {
  const lock = await Deno.open(`${path}/lock`, { read: true, write: true }).catch(() => null);
  if (lock === null) return null;
  try {
    if (await lock.tryLock(true)) return null;
    return (await lastOwnerOf(path))?.pid ?? 0;
  } finally {
    lock.close();
  }
}
