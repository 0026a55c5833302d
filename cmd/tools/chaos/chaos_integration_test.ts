import { assert, assertEquals } from "@std/assert";
import { requiredAddress } from "../../../testing/engines/required_address.ts";
import { addresses } from "../../../testing/engines/addresses.ts";
import * as breakable from "../services/engines.ts";
import { readChaosArguments } from "./arguments.ts";
import { FAULT_KIND_NAMES } from "./faults/fault_kinds.ts";
import { reportAsText } from "./report.ts";
import { runChaos } from "./run_chaos.ts";

const values = { seed: "short", minutes: "1.2", rate: "150", detections: "10" };

Deno.test("whatever is acknowledged is stored exactly once while everything around it dies", async () => {
  for (
    const variable of ["TEST_POSTGRES_URL", "TEST_KAFKA_BROKERS", "TEST_REDIS_URL", "TEST_DYNAMODB_ENDPOINT"] as const
  ) {
    requiredAddress(variable);
  }
  const expected = addresses.kafkaBrokers.join(",");
  assertEquals(requiredAddress("TEST_KAFKA_BROKERS"), expected, "only the engines of the project can be killed");
  const said: string[] = [];
  const args = readChaosArguments(values, () => "unused");
  const report = await runChaos(args, {
    engines: addresses,
    breakable,
    signal: new AbortController().signal,
    say: (line) => said.push(line),
  });
  const story = `${said.join("\n")}\n${reportAsText(report)}`;
  assert(report.ok, story);
  for (const kind of FAULT_KIND_NAMES) {
    // The target of a kill may already have died, and not every machine can mount a small disk.
    if (kind === "kill_process" || kind === "freeze_process") assert(report.faults[kind] >= 1, story);
    else if (kind !== "fill_disk" || report.dataFolder !== null) {
      assertEquals(report.faults[kind], args.faults[kind], `${kind}\n${story}`);
    }
  }
  assert(report.tables.orders.acknowledged > 2_000, story);
  assert(report.identities.stored > 50 && report.identities.stored === report.events.recorded, story);
  assert(report.deadLetters.found >= report.deadLetters.expected && report.deadLetters.expected > 15, story);
});
