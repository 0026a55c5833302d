import { connectEngines } from "../../../adapters/embedded/connect_engines.ts";
import {
  type DataFolder,
  type FolderOwner,
  lastOwnerOf,
  takeDataFolder,
} from "../../../adapters/embedded/data_folder.ts";
import type { EmbeddedEngines, EngineName } from "../../../adapters/embedded/embedded_engines.ts";
import { serveEngines } from "../../../adapters/embedded/serve_engines.ts";
import { reasonOf } from "../../../application/shared/fault.ts";
import type { Config } from "../config/config.ts";
import { WrongSettings } from "../config/settings.ts";
import type { Process } from "../process/run_process.ts";

/** Who holds the data folder: this process, or another one beside which it works. */
type Holding =
  | { readonly by: "this process"; readonly folder: DataFolder }
  | { readonly by: "another process"; readonly owner: FolderOwner };

interface Embedded {
  /** Made here, each once, and offered by `start`. */
  readonly own: Partial<EmbeddedEngines>;
  holding: Promise<Holding> | null;
  /** Those of the process beside which this one works; `null` if there is none, or it offers none. */
  host: Partial<EmbeddedEngines> | null;
}

/** By configuration: measurements have several in one process. */
const EMBEDDED = new WeakMap<Config, Embedded>();

function embeddedOf({ config }: Pick<Process, "config">): Embedded {
  let embedded = EMBEDDED.get(config);
  if (!embedded) EMBEDDED.set(config, embedded = { own: {}, holding: null, host: null });
  return embedded;
}

/** The host's, or one of this process, which is made once. */
export function embeddedEngine<E extends EngineName>(
  process: Pick<Process, "config">,
  name: E,
  make: () => EmbeddedEngines[E],
): EmbeddedEngines[E] {
  const { own, host } = embeddedOf(process);
  return host?.[name] ?? (own[name] ??= make());
}

export function isHeldBeside(process: Pick<Process, "config">, name: EngineName): boolean {
  return embeddedOf(process).host?.[name] !== undefined;
}

/** Takes the folder, or joins the process that holds it. Throws `WrongSettings` for one that can't be made or written. */
export function holdFolder(process: Process, path: string): Promise<Holding> {
  const embedded = embeddedOf(process);
  return embedded.holding ??= takeFolder(path).then(async (taken) => {
    if ("owner" in taken) return await join(process, path, taken.owner);
    process.closing.opened("the data folder", () => taken.release());
    return { by: "this process", folder: taken };
  });
}

/** Joins the process that holds the data folder; `null`, and takes nothing, if none offers its engines. */
export async function joinHost(process: Process): Promise<Partial<EmbeddedEngines> | null> {
  const { dataFolder } = process.config;
  const embedded = embeddedOf(process);
  if (await embedded.holding || dataFolder === null) return embedded.host;
  const owner = await lastOwnerOf(dataFolder);
  if (!owner?.engines) return null;
  const holding = await join(process, dataFolder, owner);
  if (embedded.host !== null) embedded.holding = Promise.resolve(holding);
  return embedded.host;
}

async function join(process: Process, path: string, owner: FolderOwner): Promise<Holding> {
  const host = owner.engines === null ? null : await connectEngines(owner.engines, process.fail);
  if (host) {
    process.closing.opened("the engines of the running `start`", () => host.close());
    process.log[process.longRunning ? "info" : "debug"]({ path, owner: owner.pid }, "works beside a `start`");
  }
  embeddedOf(process).host = host?.engines ?? null;
  return { by: "another process", owner };
}

/**
 * The host's, or one of this process, whose folder that is. Throws `WrongSettings` beside a process that does not offer
 * it.
 */
export async function engineInFolder<E extends EngineName>(
  process: Process,
  path: string,
  name: E,
  make: () => Promise<EmbeddedEngines[E]>,
): Promise<EmbeddedEngines[E]> {
  const holding = await holdFolder(process, path);
  const { own, host } = embeddedOf(process);
  if (holding.by === "this process") return own[name] ??= await make();
  const engine = host?.[name];
  if (engine === undefined) throw notShared(path, holding.owner);
  return engine;
}

/** To other processes of this user, while this one holds the data folder. */
export async function offerEngines(process: Process): Promise<void> {
  const { own, holding } = embeddedOf(process);
  const held = await holding;
  // Deno has no Unix sockets there.
  if (held?.by !== "this process" || Deno.build.os === "windows") return;
  const server = await serveEngines(own);
  process.closing.opened("the commands beside", () => server.close());
  await held.folder.announce({ engines: server.path });
}

/** For who needs it alone. */
export function folderInUse(path: string, { pid }: FolderOwner): WrongSettings {
  return new WrongSettings([
    `DATA_DIR ${path} is in use by process ${pid}: stop that process first, or set DATA_DIR to another folder`,
  ]);
}

/** Beside a process that does not offer what is needed. */
export function notShared(path: string, { pid }: FolderOwner): WrongSettings {
  return new WrongSettings([
    `DATA_DIR ${path} is in use by process ${pid}, which does not share its engines: if it is a \`start\` that is ` +
    "still opening, try again in a moment; otherwise stop it first, or set DATA_DIR to another folder",
  ]);
}

async function takeFolder(path: string) {
  try {
    return await takeDataFolder(path);
  } catch (error) {
    const isWrong = [
      Deno.errors.NotFound,
      Deno.errors.PermissionDenied,
      Deno.errors.NotADirectory,
      Deno.errors.AlreadyExists,
    ].some((kind) => error instanceof kind);
    if (!isWrong) throw error;
    throw new WrongSettings([
      `DATA_DIR ${path} can't be used (${reasonOf(error)}): set DATA_DIR to a folder that this user may write`,
    ]);
  }
}
