import { createServer, type Socket } from "node:net";
import { createBirpc } from "birpc";
import { CommandFailed } from "../../application/shared/fault.ts";
import { type EmbeddedEngines, type EngineName, PASSING, type Passing } from "./embedded_engines.ts";
import { engineChannel, type GuestFunctions, type HostFunctions } from "./engine_channel.ts";

interface EngineServer {
  readonly path: string;
  /** Readers of guests leave their groups. */
  close(): Promise<void>;
}

/**
 * Offers this process' engines to others of the same user, over a Unix socket in a folder of this user alone. Engines
 * may be added later.
 */
export async function serveEngines(engines: Partial<EmbeddedEngines>): Promise<EngineServer> {
  // Not in the data folder: a socket's path may have about a hundred bytes.
  const home = await Deno.makeTempDir({ prefix: "tillstream-" });
  const path = `${home}/engines.sock`;
  const guests = new Map<Socket, Guest>();
  const server = createServer((socket) => {
    guests.set(socket, new Guest(socket, engines));
    socket.on("close", () => guests.delete(socket));
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(path, resolve));
  return {
    path,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await Promise.all([...guests].map(([socket, guest]) => {
        socket.destroy();
        return guest.gone;
      }));
      await closed;
      await Deno.remove(home, { recursive: true });
    },
  };
}

type AnyEngine = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

class Guest {
  /** Once its connection is closed and its readers have left. */
  readonly gone: Promise<void>;
  readonly #engines: Partial<EmbeddedEngines>;
  readonly #guest: ReturnType<typeof createBirpc<GuestFunctions, HostFunctions>>;
  readonly #readers = new Map<number, { readonly leaving: AbortController; readonly left: Promise<void> }>();
  readonly #iterators = new Map<number, AsyncIterator<unknown>>();

  constructor(socket: Socket, engines: Partial<EmbeddedEngines>) {
    this.#engines = engines;
    this.#guest = createBirpc<GuestFunctions, HostFunctions>({
      offered: () => Object.keys(engines),
      call: async (engine, method, args) => await this.#method(engine, method, "call")(...args),
      iterate: (id, engine, method, args) => {
        const all = this.#method(engine, method, "iterate")(...args) as AsyncIterable<unknown>;
        this.#iterators.set(id, all[Symbol.asyncIterator]());
      },
      next: async (id) => {
        const { done = false, value } = await this.#iterators.get(id)!.next();
        if (done) this.#iterators.delete(id);
        return { done, value };
      },
      end: async (id) => {
        const iterator = this.#iterators.get(id);
        this.#iterators.delete(id);
        await iterator?.return?.();
      },
      read: (id, topic, group) => this.#read(id, topic, group),
      leave: (id) => this.#readers.get(id)?.leaving.abort(),
    }, { ...engineChannel(socket), timeout: -1, bind: "functions" });
    socket.on("error", () => socket.destroy());
    const closed = new Promise((resolve) => socket.once("close", resolve));
    this.gone = closed.then(() => this.#leave());
  }

  async #leave(): Promise<void> {
    this.#guest.$close();
    for (const { leaving } of this.#readers.values()) leaving.abort();
    await Promise.allSettled([
      ...[...this.#readers.values()].map(({ left }) => left),
      ...[...this.#iterators.values()].map((iterator) => iterator.return?.()),
    ]);
  }

  async #read(id: number, topic: string, group: string): Promise<void> {
    const leaving = new AbortController();
    const left = this.#engine("log").read(topic, group, {
      positionOf: (topic, range) => this.#guest.positionOf(id, topic, range),
      take: (batch) => this.#guest.take(id, batch),
    }, leaving.signal);
    this.#readers.set(id, { leaving, left });
    try {
      await left;
    } finally {
      this.#readers.delete(id);
    }
  }

  #engine<E extends EngineName>(name: E): EmbeddedEngines[E] {
    const engine = this.#engines[name];
    if (engine === undefined) throw new CommandFailed(`Cannot reach ${name}: the running \`start\` does not hold it`);
    return engine;
  }

  #method(name: string, method: string, passing: Passing): (...args: readonly unknown[]) => unknown {
    const known = Object.hasOwn(PASSING, name) ? PASSING[name as EngineName] as Record<string, Passing> : {};
    if (!Object.hasOwn(known, method) || known[method] !== passing) {
      throw new CommandFailed(
        `Cannot ask for ${name}.${method}: the running \`start\` is of another release, restart it`,
      );
    }
    const engine = this.#engine(name as EngineName) as unknown as AnyEngine;
    return (...args) => engine[method]!(...args);
  }
}
