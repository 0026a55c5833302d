/** A dependency is unreachable or too slow. Retry later; never skip the data, which is not at fault. */
export class Outage extends Error {
  override readonly name = "Outage";

  constructor(readonly service: string, cause: unknown) {
    super(`Cannot reach ${service}: ${reasonOf(cause)}`, { cause });
  }
}

/** The store rejects the data; a retry can't help. In a batch, one row may be the cause. */
export class DataRefused extends Error {
  override readonly name = "DataRefused";

  constructor(readonly code: string, cause: unknown) {
    super(`Cannot store the data: ${reasonOf(cause)}`, { cause });
  }
}

/** What was asked can't be done as things are: the message tells an operator why, and what to do. */
export class CommandFailed extends Error {
  override readonly name: string = "CommandFailed";
}

/** The store's limit of time, memory or size: as much again is refused again, less may be taken. */
export class OverLimit extends Outage {}

/** The store refuses every record alike: not the data, but what they are stored in has to be repaired. */
export class StoreMismatch extends Error {
  override readonly name = "StoreMismatch";

  constructor(readonly refusal: DataRefused) {
    super(
      `Cannot store any record: each is refused with ${refusal.code}, ${reasonOf(refusal.cause)}; ` +
        "mend the table or the trigger, nothing is skipped until then",
      { cause: refusal },
    );
  }
}

/** Drivers throw errors with only a code. */
export function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError && cause.errors.length > 0) return reasonOf(cause.errors[0]);
  if (!(cause instanceof Error)) return String(cause);
  return cause.message || String((cause as { code?: unknown }).code ?? cause.name);
}
