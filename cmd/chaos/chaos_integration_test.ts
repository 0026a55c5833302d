import { assert, assertEquals } from "@std/assert";
import { requiredAddress } from "../../testing/required_address.ts";
import { addresses } from "../services/addresses.ts";
import * as breakable from "../services/engines.ts";
import { reportAsText } from "./report.ts";
import { runChaos } from "./run_chaos.ts";

const PLAN = {
  consumerKills: 6,
  consumerFreezes: 1,
  brokerKills: 1,
  postgresStops: 1,
  stopSeconds: 4,
  rate: 200,
  seed: "short",
};

Deno.test("consumers store every acknowledged order exactly once while everything around them dies", async () => {
  const engines = {
    postgresUrl: requiredAddress("TEST_POSTGRES_URL"),
    kafkaBrokers: requiredAddress("TEST_KAFKA_BROKERS"),
  };
  assertEquals(engines.kafkaBrokers, addresses.kafkaBrokers.join(","), "only the engines of the project can be killed");
  const said: string[] = [];
  const report = await runChaos(PLAN, {
    engines,
    breakable,
    signal: new AbortController().signal,
    say: (line) => said.push(line),
  });
  const story = `${said.join("\n")}\n${reportAsText(report)}`;
  assert(report.ok, story);
  const { kill_consumer, freeze_consumer, kill_broker, stop_postgres } = report.faults;
  assertEquals([kill_consumer, freeze_consumer, kill_broker, stop_postgres], [6, 1, 1, 1], story);
  assert(report.tables.orders.acknowledged > 3_000, story);
  assert(report.deadLetters.found >= report.deadLetters.expected && report.deadLetters.expected > 20, story);
});
