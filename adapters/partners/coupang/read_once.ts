import { reasonOf } from "../../../application/shared/fault.ts";
import { type FeedAttempt, FeedRefused, type RecordFeed } from "../../../application/sourcing/ports/partners.ts";
import type { CoupangAnswer, CoupangCall, CoupangCaller } from "./caller.ts";

export type AttemptLog = Parameters<RecordFeed["read"]>[1];

interface Read {
  readonly answer: CoupangAnswer;
  readonly url: string;
  readonly date: Date | null;
}

/** Logs every try. Throws `Outage` after the last, and `FeedRefused` when retrying can't help. */
export function readOnce(
  caller: CoupangCaller,
  call: Omit<CoupangCall, "method" | "body">,
  { signal, onAttempt }: AttemptLog,
): Promise<Read> {
  return caller.tries.run<Read>(caller.service, signal, async (attempt) => {
    const began = performance.now();
    const { url, status, bytes, date, outcome } = await caller.exchange({ ...call, method: "GET" }, signal);
    const note = (error: string | null, items: number | null = null) =>
      onAttempt(
        {
          ...{ url, attempt, status, items, bytes, etag: null, error },
          durationMs: performance.now() - began,
        } satisfies FeedAttempt,
      );
    if ("unavailable" in outcome) {
      await note(outcome.unavailable);
      throw new FeedRefused(outcome.unavailable);
    }
    if ("again" in outcome) {
      await note(reasonOf(outcome.again));
      return outcome;
    }
    const data = (outcome.answer.body as { readonly data?: unknown } | null)?.data;
    await note(null, Array.isArray(data) ? data.length : null);
    return { answer: { answer: outcome.answer, url, date } };
  });
}
