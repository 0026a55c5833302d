import { HelpAsked, parseArguments, type Parsed } from "./arguments.ts";
import { Closing } from "./closing.ts";
import type { Command, Flags } from "./command_line.ts";
import { type Config, parseConfig } from "../config/config.ts";
import { describeConfig } from "../config/describe_config.ts";
import { endingOf } from "./ending.ts";
import { Health, serveHealth } from "./health.ts";
import { createLogger, type Log } from "./logger.ts";
import { createMetrics, type Metrics, showProcess } from "./metrics.ts";
import { printSafely } from "./printable.ts";
import { reportWork, type Work } from "./report_work.ts";
import { onStopSignal, STOP_STATUS } from "./stop_signals.ts";
import { readEnv } from "../config/settings.ts";

export interface Process {
  readonly config: Config;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly health: Health;
  readonly work: Work;
  readonly longRunning: boolean;
  /** Aborted by SIGTERM and Ctrl-C: finish the current batch, then return. */
  readonly signal: AbortSignal;
  /** Ends the process with this error, as if its work had thrown it. */
  readonly fail: (error: unknown) => void;
  /** Closed at the end, last opened first. */
  readonly closing: Closing;
}

/** A stop ends at once after this time, or at a second signal. */
const STOP_WITHIN_MS = 10_000;

/** Exit status: 0 done, 1 failed, 2 wrong usage or settings, all of which are checked before any socket opens. */
export async function runProcess<F extends Flags>(
  command: Command<F>,
  work: (process: Process, args: Parsed<F>) => Promise<void | number>,
): Promise<never> {
  printSafely();
  const stop = new AbortController();
  const closing = new Closing();
  let status: number = STOP_STATUS.SIGINT;
  onStopSignal((signal) => {
    status = STOP_STATUS[signal];
    stop.abort(new DOMException("The process was asked to stop", "AbortError"));
    endLate(closing);
  });
  let log: Log | undefined;
  try {
    const args = parseArguments(command);
    const config = parseConfig(await readEnv());
    log = createLogger(command.name, config.logLevel);
    const { longRunning = false } = command;
    const level = longRunning ? "info" : "debug";
    log[level]({ config: describeConfig(config) }, `${command.name} started`);
    for (const note of config.notUsed) log[level](note);
    await using _closing = closing;
    const metrics = createMetrics(command.name);
    showProcess(metrics.registry, stop.signal);
    const health = new Health(metrics.registry);
    if (longRunning && !command.hasApi) serveHealth(config, health, log, closing);
    const failed = Promise.withResolvers<never>();
    const own = { config, log, metrics, health, longRunning, signal: stop.signal };
    const process: Process = { ...own, work: {}, fail: failed.reject, closing };
    if (longRunning) reportWork(process).catch(failed.reject);
    const result = await Promise.race([closing.task(command.name, work(process, args)), failed.promise]);
    await closing.disposeAsync();
    log[level](`${command.name} stopped`);
    Deno.exit(result ?? 0);
  } catch (error) {
    if (error instanceof HelpAsked) {
      console.log(error.text);
      return Deno.exit(0);
    }
    const ending = endingOf(error, stop.signal);
    switch (ending.kind) {
      case "wrong_usage":
        for (const problem of ending.problems) console.error(`${command.name}: ${problem}`);
        return Deno.exit(2);
      case "interrupted":
        if (command.longRunning) {
          log?.info(`${command.name} stopped before it was up`);
          return Deno.exit(0);
        }
        console.error(`${command.name}: stopped; run it again to go on`);
        return Deno.exit(status);
      case "failed":
        log?.debug({ err: ending.cause }, `${command.name} failed`);
        if (log && command.longRunning) log.fatal(`${command.name} failed: ${ending.reason}`);
        else console.error(`${command.name}: ${ending.reason}`);
        return Deno.exit(1);
      case "fault":
        if (log) log.fatal({ err: ending.cause }, `${command.name} failed: ${ending.reason}`);
        else console.error(`${command.name}: ${ending.reason}`);
        return Deno.exit(1);
      default:
        return ending satisfies never;
    }
  }
}

function endLate(closing: Closing): void {
  Deno.unrefTimer(setTimeout(() => {
    const waits = closing.pending.join(", ") || "nothing that has a name";
    console.error(`Cannot stop within ${STOP_WITHIN_MS / 1000} s, still waiting for: ${waits}`);
    Deno.exit(1);
  }, STOP_WITHIN_MS));
}

export function untilStopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
