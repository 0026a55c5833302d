import { eventArchiveContract } from "../../../application/identity/ports/event_archive_contract.ts";
import { openLines } from "../../../adapters/system/archive_lines.ts";
import { MemoryEventArchive } from "./event_archive.ts";

eventArchiveContract("memory", () => {
  const archive = new MemoryEventArchive();
  return Promise.resolve({
    archive,
    openLines,
    read: (name: string) => Promise.resolve(archive.objects.get(name)!.object),
    [Symbol.asyncDispose]: async () => {},
  });
});
