import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { ANSWER_KEPT_MS, type IdempotentAnswers, UNDER_WAY_MS } from "./idempotent_answers.ts";

const AT = new Date("2026-03-02T12:00:00.123Z");
const after = (ms: number) => new Date(AT.getTime() + ms);
const ANSWER = { status: 202, headers: { location: "/v1/orders/O-1?at=0-1" }, body: '{"ids":["주문"]}' };

export function idempotentAnswersContract(
  engine: string,
  withAnswers: (work: (answers: IdempotentAnswers) => Promise<void>) => Promise<void>,
): void {
  describe(`IdempotentAnswers in ${engine}`, () => {
    it("one of twenty begins; all others get its answer once it is there", () =>
      withAnswers(async (answers) => {
        const begun = await Promise.all(Array.from({ length: 20 }, () => answers.begin("k", "a", AT)));
        assertEquals(begun.filter((each) => each === "begun").length, 1);
        assertEquals(begun.filter((each) => each === "under_way").length, 19);
        await answers.finish("k", AT, ANSWER);
        assertEquals(await answers.begin("k", "a", after(1_000)), ANSWER);
        assertEquals(await answers.begin("k", "b", after(1_000)), "differs");
        assertEquals(await answers.begin("other", "b", after(1_000)), "begun");
      }));

    it("what is released may be made again, with another request too", () =>
      withAnswers(async (answers) => {
        await answers.begin("k", "a", AT);
        assertEquals(await answers.begin("k", "b", AT), "differs");
        await answers.release("k", AT);
        assertEquals(await answers.begin("k", "b", after(1)), "begun");
        await answers.release("k", AT);
        await answers.finish("k", AT, ANSWER);
        assertEquals(await answers.begin("k", "b", after(2)), "under_way");
      }));

    it("a call that never ended is taken over, and its own late answer is not kept", () =>
      withAnswers(async (answers) => {
        await answers.begin("k", "a", AT);
        assertEquals(await answers.begin("k", "a", after(UNDER_WAY_MS - 1)), "under_way");
        assertEquals(await answers.begin("k", "a", after(UNDER_WAY_MS + 1)), "begun");
        await answers.finish("k", AT, { ...ANSWER, status: 201 });
        await answers.finish("k", after(UNDER_WAY_MS + 1), ANSWER);
        assertEquals(await answers.begin("k", "a", after(UNDER_WAY_MS + 2)), ANSWER);
      }));

    it("an answer is kept for a day", () =>
      withAnswers(async (answers) => {
        await answers.begin("k", "a", AT);
        await answers.finish("k", AT, ANSWER);
        assertEquals(await answers.sweep(after(ANSWER_KEPT_MS - 1)), 0);
        assertEquals(await answers.begin("k", "a", after(ANSWER_KEPT_MS - 1)), ANSWER);
        assertEquals(await answers.begin("k", "b", after(ANSWER_KEPT_MS + 1)), "begun");
        assertEquals(await answers.sweep(after(ANSWER_KEPT_MS + 2)), 0);
        assertEquals(await answers.sweep(after(3 * ANSWER_KEPT_MS)), 1);
      }));
  });
}
