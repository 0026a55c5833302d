import { assert, assertEquals, assertRejects } from "@std/assert";
import { activeScenariosContract } from "../../application/commerce/ports/contracts/active_scenarios_contract.ts";
import { cachePoolsContract } from "../../application/commerce/ports/contracts/cache_pools_contract.ts";
import { shopOpeningContract } from "../../application/commerce/ports/contracts/shop_opening_contract.ts";
import { customerEventsContract } from "../../application/identity/ports/customer_events_contract.ts";
import { lastSightingsContract } from "../../application/identity/ports/last_sightings_contract.ts";
import { CommandFailed, DataRefused, Outage } from "../../application/shared/fault.ts";
import { logContract } from "../../application/shared/log_contract.ts";
import { reportCacheContract } from "../../application/store/ports/report_cache_contract.ts";
import { seededRandom } from "../../domain/shared/random.ts";
import { uniqueName } from "../../testing/engines/unique_name.ts";
import { waitUntil } from "../../testing/engines/wait_until.ts";
import "../../testing/engines/leak_checks.ts";
import { Reading, records, Shelf } from "../../testing/ports/log.ts";
import { MemoryActiveScenarios } from "../memory/commerce/active_scenarios.ts";
import { MemoryCachePools } from "../memory/commerce/cache_pools.ts";
import { MemoryShopOpening } from "../memory/commerce/shop_opening.ts";
import { MemoryLog } from "../memory/core/log.ts";
import { MemoryCustomerEvents } from "../memory/identity/customer_events.ts";
import { MemoryLastSightings } from "../memory/identity/last_sightings.ts";
import { MemoryReportCache } from "../memory/store/report_cache.ts";
import { connectEngines } from "./connect_engines.ts";
import type { EmbeddedEngines } from "./embedded_engines.ts";
import { serveEngines } from "./serve_engines.ts";

const ENGINE = "another process";

/** As seen by a guest, and by one more. */
async function beside<E extends Partial<EmbeddedEngines>>(own: E) {
  const server = await serveEngines(own);
  const lost: Outage[] = [];
  const connect = async () => (await connectEngines(server.path, (error) => lost.push(error)))!;
  const [guest, other] = [await connect(), await connect()];
  return {
    path: server.path,
    engines: guest.engines as E,
    elsewhere: other.engines as E,
    lost,
    leave: () => guest.close(),
    end: () => server.close(),
    [Symbol.asyncDispose]: async () => {
      guest.close();
      other.close();
      await server.close().catch(() => {});
    },
  };
}

function memoryLog(forget: EmbeddedEngines["log"]["forget"] = () => Promise.resolve(0)) {
  return Object.assign(new MemoryLog({ now: () => new Date() }), { forget });
}

logContract(ENGINE, async () => {
  const under = await beside({ log: memoryLog() });
  const { engines: { log }, elsewhere } = under;
  return {
    writer: log,
    inspector: log,
    scanner: log,
    newReader: () => elsewhere.log,
    newTopic: () => Promise.resolve(uniqueName("topic")),
    newGroup: () => uniqueName("group"),
    [Symbol.asyncDispose]: () => under[Symbol.asyncDispose](),
  };
});

customerEventsContract(ENGINE, async () => {
  const under = await beside({ events: new MemoryCustomerEvents() });
  const { engines: { events }, elsewhere } = under;
  const close = () => under[Symbol.asyncDispose]();
  return { events, record: events, otherwise: elsewhere.events, [Symbol.asyncDispose]: close };
});

cachePoolsContract(ENGINE, async () => {
  const under = await beside({ pools: new MemoryCachePools(seededRandom(1)) });
  const close = () => under[Symbol.asyncDispose]();
  return { pools: under.engines.pools, elsewhere: under.elsewhere.pools, [Symbol.asyncDispose]: close };
});

activeScenariosContract(ENGINE, async (work) => {
  await using under = await beside({ scenarios: new MemoryActiveScenarios() });
  await work(under.engines.scenarios);
});

shopOpeningContract(ENGINE, async (work) => {
  await using under = await beside({ opening: new MemoryShopOpening() });
  await work(under.engines.opening);
});

lastSightingsContract(ENGINE, async (work) => {
  await using under = await beside({ sightings: new MemoryLastSightings(() => 0) });
  await work(under.engines.sightings);
});

