import type { ParseArgsOptionsConfig } from "node:util";
import { numberFlag } from "../wiring/numbers.ts";

export interface ChaosArguments {
  readonly consumerKills: number;
  readonly consumerFreezes: number;
  readonly brokerKills: number;
  readonly postgresStops: number;
  /** How long Postgres stays away each time. */
  readonly stopSeconds: number;
  /** Orders a second. */
  readonly rate: number;
  /** The same seed makes the same schedule and the same orders. */
  readonly seed: string;
}

export const USAGE = `usage: deno task chaos [options]

Stores a stream of orders while consumers, brokers and Postgres are being killed, then counts what was lost or doubled.
It needs the test engines: deno task services up

  --consumer-kills 40     how often a consumer dies of kill -9
  --consumer-freezes 6    how often one is stopped until it is taken for dead, and then wakes up again
  --broker-kills 5        how often a Kafka broker dies of kill -9
  --postgres-stops 1      how often Postgres is stopped
  --stop-seconds 30       how long it stays away
  --rate 500              orders a second
  --seed TEXT             repeats a run's schedule and orders
  --json                  print one JSON document

Exit status: 0 all is right, 1 something is lost, doubled, wrong or crashed, 2 wrong usage.`;

export const FLAGS = {
  "consumer-kills": { type: "string" },
  "consumer-freezes": { type: "string" },
  "broker-kills": { type: "string" },
  "postgres-stops": { type: "string" },
  "stop-seconds": { type: "string" },
  rate: { type: "string" },
  seed: { type: "string" },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const satisfies ParseArgsOptionsConfig;

type Values = { readonly [F in keyof typeof FLAGS]?: string | boolean | undefined };

/** Throws `WrongSettings` naming the flag. */
export function readChaosArguments(values: Values, newSeed: () => string): ChaosArguments {
  const number = (flag: keyof typeof FLAGS, bounds: { from: number; to: number }, otherwise: number) =>
    numberFlag(flag, values[flag] as string | undefined, { ...bounds, whole: true }, otherwise);
  return {
    consumerKills: number("consumer-kills", { from: 0, to: 10_000 }, 40),
    consumerFreezes: number("consumer-freezes", { from: 0, to: 1_000 }, 6),
    brokerKills: number("broker-kills", { from: 0, to: 1_000 }, 5),
    postgresStops: number("postgres-stops", { from: 0, to: 1_000 }, 1),
    stopSeconds: number("stop-seconds", { from: 1, to: 3_600 }, 30),
    rate: number("rate", { from: 1, to: 10_000 }, 500),
    seed: values.seed as string | undefined ?? newSeed(),
  };
}
