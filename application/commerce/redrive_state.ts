import { deadLetterTopic } from "../shared/dead_letter_record.ts";
import type { LogInspector } from "../shared/log.ts";
import type { RedrivenLetter, RedrivenLetters } from "../shared/redriven_letters.ts";
import { isOfAnotherLog } from "../shared/stream_position.ts";
import type { Inbox } from "./ports/stream.ts";

export interface RedriveDeps {
  readonly inspector: LogInspector;
  readonly inbox: Pick<Inbox, "position">;
  /** Left out where none is sent one by one. */
  readonly redriven?: Pick<RedrivenLetters, "among">;
}

export interface RedrivenPlace extends Pick<RedrivenLetter, "partition" | "offset"> {
  readonly at: Date | null;
  readonly sentTo: RedrivenLetter["sentTo"] | null;
}

interface RedriveState {
  readonly partitions: ReadonlyMap<
    number,
    {
      readonly first: number;
      readonly end: number;
      /** Where `kafka-admin redrive` goes on. */
      readonly passed: number;
      /** Its position as it is stored, perhaps of another log. */
      readonly stored: number;
      readonly logId: string | null;
    }
  >;
  redrivenAmong(
    letters: readonly { readonly partition: number; readonly offset: number }[],
  ): Promise<readonly RedrivenPlace[]>;
}

/** Which dead letters of a topic were sent again, in whatever way. Throws `Outage`. */
export async function redriveState(
  { inspector, inbox, redriven }: RedriveDeps,
  topic: string,
): Promise<RedriveState> {
  const dead = deadLetterTopic(topic);
  const partitions = new Map(
    await Promise.all((await inspector.ranges(dead)).map(async ({ partition, first, end, logId = null }) => {
      const position = await inbox.position({ group: redriveGroup(topic), topic: dead, partition });
      // Without ids, a position beyond the end belongs to an earlier topic of the same name.
      const passed = isOfAnotherLog(position, logId) || position.next > end ? first : position.next;
      return [partition, { first, end, passed, stored: position.next, logId }] as const;
    })),
  );
  return {
    partitions,
    async redrivenAmong(letters) {
      const passed = letters.filter(({ partition, offset }) => offset < (partitions.get(partition)?.passed ?? 0));
      const one = await redriven?.among(letters.map(({ partition, offset }) => (
        { topic: dead, partition, offset, logId: partitions.get(partition)?.logId ?? null }
      ))) ?? [];
      const known = new Set(one.map(placeOf));
      return [
        ...one,
        ...passed.filter((letter) => !known.has(placeOf(letter))).map(({ partition, offset }) => (
          { partition, offset, at: null, sentTo: null }
        )),
      ];
    },
  };
}

/** Reads dead letters in order: `kafka-admin redrive`. */
export function redriveGroup(topic: string): string {
  return `${topic}.redrive`;
}

export function placeOf({ partition, offset }: { readonly partition: number; readonly offset: number }): string {
  return `${partition}/${offset}`;
}
