import pino from "pino";
import pretty from "pino-pretty";

export type Log = pino.Logger;

/**
 * JSON lines on stderr, or lines for people when stderr is a terminal. Results go to stdout, so `--json` stays clean.
 *
 * Fields that hold secrets are masked wherever they appear; personal data is never given to the log at all.
 */
export function createLogger(process: string, level: string): Log {
  const options: pino.LoggerOptions = {
    level,
    base: { process },
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
  return pino(options, stream);
}