reportCacheContract(ENGINE, async () => {
  let now = 1_000;
  const under = await beside({ reports: new MemoryReportCache({ now: () => now }) });
  return {
    cache: under.engines.reports,
    elsewhere: under.elsewhere.reports,
    elapse: (ms: number) => Promise.resolve(void (now += ms)),
    [Symbol.asyncDispose]: () => under[Symbol.asyncDispose](),
  };
});

Deno.test("connectEngines passes on what the host's engine throws, as the fault that it is", async () => {
  const thrown: unknown[] = [
    new Outage("the log's journal", new Error("No space left on device")),
    new DataRefused("too_large", new Error("2 MB")),
    new CommandFailed("Cannot blank O-1: the journal is read-only"),
    new TypeError("x is not a function"),
  ];
  let nth = 0;
  await using under = await beside({ log: memoryLog(() => Promise.reject(thrown[nth++])) });
  for (const error of thrown as Error[]) {
    const kind = error instanceof TypeError ? Error : error.constructor as typeof Error;
    const got = await assertRejects(() => under.engines.log.forget("orders", "O-1"), kind);
    assertEquals([got.message, (got as DataRefused).code], [error.message, (error as DataRefused).code]);
  }
});

Deno.test("connectEngines lets a reader's partitions go to the host's own when the guest is killed", async () => {
  const log = memoryLog();
  await using under = await beside({ log });
  const [own, guests] = [new Shelf(), new Shelf()];
  // Both store in one place, as consumers do.
  Object.assign(guests, { positions: own.positions });
  await using _own = new Reading(log, "t", "g", own);
  const reading = under.engines.log.read("t", "g", guests, new AbortController().signal);
  const ended = assertRejects(() => reading, Outage, "it has ended");
  await waitUntil("see both readers", async () => await log.readers("g") === 2);
  await log.append("t", records(300));
  const stored = () => own.taken.length + guests.taken.length;
  await waitUntil("see all stored", () => Promise.resolve(stored() === 300));
  assert(guests.taken.length > 0);
  under.leave();
  await ended;
  await log.append("t", records(300, "later"));
  await waitUntil("see the rest stored by the host", () => Promise.resolve(stored() === 600));
  assertEquals(await log.readers("g"), 1);
});

Deno.test("connectEngines notifies a guest once when the host ends, and its calls throw Outage", async () => {
  const log = memoryLog();
  await using under = await beside({ log });
  const reading = under.engines.log.read("t", "g", new Shelf(), new AbortController().signal);
  const ended = assertRejects(() => reading, Outage, "Cannot reach the running `start`");
  await under.engines.log.append("t", records(1));
  await under.end();
  await ended;
  await assertRejects(() => under.engines.log.append("t", records(1)), Outage, "it has ended");
  await waitUntil("have notified both guests", () => Promise.resolve(under.lost.length === 2));
  assertEquals(await log.readers("g"), 0);
});

Deno.test("connectEngines returns null when there is no socket, or only that of a killed process", async () => {
  const folder = await Deno.makeTempDir();
  await using _folder = { [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }) };
  assertEquals(await connectEngines(`${folder}/none.sock`, () => {}), null);
  const path = `${folder}/left.sock`;
  const script = `Deno.listen({ transport: "unix", path: ${JSON.stringify(path)} }); Deno.kill(Deno.pid, "SIGKILL");`;
  await new Deno.Command(Deno.execPath(), { args: ["eval", script], stdout: "null", stderr: "null" }).output();
  assert((await Deno.stat(path)).isSocket);
  assertEquals(await connectEngines(path, () => {}), null);
});

Deno.test("serveEngines listens in a folder of its user alone, offers what is held, and removes it at the end", async () => {
  const engines: Partial<EmbeddedEngines> = { opening: new MemoryShopOpening() };
  await using under = await beside(engines);
  const folder = under.path.slice(0, under.path.lastIndexOf("/"));
  assertEquals((await Deno.stat(folder)).mode! & 0o077, 0);
  assertEquals(Object.keys(under.engines), ["opening"]);
  await under.end();
  await assertRejects(() => Deno.stat(folder), Deno.errors.NotFound);
});
