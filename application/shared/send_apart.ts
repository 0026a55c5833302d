import { Outage } from "./fault.ts";

interface SentApart {
  /** Of the first ones. */
  readonly sent: number;
  /** What stopped at the next one: an outage, or the refusal of that one alone. */
  readonly fault: { readonly error: unknown; readonly isOutage: boolean } | null;
}

/** Sends all, and where they are refused together, halves of them, in order, up to the one that is refused alone. */
export async function sendApart<T>(
  records: readonly T[],
  send: (part: readonly T[]) => Promise<void>,
): Promise<SentApart> {
  try {
    await send(records);
    return { sent: records.length, fault: null };
  } catch (error) {
    const isOutage = error instanceof Outage;
    if (isOutage || records.length <= 1) return { sent: 0, fault: { error, isOutage } };
  }
  const middle = records.length >>> 1;
  const first = await sendApart(records.slice(0, middle), send);
  if (first.fault) return first;
  const second = await sendApart(records.slice(middle), send);
  return { sent: first.sent + second.sent, fault: second.fault };
}
