import { eventArchiveContract } from "../../application/identity/ports/event_archive_contract.ts";
import { openLines } from "../system/archive_lines.ts";
import { ArchiveFolder } from "./archive_folder.ts";

eventArchiveContract("a folder", async () => {
  const folder = await Deno.makeTempDir();
  return {
    archive: new ArchiveFolder(folder),
    openLines,
    read: (name: string) => Deno.readFile(`${folder}/${name}`),
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
});
