import process from "node:process";
import pino from "pino";
import pretty from "pino-pretty";
import { printable } from "./printable.ts";

export type Log = pino.Logger;

/** JSON lines on stderr, lines for people on a terminal. Secrets are masked; personal data is never logged. */
export function createLogger(name: string, level: string): Log {
  const options: pino.LoggerOptions = {
    level,
    base: { process: name },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: ["password", "*.password", "sasl", "*.sasl", "apiKeys", "*.apiKeys", "authorization"],
      censor: "•••",
    },
  };
  const stream = Deno.stderr.isTerminal() ? linesForPeople() : pino.destination({ dest: 2, sync: true });
  const log = pino(options, stream);
  passOnWarnings(log);
  return log;
}

function linesForPeople(): pino.DestinationStream {
  const shown = prettyLine();
  const encoder = new TextEncoder();
  return { write: (line) => void Deno.stderr.writeSync(encoder.encode(shown(line))) };
}

/** Of a line of JSON, which spells controls out until it is parsed. */
export function prettyLine(options: pretty.PrettyOptions = {}): (line: string) => string {
  const shown = pretty.prettyFactory({
    ignore: "process",
    translateTime: "SYS:HH:MM:ss",
    singleLine: true,
    ...options,
  });
  return (line) => shown(JSON.parse(line, (_, value) => typeof value === "string" ? printable(value) : value));
}

/** The runtime would print warnings as bare lines between the JSON ones. */
function passOnWarnings(log: Log): void {
  process.removeAllListeners("warning");
  process.on("warning", (warning: Error) => {
    // kafkajs asks for timers in the past, which then run at once, as meant.
    if (warning.name !== "TimeoutNegativeWarning") log.warn({ warning: warning.name }, warning.message);
  });
}
