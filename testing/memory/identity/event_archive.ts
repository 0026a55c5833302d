import type { Archived, ArchiveLine, EventArchive } from "../../../application/identity/ports/events.ts";
import { sealLines } from "../../../adapters/system/archive_lines.ts";

export class MemoryEventArchive implements EventArchive {
  readonly place = "memory";
  readonly objects = new Map<string, { readonly object: Uint8Array<ArrayBuffer>; readonly events: number }>();

  async put(name: string, lines: readonly ArchiveLine[]): Promise<Archived> {
    const object = await sealLines(name, lines);
    this.objects.set(name, { object, events: lines.length });
    return { events: lines.length, bytes: object.length };
  }

  find(name: string): Promise<Archived | null> {
    const found = this.objects.get(name);
    return Promise.resolve(found ? { events: found.events, bytes: found.object.length } : null);
  }
}
