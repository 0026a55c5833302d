import type { ParseArgsOptionsConfig } from "node:util";
import { numberFlag } from "../../wiring/config/numbers.ts";

export interface FuzzArguments {
  /** At least so many, over all operations; what one round of the document's limits takes comes on top. */
  readonly cases: number;
  /** The same seed makes the same calls. */
  readonly seed: number;
}

export const USAGE = `usage: deno task fuzz [options]

Starts an API that asks for a key, on databases, topics and a table of its own, and has schemathesis make calls out of its
OpenAPI document: what fits the document, what breaks it, without the key and with a wrong one, and chains of calls. It
needs the test engines: deno task services up

  --cases 10000   how many calls at least
  --seed 1        other calls
  --json          print one JSON document

Exit status: 0 every answer is right, 1 some are not, 2 wrong usage.`;

export const FLAGS = {
  cases: { type: "string" },
  seed: { type: "string" },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const satisfies ParseArgsOptionsConfig;

/** Throws `WrongSettings` naming the flag. */
export function readFuzzArguments(
  { cases, seed }: { readonly cases?: string | undefined; readonly seed?: string | undefined },
): FuzzArguments {
  return {
    cases: numberFlag("cases", cases, { from: 1, to: 10_000_000, whole: true }, 10_000),
    seed: numberFlag("seed", seed, { from: 0, to: 4_294_967_295, whole: true }, 1),
  };
}
