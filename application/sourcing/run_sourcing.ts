import { HOUR_MS } from "../../domain/shared/durations.ts";
import { reasonOf } from "../shared/fault.ts";
import type { RoundLog } from "./marketplace_rounds.ts";

/** Until the signal is aborted, with a pause after each run; a run that throws is repeated. */
type Repeat = (
  work: () => Promise<unknown>,
  pauseMs: number,
  signal: AbortSignal,
  onError: (error: unknown) => void,
) => Promise<void>;

/** `sync` keeps its own times and returns when the signal is aborted. */
interface SourcingSteps {
  sync(): Promise<void>;
  make(): Promise<unknown>;
  publish(): Promise<unknown>;
  pull(): Promise<unknown>;
  pullProducts(): Promise<unknown>;
  place(): Promise<unknown>;
  expire(): Promise<unknown>;
}

interface RunSourcingOptions {
  readonly repeat: Repeat;
  readonly pullIntervalMs: number;
  readonly productsIntervalMs: number;
  readonly signal: AbortSignal;
  readonly log: Pick<RoundLog, "warn">;
}

const PAUSE_MS = 1_000;
/** Whoever asked for it while an order was under way is gone within the hour in which it ends. */
const EXPIRE_PAUSE_MS = HOUR_MS;

/** Until the signal is aborted. A step that fails is repeated and stops no other. */
export async function runSourcing(
  steps: SourcingSteps,
  { repeat, pullIntervalMs, productsIntervalMs, signal, log }: RunSourcingOptions,
): Promise<void> {
  const keep = (what: string, work: () => Promise<unknown>, pauseMs = PAUSE_MS) =>
    repeat(work, pauseMs, signal, (error) => log.warn({ reason: reasonOf(error) }, `cannot ${what} yet`));
  await Promise.all([
    steps.sync(),
    keep("make products", () => steps.make()),
    keep("publish listings", () => steps.publish()),
    keep("pull orders", () => steps.pull(), pullIntervalMs),
    keep("pull products", () => steps.pullProducts(), productsIntervalMs),
    keep("place supplier orders", () => steps.place()),
    keep("remove buyers whose orders are over", () => steps.expire(), EXPIRE_PAUSE_MS),
  ]);
}
