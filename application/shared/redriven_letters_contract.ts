import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { RedrivenLetter, RedrivenLetters } from "./redriven_letters.ts";

const at = new Date("2026-03-02T12:00:00.000Z");
const letter = (offset: number, more: Partial<RedrivenLetter> = {}): RedrivenLetter => ({
  topic: "orders.dlq",
  partition: 1,
  offset,
  logId: "cluster/topic",
  at,
  sentTo: { partition: 2, offset: 40 + offset },
  ...more,
});

export function redrivenLettersContract(
  name: string,
  withLetters: (work: (letters: RedrivenLetters) => Promise<void>) => Promise<void>,
): void {
  describe(`RedrivenLetters ${name}`, () => {
    it("among gives those that were added, and only those", () =>
      withLetters(async (letters) => {
        assertEquals(await letters.among([]), []);
        await letters.add([letter(1), letter(2, { logId: null })]);
        assertEquals(await letters.among([letter(1), letter(3)]), [letter(1)]);
        assertEquals(await letters.among([letter(2, { logId: null })]), [letter(2, { logId: null })]);
      }));

    it("among tells topics, partitions and logs apart", () =>
      withLetters(async (letters) => {
        await letters.add([letter(1)]);
        const others = [{ topic: "users.dlq" }, { partition: 0 }, { logId: "cluster/anew" }, { logId: null }];
        assertEquals(await letters.among(others.map((other) => letter(1, other))), []);
      }));

    it("add keeps what is known", () =>
      withLetters(async (letters) => {
        await letters.add([letter(1)]);
        await letters.add([letter(1, { sentTo: { partition: 0, offset: 9 } }), letter(2)]);
        const known = await letters.among([letter(1), letter(2)]);
        assertEquals([...known].sort((a, b) => a.offset - b.offset), [letter(1), letter(2)]);
      }));
  });
}
