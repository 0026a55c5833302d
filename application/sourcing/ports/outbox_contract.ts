import { assert, assertEquals, assertRejects } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { inSourceOf, type OpenSource, type SourceUnderTest } from "../../../testing/ports/source.ts";
import { Outage } from "../../shared/fault.ts";
import type { OutboxMessage } from "./outbox.ts";

const KIND = "thing.changed";
const all = (limit = 100, kinds: readonly string[] = [KIND]) => ({ destination: "dropship" as const, kinds, limit });
const nth = ({ payload }: OutboxMessage) => (payload as { nth: number }).nth;
const messages = (...list: readonly (readonly [subject: string, nth: number])[]) =>
  list.map(([subject, nth]) => ({ kind: KIND, subject, payload: { nth } }));
const numbered = (count: number) => messages(...Array.from({ length: count }, (_, n) => [`s${n}`, n] as const));

/** Messages of one database are relayed to another: in order, not lost, by one relay at a time. */
export function crossDatabaseOutboxContract(engine: string, open: OpenSource): void {
  describe(`CrossDatabaseOutbox in ${engine}`, () => {
    it(
      "hold hands messages over oldest first, as many as it may, and forgets them",
      inSourceOf(open, async (source) => {
        await source.decide(numbered(5));
        assertEquals(await taken(source, 2), [0, 1]);
        assertEquals(await source.outbox.waiting("dropship"), { waiting: 3, deadLettered: 0 });
        assertEquals([await taken(source), await taken(source)], [[2, 3, 4], []]);
      }),
    );

    it(
      "hold lets the relay read the outbox's own database meanwhile",
      inSourceOf(open, async (source) => {
        await source.decide(numbered(2));
        const rejects: unknown[] = [];
        await source.outbox.hold(all(), async () => {
          rejects.push(...await source.rejects());
          await source.decide(messages(["later", 3]));
          return [];
        });
        assertEquals([rejects, await taken(source)], [[], [3]]);
      }),
    );

    it(
      "hold leaves other destinations and kinds alone",
      inSourceOf(open, async (source) => {
        await source.decide([...numbered(1), { kind: "other", subject: "x", payload: {} }]);
        const held = (destination: "dropship" | "market", kinds: readonly string[]) =>
          source.outbox.hold({ ...all(), destination, kinds }, () => Promise.resolve([]));
        assertEquals([await held("market", [KIND]), await held("dropship", []), await held("dropship", [KIND])], [
          0,
          0,
          1,
        ]);
        assertEquals((await source.outbox.waiting("dropship")).waiting, 1);
      }),
    );

    it(
      "hold hands messages of one subject over one after the other, in their order",
      inSourceOf(open, async (source) => {
        await source.decide(messages(["a", 1], ["b", 2], ["a", 3], ["a", 4]));
        assertEquals([await taken(source), await taken(source), await taken(source)], [[1, 2], [3], [4]]);
      }),
    );

    it(
      "hold keeps everything when carrying fails, and says why",
      inSourceOf(open, async (source) => {
        await source.decide(numbered(3));
        const away = new Outage("Postgres", new Error("gone"));
        assertEquals(await assertRejects(() => source.outbox.hold(all(), () => Promise.reject(away)), Outage), away);
        const bug = new TypeError("broken");
        assertEquals(await assertRejects(() => source.outbox.hold(all(), () => Promise.reject(bug)), TypeError), bug);
        assertEquals(await taken(source), [0, 1, 2]);
      }),
    );

    it(
      "hold keeps what is refused as a dead letter; it holds up nothing behind it, and can be relayed again",
      inSourceOf(open, async (source) => {
        await source.decide(messages(["a", 1], ["a", 2], ["b", 3]));
        const refuse = (wanted: number) => (held: readonly OutboxMessage[]) =>
          Promise.resolve(held.filter((each) => nth(each) === wanted).map(({ id }) => ({ id, reason: "no" })));
        assertEquals(await source.outbox.hold(all(), refuse(1)), 2);
        assertEquals(await source.outbox.waiting("dropship"), { waiting: 1, deadLettered: 1 });
        assertEquals(await taken(source), [2]);
        assertEquals([await source.outbox.retryDeadLetters("dropship"), await taken(source)], [1, [1]]);
      }),
    );

    it(
      "relays at the same time never hold one message or subject together, and carry all of them once",
      inSourceOf(open, async (source) => {
        const list = Array.from({ length: 120 }, (_, n) => [`s${n % 30}`, n] as const);
        await source.decide(messages(...list));
        const held = new Set<string>();
        const relayed: number[] = [];
        const relay = async () => {
          while ((await source.outbox.waiting("dropship")).waiting > 0) {
            const count = await source.outbox.hold(all(7), async (mine) => {
              assert(mine.every(({ subject }) => !held.has(subject)), "a subject is in two hands");
              mine.forEach(({ subject }) => held.add(subject));
              await new Promise((resolve) => setTimeout(resolve, 1));
              relayed.push(...mine.map(nth));
              mine.forEach(({ subject }) => held.delete(subject));
              return [];
            });
            // The others hold what there is.
            if (count === 0) await new Promise((resolve) => setTimeout(resolve, 1));
          }
        };
        await Promise.all([relay(), relay(), relay()]);
        assertEquals(relayed.toSorted((a, b) => a - b), list.map(([, n]) => n));
        for (const own of Map.groupBy(relayed, (n) => n % 30).values()) {
          assertEquals(
            own,
            own.toSorted((a, b) => a - b),
          );
        }
      }),
    );
  });
}

async function taken(source: SourceUnderTest, limit = 100): Promise<number[]> {
  const numbers: number[] = [];
  await source.outbox.hold(all(limit), (held) => {
    numbers.push(...held.map(nth));
    return Promise.resolve([]);
  });
  return numbers;
}
