import { assert, assertEquals } from "@std/assert";
import type { Accepted, Inbox } from "../../../application/commerce/ports/stream.ts";
import type { DeadLetter } from "../../../application/shared/dead_letter_record.ts";
import { DataRefused } from "../../../application/shared/fault.ts";
import type { LogBatch, StoredRecord } from "../../../application/shared/log.ts";
import { persistStream } from "../../../application/shared/persist_stream.ts";
import {
  isFenced,
  type OffsetAdvance,
  type StoredPosition,
  type StreamPosition,
} from "../../../application/shared/stream_position.ts";
import type { CommerceEvent } from "../../../domain/commerce/commerce_event.ts";
import { Samples } from "../../fixtures/commerce_samples.ts";

const GROUP = "users_group";
export const TOPIC = "users";
export const PARTITION = 0;

/** In-memory store with the inbox' contract: steps are atomic and start at the stored position. */
export class Store implements Inbox {
  next = 0;
  logId: string | null = null;
  readonly stored: string[] = [];
  readonly letters: DeadLetter[] = [];
  readonly steps: [from: number, to: number][] = [];
  /** Thrown by the next calls, one each. */
  readonly faults: Error[] = [];
  refuses: (event: CommerceEvent) => boolean = () => false;
  attempts = 0;

  position(_: StreamPosition): Promise<StoredPosition> {
    return this.#unlessFault(() => ({ next: this.next, logId: this.logId }));
  }

  accept(advance: OffsetAdvance, events: readonly CommerceEvent[], dead: readonly DeadLetter[]) {
    const { from, to, logId } = advance;
    this.attempts++;
    return this.#unlessFault((): Accepted | "fenced" => {
      if (isFenced(advance, this)) return "fenced";
      if (events.some(this.refuses)) throw refusal();
      const offsets = [...events.map((event) => Number(idOf(event).slice(2))), ...dead.map(({ offset }) => offset)];
      assert(offsets.every((offset) => offset >= from && offset < to), `${offsets} in ${from} to ${to}`);
      this.next = to;
      this.logId = logId ?? this.logId;
      this.steps.push([from, to]);
      this.stored.push(...events.map(idOf));
      this.letters.push(...dead);
      const pending = events.filter(this.setsAside).length;
      return { stored: events.length - pending, duplicates: 0, pending };
    });
  }

  /** Not stored where it belongs: no other event says anything of that. */
  setsAside: (event: CommerceEvent) => boolean = () => false;
  probe?: NonNullable<Inbox["probe"]>;

  /** Tells as `accept` does, and stores nothing. */
  withProbe(): this {
    this.probe = (event) =>
      this.refuses(event)
        ? Promise.reject(refusal())
        : Promise.resolve(this.setsAside(event) ? "set aside" as const : "stored" as const);
    return this;
  }

  #unlessFault<T>(work: () => T): Promise<T> {
    const fault = this.faults.shift();
    return fault ? Promise.reject(fault) : Promise.resolve().then(work);
  }
}

export function refusal(): DataRefused {
  return new DataRefused("22P05", new Error("unsupported Unicode escape sequence"));
}

export function idOf(event: CommerceEvent): string {
  assert(event.type === "user.registered");
  return event.user.userId;
}

const encoder = new TextEncoder();
const sample = new Samples("store stream");
const user = sample.user();

/** A record whose value is the user's id; "unreadable" can't be decoded. */
export function record(offset: number, text = `U-${offset}`): StoredRecord {
  const value = encoder.encode(text);
  return { topic: TOPIC, partition: PARTITION, offset, key: text, value, headers: { n: "1" }, at: new Date(offset) };
}

export function recordsAt(...offsets: readonly number[]): StoredRecord[] {
  return offsets.map((offset) => record(offset));
}

export function range(length: number, from = 0): number[] {
  return Array.from({ length }, (_, n) => from + n);
}

export function batch(
  records: readonly StoredRecord[],
  from = records[0]!.offset,
  next = records.at(-1)!.offset + 1,
): LogBatch {
  return { topic: TOPIC, partition: PARTITION, from, next, records };
}

export function arrange(stop = new AbortController(), store = new Store()) {
  const observed: string[] = [];
  const retries: Error[] = [];
  const handler = persistStream<CommerceEvent, Accepted>(
    {
      inbox: store,
      decode: ({ value }) => {
        const text = new TextDecoder().decode(value!);
        if (text === "unreadable") return { refusal: { code: "not_json", message: "Cannot read the record" } };
        return { event: { type: "user.registered", user: { ...user, userId: text as typeof user.userId } } };
      },
      withRetry: async (work, signal) => {
        for (;;) {
          signal.throwIfAborted();
          try {
            return await work();
          } catch (error) {
            if (error instanceof DataRefused) throw error;
            retries.push(error as Error);
          }
        }
      },
      observe: {
        accepted: (_topic, _partition, { stored }) => observed.push(`accepted ${stored}`),
        fenced: (topic, partition) => observed.push(`fenced ${topic}/${partition}`),
        mismatched: (topic, _, { refusal }) => observed.push(`mismatched ${topic} ${refusal.code}`),
        dead: ({ offset, cause }) => observed.push(`dead ${offset} ${cause.code}`),
        lost: (_, from, to) => observed.push(`lost ${from} ${to}`),
        recreated: (_, from, to) => observed.push(`recreated ${from} ${to}`),
      },
    },
    GROUP,
    stop.signal,
  );
  const take = (taken: LogBatch, signal = stop.signal) => handler.take(taken, signal);
  const positionOf = (first: number, end: number, logId: string | null = null) =>
    handler.positionOf(TOPIC, { partition: PARTITION, first, end, logId });
  return { store, observed, retries, take, positionOf, stop };
}

export function assertContiguous({ steps }: Store, from: number, to: number): void {
  assertEquals(steps[0]?.[0], from);
  for (const [n, [begin]] of steps.entries()) assertEquals(begin, steps[n - 1]?.[1] ?? from);
  assertEquals(steps.at(-1)?.[1], to);
}
