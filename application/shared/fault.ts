/**
 * Something this process can't mend by itself right now: a database, a cache or a broker is unreachable or too slow.
 *
 * Retrying later is right, and nothing may be skipped meanwhile: an outage is never the message's fault.
 */
export class Outage extends Error {
  override readonly name = "Outage";

  constructor(readonly service: string, cause: unknown) {
    super(`Cannot reach ${service}: ${reasonOf(cause)}`, { cause });
  }
}

/**
 * The store refused what it was given: a value that does not fit, a row that breaks a rule.
 *
 * Retrying the same data can't help. In a batch, one row among many is to blame.
 */
export class DataRefused extends Error {
  override readonly name = "DataRefused";

  constructor(readonly code: string, cause: unknown) {
    super(`Cannot store the data: ${reasonOf(cause)}`, { cause });
  }
}

/** One line about anything that was thrown; drivers throw errors without a message, with only a code. */
export function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError && cause.errors.length > 0) return reasonOf(cause.errors[0]);
  if (!(cause instanceof Error)) return String(cause);
  return cause.message || String((cause as { code?: unknown }).code ?? cause.name);
}
