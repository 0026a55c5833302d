import type { Archived, ArchiveLine, EventArchive } from "../../application/identity/ports/events.ts";
import { Outage } from "../../application/shared/fault.ts";
import { sealLines } from "../system/archive_lines.ts";

/** Each file has one beside it with the number of its events. */
export class ArchiveFolder implements EventArchive {
  readonly place: string;

  constructor(folder: string) {
    this.place = folder;
  }

  async put(name: string, lines: readonly ArchiveLine[]): Promise<Archived> {
    const path = `${this.place}/${name}`;
    try {
      await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true, mode: 0o700 });
      const object = await sealLines(name, lines);
      await writeWhole(`${path}.events`, new TextEncoder().encode(`${lines.length}\n`));
      await writeWhole(path, object);
      return { events: lines.length, bytes: object.length };
    } catch (error) {
      throw new Outage("the archive's folder", error);
    }
  }

  async find(name: string): Promise<Archived | null> {
    const path = `${this.place}/${name}`;
    try {
      const { size } = await Deno.stat(path);
      return { events: Number(await Deno.readTextFile(`${path}.events`)), bytes: size };
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return null;
      throw new Outage("the archive's folder", error);
    }
  }
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const fresh = `${path}.new`;
  using file = await Deno.open(fresh, { create: true, write: true, truncate: true, mode: 0o600 });
  for (let written = 0; written < bytes.length;) written += await file.write(bytes.subarray(written));
  await file.syncData();
  await Deno.rename(fresh, path);
}
