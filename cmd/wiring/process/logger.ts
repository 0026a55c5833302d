import process from "node:process";
import pino from "pino";
import pretty from "pino-pretty";

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
  const stream = Deno.stderr.isTerminal()
    ? pretty({ destination: 2, sync: true, ignore: "process", translateTime: "SYS:HH:MM:ss", singleLine: true })
    : pino.destination({ dest: 2, sync: true });
  const log = pino(options, stream);
  passOnWarnings(log);
  return log;
}

/** The runtime would print warnings as bare lines between the JSON ones. */
function passOnWarnings(log: Log): void {
  process.removeAllListeners("warning");
  process.on("warning", (warning: Error) => {
    // kafkajs asks for timers in the past, which then run at once, as meant.
    if (warning.name !== "TimeoutNegativeWarning") log.warn({ warning: warning.name }, warning.message);
  });
}
