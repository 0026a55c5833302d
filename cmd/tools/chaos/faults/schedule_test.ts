import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { seededRandom } from "../../../../domain/shared/random.ts";
import { WrongSettings } from "../../../wiring/config/settings.ts";
import { readChaosArguments } from "../arguments.ts";
import { FAULT_KIND_NAMES, FAULT_KINDS, type FaultKind } from "./fault_kinds.ts";
import { describeFault, planFaults } from "./schedule.ts";

const TARGETS = {
  processes: { consumer: ["consumer-1", "consumer-2"], api: ["api-1", "api-2"], "cache-worker": ["cache-worker-1"] },
  services: ["postgres", "redis"],
};
const plan = (values: Parameters<typeof readChaosArguments>[0] = {}) => readChaosArguments(values, () => "any");
const planned = (seed: string, values = {}) => planFaults(seededRandom(seed), plan(values), TARGETS);

Deno.test("planFaults plans as many faults of each kind as were asked for, in order, under load", () => {
  const values = { minutes: "10", "process-kills": "70", "full-disks": "0" };
  const { faults, loadMs } = planned("a", values);
  const count = (wanted: FaultKind) => faults.filter(({ kind }) => kind === wanted).length;
  for (const kind of FAULT_KIND_NAMES) assertEquals(count(kind), plan(values).faults[kind], kind);
  assertEquals([count("kill_process"), count("fill_disk"), loadMs], [70, 0, 600_000]);
  assertEquals(faults.map(({ atMs }) => atMs), faults.map(({ atMs }) => atMs).toSorted((a, b) => a - b));
  assert(faults.every(({ atMs }) => atMs > 0 && atMs < loadMs));
});

Deno.test("planFaults gives the same schedule for the same seed and another one for another seed", () => {
  assertEquals(planned("a"), planned("a"));
  assertNotEquals(planned("a"), planned("b"));
});

Deno.test("planFaults lets what was broken recover before something of the same turn breaks", () => {
  for (let seed = 0; seed < 30; seed++) {
    const { faults } = planned(String(seed), { minutes: "8.5" });
    for (const [turn, own] of Map.groupBy(faults, ({ kind }) => FAULT_KINDS[kind].turn)) {
      if (turn === null) continue;
      for (const [nth, { atMs }] of own.entries()) {
        const before = own[nth - 1];
        assert(!before || before.atMs + FAULT_KINDS[before.kind].ownMs <= atMs + 1, `${seed}: ${turn} at ${atMs}`);
      }
    }
  }
});

Deno.test("planFaults kills every kind of process about as often, and only those there are", () => {
  const { faults } = planned("a", { "process-kills": "300" });
  const kills = Map.groupBy(faults.filter(({ kind }) => kind === "kill_process"), ({ target }) => target!);
  assertEquals([...kills.keys()].sort(), Object.values(TARGETS.processes).flat().sort());
  assert(kills.get("cache-worker-1")!.length > 60);
});

Deno.test("planFaults refuses what does not fit into the minutes, naming what would help", () => {
  const error = assertThrows(() => planned("a", { minutes: "1", "broker-kills": "10" }), WrongSettings);
  assertEquals(error.problems, [
    "--broker-kills: these faults come one after the other and need 3.9 minutes; raise --minutes",
  ]);
});

Deno.test("describeFault says when, what, whom, by how much and for how long", () => {
  const fault = { kind: "jump_clock", atMs: 12_340, downMs: 5_000, target: "api-1", byMs: -60_000 } as const;
  assertEquals(describeFault(fault), "  12.3 s  jump_clock api-1 by -60.0 s, back after 5.0 s");
  assertEquals(
    describeFault({ kind: "flush_redis", atMs: 1_000, downMs: 0, target: null, byMs: null }),
    "   1.0 s  flush_redis",
  );
});

Deno.test("readChaosArguments fills in a mix for the minutes, at least one fault of each kind that is not rare", () => {
  const { faults, minutes } = plan({ minutes: "8.5" });
  assertEquals([minutes, faults.kill_process, faults.kill_broker, faults.stop_postgres], [8.5, 51, 13, 3]);
  const isRare = (kind: FaultKind) => "isRare" in FAULT_KINDS[kind];
  const short = plan({ minutes: "1" }).faults;
  const long = plan({ minutes: "11" }).faults;
  for (const kind of FAULT_KIND_NAMES) assertEquals([short[kind] >= 1, long[kind] >= 1], [!isRare(kind), true], kind);
  assertThrows(() => plan({ "broker-kills": "many" }), WrongSettings);
});
