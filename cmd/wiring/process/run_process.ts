import type { ParseArgsOptionsConfig } from "node:util";
import { reasonOf } from "../../../application/shared/fault.ts";
import { type CommandLine, parseArguments, type Parsed } from "./arguments.ts";
import { type Config, parseConfig } from "../config/config.ts";
import { describeConfig } from "../config/describe_config.ts";
import { Health, serveHealth } from "./health.ts";
import { createLogger, type Log } from "./logger.ts";
import { createMetrics, type Metrics, showProcess } from "./metrics.ts";
import { readEnv, WrongSettings } from "../config/settings.ts";

export interface Process {
  readonly config: Config;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly health: Health;
  readonly longRunning: boolean;
  /** Aborted by SIGTERM and Ctrl-C: finish the current batch, then return. */
  readonly signal: AbortSignal;
  /** Ends the process with this error, as if its work had thrown it. */
  readonly fail: (error: unknown) => void;
  /** Closed at the end, last opened first. */
  readonly closing: AsyncDisposableStack;
}

export interface Command<F extends ParseArgsOptionsConfig> extends CommandLine<F> {
  /** Runs until it is told to stop: it waits for engines that are unreachable, where a command fails. */
  readonly longRunning?: boolean;
  readonly hasApi?: boolean;
}

/** A stop ends at once after this time, or at a second signal. */
const STOP_WITHIN_MS = 10_000;

/** One Ctrl-C arrives twice: from the terminal, and from `deno task`. */
const SAME_KEYSTROKE_MS = 1_000;

/** Exit status: 0 done, 1 failed, 2 wrong usage or settings, all of which are checked before any socket opens. */
export async function runProcess<F extends ParseArgsOptionsConfig>(
  command: Command<F>,
  work: (process: Process, args: Parsed<F>) => Promise<void | number>,
): Promise<never> {
  const stop = new AbortController();
  onStopSignals(stop);
  let log: Log | undefined;
  try {
    const args = parseArguments(command);
    const config = parseConfig(await readEnv());
    log = createLogger(command.name, config.logLevel);
    log.info({ config: describeConfig(config) }, `${command.name} started`);
    await using closing = new AsyncDisposableStack();
    const metrics = createMetrics(command.name);
    showProcess(metrics.registry, stop.signal);
    const health = new Health(metrics.registry);
    if (command.longRunning && !command.hasApi) serveHealth(config, health, log, closing);
    const { longRunning = false } = command;
    const failed = Promise.withResolvers<never>();
    const process = { config, log, metrics, health, longRunning, signal: stop.signal, fail: failed.reject, closing };
    const status = await Promise.race([work(process, args), failed.promise]);
    await closing.disposeAsync();
    log.info(`${command.name} stopped`);
    Deno.exit(status ?? 0);
  } catch (error) {
    if (error instanceof WrongSettings) {
      for (const problem of error.problems) console.error(`${command.name}: ${problem}`);
      Deno.exit(2);
    }
    if (log) log.fatal({ err: error }, `${command.name} failed: ${reasonOf(error)}`);
    else console.error(`${command.name}: ${reasonOf(error)}`);
    Deno.exit(1);
  }
}

function onStopSignals(stop: AbortController): void {
  let firstAt = 0;
  const listener = () => {
    if (stop.signal.aborted) {
      if (performance.now() - firstAt > SAME_KEYSTROKE_MS) Deno.exit(1);
      return;
    }
    firstAt = performance.now();
    stop.abort(new DOMException("The process was asked to stop", "AbortError"));
    Deno.unrefTimer(setTimeout(() => {
      console.error(`Cannot stop in an orderly way within ${STOP_WITHIN_MS / 1000} s: ending anyway`);
      Deno.exit(1);
    }, STOP_WITHIN_MS));
  };
  Deno.addSignalListener("SIGINT", listener);
  if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", listener);
}

export function untilStopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
