import { cp } from "node:fs/promises";
import { startEmbeddedPostgres } from "./start_postgres.ts";
import { HALF, sweepTemplates } from "./sweep_templates.ts";

/** Other versions may not read these files. The one that deno.json pins. */
export const PGLITE_VERSION = "0.5.14";

/** What a new database begins with. */
export interface Beginning {
  /** Stands for all that `fill` does: the same name, the same database. A file's name on every system. */
  readonly name: string;
  /** Fills a database that is there for nobody else yet, and closes its connections. */
  readonly fill: (url: string) => Promise<void>;
}

/**
 * New folders for embedded databases, copied from ones that are kept between processes: making one takes seconds and
 * hundreds of megabytes, which a process does not give back, and filling it with tables takes seconds more.
 *
 * Where nothing can be kept, the first one of a process is the others' template, and nothing but an empty database.
 */
export class DatabaseTemplates implements AsyncDisposable {
  readonly #folder: string | null;
  readonly #kept: string | null;
  #own: string | null = null;
  #base: Promise<string> | undefined;

  /** @param folder where templates are kept; `null`: nowhere */
  constructor(folder: string | null) {
    this.#folder = folder;
    this.#kept = folder === null ? null : `${folder}/pglite-${PGLITE_VERSION}`;
  }

  /**
   * Sees to it that `folder` holds a database, filled where a filled one can be kept; one that is there is left alone.
   *
   * @param beginning `null`: an empty one
   */
  async prepare(folder: string, beginning: Beginning | null): Promise<void> {
    if (await holdsDatabase(folder)) return;
    await copyWhole(beginning && await this.#filled(beginning) || await this.#empty(), folder);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#own) await Deno.remove(this.#own, { recursive: true });
  }

  /** `null` where it can't be kept. */
  async #filled({ name, fill }: Beginning): Promise<string | null> {
    if (this.#kept === null) return null;
    const template = `${this.#kept}/${name}`;
    if (await isKept(template)) return template;
    const empty = await this.#empty();
    const made = await make(template, async (half) => {
      await cp(empty, half, { recursive: true });
      await runOnce(half, fill);
    }).then(() => template, notKept);
    // A new template is a new version of this program: the moment to look for what older ones have left.
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

/** Whether a template is there. That it was asked for is marked for {@link sweepTemplates}, unless others own it. */
async function isKept(template: string): Promise<boolean> {
  if (!await holdsDatabase(template)) return false;
  const now = new Date();
  await Deno.utime(template, now, now).catch(() => {});
  return true;
}

async function holdsDatabase(folder: string): Promise<boolean> {
  return await Deno.stat(`${folder}/PG_VERSION`).then(() => true, () => false);
}

/** Starts a database, which makes it where there is none, and stops it: only then is its folder whole. */
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

/** Whole or not at all: a half-made folder would be taken for a database. Another process may be making the same one. */
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

/** No room, or no right to write: what can't be kept is made anew each time. Whatever else is wrong shows there too. */
function notKept(): null {
  return null;
}
