import { createConnection, type Socket } from "node:net";
import { createBirpc } from "birpc";
import { Outage } from "../../application/shared/fault.ts";
import type { LogHandler } from "../../application/shared/log.ts";
import { type EmbeddedEngines, type EngineName, PASSING, type Passing } from "./embedded_engines.ts";
import { engineChannel, type GuestFunctions, type HostFunctions } from "./engine_channel.ts";

interface EnginesBeside {
  /** Those that the host holds. All throw `Outage` once the connection is lost. */
  readonly engines: Partial<EmbeddedEngines>;
  close(): void;
}

/**
 * Connects to the engines that another process offers with `serveEngines`. Returns `null` if no process listens at
 * `path`, as when the host was killed. Calls `onLost` when the host ends.
 */
export async function connectEngines(
  path: string,
  onLost: (error: Outage) => void,
): Promise<EnginesBeside | null> {
  const socket = await open(path);
  if (socket === null) return null;
  const host = new Host(socket, onLost);
  const offered = await host.ask(() => host.functions.offered());
  const names = offered.filter((name): name is EngineName => Object.hasOwn(PASSING, name));
  return {
    engines: Object.fromEntries(names.map((name) => [name, remoteEngine(host, name)])),
    close: () => host.close(),
  };
}

function open(path: string): Promise<Socket | null> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(path);
    socket.once("connect", () => resolve(socket));
    socket.once(
      "error",
      (error: Error & { code?: string }) =>
        error.code === "ENOENT" || error.code === "ECONNREFUSED" ? resolve(null) : reject(new Outage("`start`", error)),
    );
  });
}

class Host {
  readonly functions: ReturnType<typeof createBirpc<HostFunctions, GuestFunctions>>;
  readonly handlers = new Map<number, { readonly handler: LogHandler; readonly signal: AbortSignal }>();
  readonly #socket: Socket;
  #lost: Outage | null = null;
  #isClosing = false;
  #lastId = 0;

  constructor(socket: Socket, onLost: (error: Outage) => void) {
    this.#socket = socket;
    this.functions = createBirpc<HostFunctions, GuestFunctions>({
      positionOf: (id, topic, range) => this.handlers.get(id)!.handler.positionOf(topic, range),
      take: (id, batch) => {
        const { handler, signal } = this.handlers.get(id)!;
        return handler.take(batch, signal);
      },
    }, { ...engineChannel(socket), timeout: -1, bind: "functions" });
    socket.on("error", () => socket.destroy());
    socket.once("close", () => {
      this.#lost = new Outage("the running `start`", new Error("it has ended"));
      this.functions.$close();
      if (!this.#isClosing) onLost(this.#lost);
    });
  }

  newId(): number {
    return ++this.#lastId;
  }

  async ask<T>(question: () => Promise<T>): Promise<T> {
    try {
      return await question();
    } catch (error) {
      throw this.#lost ?? error;
    }
  }

  close(): void {
    this.#isClosing = true;
    this.#socket.destroy();
  }
}

function remoteEngine<E extends EngineName>(host: Host, engine: E): EmbeddedEngines[E] {
  const methods = Object.entries(PASSING[engine] as Record<string, Passing>).map(([method, passing]) => {
    switch (passing) {
      case "call":
        return [method, (...args: unknown[]) => host.ask(() => host.functions.call(engine, method, args))];
      case "iterate":
        return [method, (...args: unknown[]) => iterate(host, engine, method, args)];
      case "read":
        return [method, read(host)];
      default:
        return passing satisfies never;
    }
  });
  return Object.fromEntries(methods);
}

async function* iterate(host: Host, engine: string, method: string, args: readonly unknown[]) {
  const id = host.newId();
  await host.ask(() => host.functions.iterate(id, engine, method, args));
  try {
    while (true) {
      const { done, value } = await host.ask(() => host.functions.next(id));
      if (done) return;
      yield value;
    }
  } finally {
    await host.functions.end(id).catch(() => {});
  }
}

function read(host: Host): EmbeddedEngines["log"]["read"] {
  return async (topic, group, handler, signal) => {
    if (signal.aborted) return;
    const id = host.newId();
    host.handlers.set(id, { handler, signal });
    const leave = () => void host.functions.leave.asEvent(id).catch(() => {});
    signal.addEventListener("abort", leave, { once: true });
    try {
      await host.ask(() => host.functions.read(id, topic, group));
    } finally {
      signal.removeEventListener("abort", leave);
      host.handlers.delete(id);
    }
  };
}
