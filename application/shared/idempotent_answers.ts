export interface StoredAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How long an answer is kept. */
export const ANSWER_KEPT_MS = 24 * 60 * 60 * 1_000;
/** With the hour from one sweep to the next. */
export const ANSWERS_GONE_AFTER_MS = ANSWER_KEPT_MS + 60 * 60 * 1_000;
/** A call that has not ended by then is taken for lost, with its process. */
export const UNDER_WAY_MS = 10 * 60 * 1_000;

/**
 * Answers of calls that may be repeated, by a digest of the caller and its key; `request` is one of what was asked. All
 * throw `Outage`.
 */
export interface IdempotentAnswers {
  /** "begun": the call is the caller's to make, and of nobody else until `finish` or `release`. */
  begin(key: string, request: string, at: Date): Promise<"begun" | "under_way" | "differs" | StoredAnswer>;
  /** @param begunAt as handed to `begin`; an older one changes nothing */
  finish(key: string, begunAt: Date, answer: StoredAnswer): Promise<void>;
  /** As if it had not begun. */
  release(key: string, begunAt: Date): Promise<void>;
  /** Removes what is kept no longer; returns how many. */
  sweep(now: Date): Promise<number>;
}
