import type { Refusal } from "../../domain/shared/result.ts";
import { isSendable, originalRecord } from "../shared/dead_letter_record.ts";
import { DataRefused } from "../shared/fault.ts";
import type { LogRecord, LogWriter, StoredRecord } from "../shared/log.ts";
import type { Decoded } from "../shared/persist_stream.ts";
import { type ChosenLetter, type CollectDeps, collectLetters } from "./collect_letters.ts";

export interface RedriveLettersDeps<E> extends CollectDeps {
  readonly writer: LogWriter;
  readonly decode: (topic: string, record: StoredRecord) => Decoded<E>;
  /** As storing it would throw. */
  readonly probe: (event: E) => Promise<unknown>;
  readonly now: () => Date;
}

export interface RedriveRequest {
  /** The stream's, not the one of its dead letters. */
  readonly topic: string;
  readonly dryRun: boolean;
  readonly letters?: readonly ChosenLetter[] | undefined;
  /** Without letters: those of this reason; without both: all. */
  readonly code?: string | undefined;
}

interface LetterOutcome {
  readonly partition: number;
  readonly offset: number;
  /** "accepted" of a dry run; "redriven" before; "gone" from the log. */
  readonly outcome: "accepted" | "sent" | "refused" | "redriven" | "gone";
  readonly code: string | null;
  readonly detail: string | null;
  readonly sentTo: { readonly partition: number; readonly offset: number } | null;
}

export interface RedriveReport {
  readonly topic: string;
  readonly dryRun: boolean;
  readonly items: readonly LetterOutcome[];
  /** More of them are left for another call. */
  readonly more: boolean;
}

const encoder = new TextEncoder();
const NOTHING = { code: null, detail: null, sentTo: null };

/**
 * Sends dead letters again that would be stored now, and says of each what becomes of it. What would come back as a dead
 * letter is not sent. They are noted after the log has them: after a crash some are sent once more, which is harmless.
 */
export async function redriveLetters<E>(deps: RedriveLettersDeps<E>, request: RedriveRequest): Promise<RedriveReport> {
  const { topic, dryRun } = request;
  const { letters, redriven, gone, more } = await collectLetters(deps, request);
  const outcomes: LetterOutcome[] = [
    ...gone.map(({ partition, offset }) => ({ ...NOTHING, partition, offset, outcome: "gone" as const })),
    ...redriven.map(({ partition, offset, sentTo }) => (
      { ...NOTHING, partition, offset, outcome: "redriven" as const, sentTo }
    )),
  ];
  const sendable: { readonly letter: StoredRecord; readonly logId: string | null; readonly record: LogRecord }[] = [];
  for (const { letter, logId, value } of letters) {
    const { partition, offset } = letter;
    const record = originalRecord(value === undefined ? letter : { ...letter, value: encoder.encode(value) }, letter);
    const refusal = await refusalOf(deps, topic, letter, { record, isMended: value !== undefined });
    if (refusal) {
      const { code, message: detail } = refusal;
      outcomes.push({ ...NOTHING, partition, offset, outcome: "refused", code, detail });
    } else if (dryRun) outcomes.push({ ...NOTHING, partition, offset, outcome: "accepted" });
    else sendable.push({ letter, logId, record });
  }
  const receipts = sendable.length === 0 ? [] : await deps.writer.append(topic, sendable.map(({ record }) => record));
  const sent = sendable.map(({ letter: { topic, partition, offset }, logId }, nth) => {
    const { partition: to, offset: at } = receipts[nth]!;
    return { topic, partition, offset, logId, at: deps.now(), sentTo: { partition: to, offset: at } };
  });
  await deps.redriven.add(sent);
  outcomes.push(...sent.map(({ partition, offset, sentTo }) => (
    { ...NOTHING, partition, offset, outcome: "sent" as const, sentTo }
  )));
  return { topic, dryRun, items: outcomes, more };
}

async function refusalOf<E>(
  { decode, probe }: Pick<RedriveLettersDeps<E>, "decode" | "probe">,
  topic: string,
  letter: StoredRecord,
  { record, isMended }: { readonly record: LogRecord; readonly isMended: boolean },
): Promise<Refusal | null> {
  if (!isMended && !isSendable(letter)) {
    return { code: "incomplete", message: "Cannot send it as it is: only a part of it was kept, or a whole batch" };
  }
  const { partition, offset, at } = letter;
  const decoded = decode(topic, { ...record, topic, partition, offset, at });
  if ("refusal" in decoded) return decoded.refusal;
  if ("blank" in decoded) return null;
  try {
    await probe(decoded.event);
    return null;
  } catch (error) {
    if (error instanceof DataRefused) return { code: "data_refused", message: `${error.message} (${error.code})` };
    throw error;
  }
}
