import { cp } from "node:fs/promises";
import { startEmbeddedPostgres } from "./start_postgres.ts";
import { HALF, sweepTemplates } from "./sweep_templates.ts";

/** As in deno.json; other versions may not read these files. */
export const PGLITE_VERSION = "0.5.14";

export interface Beginning {
  /** A valid file name on every system. */
  readonly name: string;
  /** Fills a database without other connections, and closes its own. */
  readonly fill: (url: string) => Promise<void>;
}

/**
 * Copies kept templates: creating a database takes seconds and hundreds of megabytes that are not released. Without a
 * folder, the process's first database is the template, and empty.
 */
export class DatabaseTemplates implements AsyncDisposable {
  readonly #folder: string | null;
  readonly #kept: string | null;
  #own: string | null = null;
  #base: Promise<string> | undefined;

  constructor(folder: string | null) {
    this.#folder = folder;
    this.#kept = folder === null ? null : `${folder}/pglite-${PGLITE_VERSION}`;
  }

  /** Leaves an existing database untouched. @param beginning applied only if templates can be kept; `null`: empty */
  async prepare(folder: string, beginning: Beginning | null): Promise<void> {
    if (await holdsDatabase(folder)) return;
    await copyWhole(beginning && await this.#filled(beginning) || await this.#empty(), folder);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#own) await Deno.remove(this.#own, { recursive: true });
  }

  async #filled({ name, fill }: Beginning): Promise<string | null> {
    if (this.#kept === null) return null;
    const template = `${this.#kept}/${name}`;
    if (await isKept(template)) return template;
    const empty = await this.#empty();
    const made = await make(template, async (half) => {
      await cp(empty, half, { recursive: true });
      await runOnce(half, fill);
    }).then(() => template, notKept);
    if (made) await sweepTemplates(this.#folder!, Date.now());
    return made;
  }

  #empty(): Promise<string> {
    return this.#base ??= this.#makeEmpty();
  }

  async #makeEmpty(): Promise<string> {
    if (this.#kept !== null) {
      const kept = `${this.#kept}/empty`;
      if (await isKept(kept)) return kept;
      const made = await make(kept, (half) => runOnce(half)).then(() => kept, notKept);
      if (made) return made;
    }
    this.#own = await Deno.makeTempDir({ prefix: "tillstream-" });
    await runOnce(this.#own);
    return this.#own;
  }
}

/** Touches it for {@link sweepTemplates}, unless another user owns it. */
async function isKept(template: string): Promise<boolean> {
  if (!await holdsDatabase(template)) return false;
  const now = new Date();
  await Deno.utime(template, now, now).catch(() => {});
  return true;
}

async function holdsDatabase(folder: string): Promise<boolean> {
  return await Deno.stat(`${folder}/PG_VERSION`).then(() => true, () => false);
}

/** Only a stopped database is complete on disk. */
async function runOnce(folder: string, work: (url: string) => Promise<void> = () => Promise.resolve()): Promise<void> {
  const postgres = await startEmbeddedPostgres(folder);
  try {
    await work(postgres.url);
  } finally {
    await postgres.stop();
  }
}

async function copyWhole(from: string, to: string): Promise<void> {
  await make(to, (half) => cp(from, half, { recursive: true }));
}

/** All or nothing, by renaming; another process may be creating the same one. */
async function make(folder: string, write: (half: string) => Promise<void>): Promise<void> {
  const half = `${folder}.${crypto.randomUUID().slice(0, 8)}${HALF}`;
  await Deno.mkdir(half, { recursive: true, mode: 0o700 });
  try {
    await write(half);
    await Deno.rename(half, folder);
  } catch (error) {
    await Deno.remove(half, { recursive: true });
    if (!await holdsDatabase(folder)) throw error;
  }
}

/** The disk is full or read-only; other errors show up when templates are rebuilt. */
function notKept(): null {
  return null;
}
