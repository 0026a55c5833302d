import { dirname } from "node:path";
import { runCommand } from "../engines/run_command.ts";
import { ROOT } from "./pages.ts";

interface TemporaryClone extends AsyncDisposable {
  readonly folder: string;
}

/** The project as a fresh clone has it, with what is not committed yet; gone when it is disposed of. */
export async function temporaryClone(): Promise<TemporaryClone> {
  const listed = await runCommand(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: ROOT,
  });
  const folder = await Deno.makeTempDir({ prefix: "tillstream-clone-" });
  for (const path of listed.split("\0").filter((path) => path !== "")) {
    await Deno.mkdir(dirname(`${folder}/${path}`), { recursive: true });
    await Deno.copyFile(ROOT + path, `${folder}/${path}`).catch((error) => {
      // Listed and deleted, not committed yet.
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    });
  }
  return { folder, [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }) };
}
