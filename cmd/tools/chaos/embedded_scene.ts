import { sleep } from "../../../adapters/system/sleep.ts";
import { seededRandom } from "../../../domain/shared/random.ts";
import { ApiClient } from "./load/api_client.ts";
import { checkEmbedded, type EmbeddedFindings } from "./checks/check_embedded.ts";
import { runDetectionCalls } from "./load/detection_calls.ts";
import { Ledger } from "./load/ledger.ts";
import { type CallsOptions, runOrderCalls } from "./load/order_calls.ts";
import type { ProcessPlan, ProcessRoom } from "./faults/process_room.ts";
import { Shop } from "./load/shop.ts";
import { Sightings } from "./load/sightings.ts";
import { SmallDisk } from "./faults/small_disk.ts";
import { Visits } from "./load/visits.ts";

interface EmbeddedDeps {
  readonly room: ProcessRoom;
  readonly seed: string;
  readonly say: (line: string) => void;
}

/** Room for the database's WAL and for an hour of input. */
const DISK_MB = 600;
const RATE = { orders: 2, detections: 1, own: "0.2" } as const;
const MEMBERS_A_CALL = 250;
const SETTLED_WITHIN_MS = 120_000;
const POLL_MS = 500;

/** The data folder is on a disk that can be filled; all that was acknowledged must be there at the end. */
export class EmbeddedScene implements AsyncDisposable {
  readonly #disk: SmallDisk;
  readonly #ledger = new Ledger();
  readonly #sightings = new Sightings();

  private constructor(disk: SmallDisk) {
    this.#disk = disk;
  }

  static async open(): Promise<EmbeddedScene | { readonly refused: string }> {
    const disk = await SmallDisk.make(DISK_MB);
    return disk instanceof SmallDisk ? new EmbeddedScene(disk) : disk;
  }

  get plan(): ProcessPlan {
    return {
      name: "start-1",
      kind: "start",
      args: ["--rate", RATE.own, "--visits", "0"],
      // A start on a full disk may end so. If a later one fails too, the check reports missing records.
      mayEndWith: /No space left on device|Cannot start the embedded Postgres: (RuntimeError: Aborted|ErrnoError)/,
      env: {
        DATA_DIR: `${this.#disk.path}/data`,
        PORT: "0",
        METRICS_PORT: "0",
        RATE_LIMIT_PER_MINUTE: "10000000",
        SOURCING_DEMO: "false",
      },
    };
  }

  fill(): Promise<() => Promise<void>> {
    return this.#disk.fill();
  }

  async load(
    { room, seed }: EmbeddedDeps,
    { length, signal }: Omit<CallsOptions, "rate">,
  ): Promise<readonly string[]> {
    const random = (what: string) => seededRandom(`${seed}/embedded/${what}`);
    const api = new ApiClient({ addresses: () => room.addresses("start"), random: random("api") });
    const shop = new Shop(() => new Date(), random("shop"));
    const ledger = this.#ledger;
    await openShop(api, shop, signal);
    const calls = { length, signal };
    await Promise.all([
      runOrderCalls({ api, ledger, shop, random: random("orders") }, { ...calls, rate: RATE.orders }),
      runDetectionCalls(
        { api, sightings: this.#sightings, visits: new Visits(`${seed}/embedded`), random: random("detections") },
        { ...calls, rate: RATE.detections },
      ),
    ]);
    return api.wrongAnswers;
  }

  async check({ room, say }: EmbeddedDeps, signal: AbortSignal): Promise<EmbeddedFindings> {
    const isSettled = await untilStored(room, signal);
    await room.stop("start");
    say("comparing what is in the data folder with what was sent");
    const findings = await checkEmbedded(`${this.#disk.path}/data`, this.#ledger, this.#sightings);
    const unsettled = isSettled ? [] : ["not settled: the embedded log still has orders that are not stored"];
    return { ...findings, problems: [...unsettled, ...findings.problems] };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#disk[Symbol.asyncDispose]();
  }
}

async function openShop(api: ApiClient, shop: Shop, signal: AbortSignal): Promise<void> {
  const users = shop.users.map(({ userId, name }) => ({ userId, name }));
  const products = shop.open(1).flat().flatMap((event) => event.type === "product.listed" ? [event.product] : [])
    .map(({ productId, name, category, price }) => ({ productId, name, category, price }));
  for (const [path, drafts] of [["/v1/users", users], ["/v1/products", products]] as const) {
    for (let from = 0; from < drafts.length; from += MEMBERS_A_CALL) {
      const batch = drafts.slice(from, from + MEMBERS_A_CALL);
      while (!signal.aborted && !await api.call("POST", path, batch, [202])) await sleep(POLL_MS, signal);
    }
  }
}

async function untilStored(room: ProcessRoom, signal: AbortSignal): Promise<boolean> {
  const end = performance.now() + SETTLED_WITHIN_MS;
  for (let times = 0; times < 4;) {
    signal.throwIfAborted();
    if (performance.now() > end) return false;
    const [address] = room.addresses("start");
    const summary = address === undefined
      ? null
      : await fetch(`${address}/v1/commerce/summary`, { signal: AbortSignal.timeout(10_000) })
        .then((response) => response.json()).catch(() => null);
    const lags: { lag: number }[] | null = summary?.groups ?? null;
    // The process's own stream continues, so a few records are always in flight.
    times = lags !== null && lags.every(({ lag }) => lag < 20) ? times + 1 : 0;
    await sleep(POLL_MS, signal);
  }
  return true;
}
