import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { seededRandom } from "../../domain/shared/random.ts";
import { type FaultKind, planFaults } from "./schedule.ts";

const plan = {
  consumerKills: 40,
  consumerFreezes: 2,
  brokerKills: 5,
  postgresStops: 2,
  stopSeconds: 30,
  rate: 500,
  seed: "a",
};
const planned = (seed: string, changes: Partial<typeof plan> = {}) =>
  planFaults(seededRandom(seed), { ...plan, ...changes }, 5);

Deno.test("planFaults plans as many faults of each kind as were asked for, in order", () => {
  const { faults, loadMs } = planned("a");
  const count = (kind: FaultKind) => faults.filter((fault) => fault.kind === kind).length;
  assertEquals(
    [count("kill_consumer"), count("freeze_consumer"), count("kill_broker"), count("stop_postgres")],
    [40, 2, 5, 2],
  );
  assertEquals(faults.map(({ atMs }) => atMs), faults.map(({ atMs }) => atMs).sort((a, b) => a - b));
  assert(faults.every(({ atMs }) => atMs >= 0 && atMs < loadMs));
});

Deno.test("planFaults gives the same schedule for the same seed and another one for another seed", () => {
  assertEquals(planned("a"), planned("a"));
  assertNotEquals(planned("a"), planned("b"));
});

Deno.test("planFaults lets Postgres come back before it is stopped again", () => {
  for (let seed = 0; seed < 50; seed++) {
    const stops = planned(String(seed)).faults.filter(({ kind }) => kind === "stop_postgres");
    for (const [index, { atMs, downMs }] of stops.entries()) {
      assertEquals(downMs, 30_000);
      assert(index === 0 || stops[index - 1]!.atMs + downMs <= atMs);
    }
  }
});

Deno.test("planFaults kills every consumer sooner or later, and only those there are", () => {
  const victims = planned("a").faults.flatMap((fault) => fault.kind === "kill_consumer" ? [fault.consumer] : []);
  assertEquals([...new Set(victims)].sort(), [0, 1, 2, 3, 4]);
});

Deno.test("planFaults leaves time for orders where nothing is to fail", () => {
  const { faults, loadMs } = planned("a", { consumerKills: 0, consumerFreezes: 0, brokerKills: 0, postgresStops: 0 });
  assertEquals(faults, []);
  assert(loadMs >= 20_000);
});
