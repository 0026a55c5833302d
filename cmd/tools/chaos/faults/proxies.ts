import pRetry from "p-retry";

export interface Upstream {
  readonly upstream: string;
  readonly port?: number;
}

type Disturbance = "add_latency" | "cut_connections" | "half_open" | "away";

interface Toxic {
  readonly name: string;
  readonly type: "latency" | "reset_peer" | "timeout";
  readonly stream: "upstream" | "downstream";
  readonly attributes: Readonly<Record<string, number>>;
}

/** Prefix of our proxies' names, so that leftovers of an earlier run are removed. */
const MARK = "chaos-";

const ATTEMPTS = 5;
const PAUSE_MS = 300;
/** Statuses of a removal of what is missing, and of a creation of what exists. */
const DONE_ALREADY = [404, 409];

export class Proxies implements AsyncDisposable {
  readonly #api: string;
  readonly #listening = new Map<string, string>();
  /** No pooled connections: one that Toxiproxy has just closed would fail the next call. */
  readonly #client = Deno.createHttpClient({ poolMaxIdlePerHost: 0 });

  private constructor(api: string) {
    this.#api = api;
  }

  static async open(api: string, upstreams: Readonly<Record<string, Upstream>>): Promise<Proxies> {
    const proxies = new Proxies(api);
    const left = await proxies.#call("GET", "/proxies") as Record<string, unknown>;
    for (const name of Object.keys(left)) if (name.startsWith(MARK)) await proxies.#call("DELETE", `/proxies/${name}`);
    for (const [name, upstream] of Object.entries(upstreams)) await proxies.add(name, upstream);
    return proxies;
  }

  async add(name: string, { upstream, port = 0 }: Upstream): Promise<void> {
    const made = { name: `${MARK}${name}`, listen: `127.0.0.1:${port}`, upstream, enabled: true };
    await this.#call("POST", "/proxies", made);
    const { listen } = await this.#call("GET", `/proxies/${MARK}${name}`) as { listen: string };
    this.#listening.set(name, listen);
  }

  /** A name that moves to another server. */
  async move(name: string, upstream: string): Promise<void> {
    await this.#call("POST", `/proxies/${MARK}${name}`, { upstream });
  }

  address(name: string): string {
    return this.#listening.get(name)!;
  }

  /** The same address by way of a proxy. */
  through(url: string, name: string): string {
    return Object.assign(new URL(url), { host: this.address(name) }).href.replace(/\/$/, "");
  }

  /** Lasts until the returned function is called. @param byMs of a latency */
  async disturb(name: string, how: Disturbance, byMs: number): Promise<() => Promise<void>> {
    const proxy = `/proxies/${MARK}${name}`;
    if (how === "away") {
      await this.#call("POST", proxy, { enabled: false });
      return async () => void await this.#call("POST", proxy, { enabled: true });
    }
    const toxics = toxicsOf(how, byMs);
    for (const toxic of toxics) await this.#call("POST", `${proxy}/toxics`, toxic);
    return async () => {
      for (const toxic of toxics) await this.#call("DELETE", `${proxy}/toxics/${toxic.name}`);
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const name of this.#listening.keys()) await this.#call("DELETE", `/proxies/${MARK}${name}`);
    this.#client.close();
  }

  /** Retries without an answer: Toxiproxy closes connections early on a loaded machine. */
  #call(method: string, path: string, body?: unknown): Promise<unknown> {
    return pRetry((attempt) => this.#ask(method, path, body, attempt > 1), {
      retries: ATTEMPTS - 1,
      minTimeout: PAUSE_MS,
      factor: 1,
      shouldRetry: ({ error }) => error instanceof TypeError,
    });
  }

  async #ask(method: string, path: string, body: unknown, isRepeated: boolean): Promise<unknown> {
    const response = await fetch(this.#api + path, {
      method,
      client: this.#client,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    // An unanswered call may have taken effect.
    if (isRepeated && DONE_ALREADY.includes(response.status)) return null;
    if (!response.ok) throw new Error(`Cannot ${method} ${path} of Toxiproxy: ${response.status} ${text}`);
    return text === "" ? null : JSON.parse(text);
  }
}

/** In both directions where it applies. A timeout of 0 keeps the connection open and passes no data. */
function toxicsOf(how: Exclude<Disturbance, "away">, byMs: number): readonly Toxic[] {
  switch (how) {
    case "add_latency":
      return [{
        name: how,
        type: "latency",
        stream: "downstream",
        attributes: { latency: byMs, jitter: Math.round(byMs / 4) },
      }];
    case "cut_connections":
      return [{ name: how, type: "reset_peer", stream: "downstream", attributes: { timeout: 0 } }];
    case "half_open":
      return (["upstream", "downstream"] as const).map((stream) => (
        { name: `${how}-${stream}`, type: "timeout", stream, attributes: { timeout: 0 } }
      ));
    default:
      return how satisfies never;
  }
}
