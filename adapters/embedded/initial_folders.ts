import { cp } from "node:fs/promises";
import { startEmbeddedPostgres } from "./start_postgres.ts";

/**
 * New folders for several embedded databases. Making the first takes seconds and hundreds of megabytes, which a process
 * does not give back while that database runs; so it is made by one that is stopped again, and the others are copies.
 */
export class InitialFolders implements AsyncDisposable {
  #template: string | null = null;

  /** Sees to it that `folder` holds a database; one that is there is left alone. */
  async prepare(folder: string): Promise<void> {
    if (await Deno.stat(`${folder}/PG_VERSION`).then(() => true, () => false)) return;
    const template = this.#template ??= await makeTemplate();
    // Whole or not at all: a half-copied folder would be taken for a database.
    const half = `${folder}.half`;
    await Deno.remove(half, { recursive: true }).catch(() => {});
    await cp(template, half, { recursive: true });
    await Deno.rename(half, folder);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#template) await Deno.remove(this.#template, { recursive: true });
  }
}

async function makeTemplate(): Promise<string> {
  const folder = await Deno.makeTempDir({ prefix: "tillstream-" });
  try {
    const postgres = await startEmbeddedPostgres(folder);
    await postgres.stop();
    return folder;
  } catch (error) {
    await Deno.remove(folder, { recursive: true });
    throw error;
  }
}
