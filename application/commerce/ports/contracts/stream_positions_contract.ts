import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { deadLetter, FIRST, step } from "../../../../testing/fixtures/feed.ts";
import { minutesAfter, NOON } from "../../../../testing/fixtures/commerce_samples.ts";
import { inShop, type OpenShop } from "../../../../testing/ports/shop.ts";

/** Where the reading of each partition goes on, and in which log. */
export function streamPositionsContract(engine: string, open: OpenShop): void {
  describe(`positions of Inbox in ${engine}`, () => {
    it(
      "position begins at 0 and is each group's, topic's and partition's own",
      inShop(open, async ({ inbox }) => {
        const elsewhere = [{ ...FIRST, group: "other" }, { ...FIRST, topic: "users" }, { ...FIRST, partition: 1 }];
        for (const at of [FIRST, ...elsewhere]) assertEquals((await inbox.position(at)).next, 0);
        assertEquals(await inbox.accept(step(0, 7), [], []), { stored: 0, duplicates: 0, pending: 0 });
        assertEquals((await inbox.position(FIRST)).next, 7);
        for (const at of elsewhere) assertEquals((await inbox.position(at)).next, 0);
      }),
    );

    it(
      "position keeps the log's id, which a step without one leaves as it is",
      inShop(open, async ({ inbox }) => {
        assertEquals(await inbox.position(FIRST), { next: 0, logId: null });
        await inbox.accept({ ...step(0, 7), logId: "cluster/first" }, [], []);
        await inbox.accept(step(7, 9), [], []);
        assertEquals(await inbox.position(FIRST), { next: 9, logId: "cluster/first" });
        await inbox.accept({ ...step(9, 0), logId: "cluster/second" }, [], []);
        assertEquals(await inbox.position(FIRST), { next: 0, logId: "cluster/second" });
      }),
    );

    it(
      "accept is fenced where the position is one of another log, and only there",
      inShop(open, async ({ inbox, outbox }) => {
        await inbox.position(FIRST);
        const [old, made] = ["cluster/first", "cluster/second"];
        await inbox.accept({ ...step(0, 4), fromLogId: old }, [], []);
        await inbox.accept({ ...step(4, 4), fromLogId: null, logId: old }, [], []);
        await inbox.accept({ ...step(4, 0), fromLogId: old, logId: made }, [], []);
        // Read from the old log before it was deleted, at an offset that the new one has, too.
        assertEquals(await inbox.accept({ ...step(0, 2), fromLogId: old }, [], [deadLetter(1)]), "fenced");
        assertEquals([await inbox.position(FIRST), await outbox.waiting()], [{ next: 0, logId: made }, 0]);
        for (const fromLogId of [made, null]) {
          assertEquals(await inbox.accept({ ...step(0, 0), fromLogId }, [], []), {
            stored: 0,
            duplicates: 0,
            pending: 0,
          });
        }
      }),
    );

    it(
      "accept on a partition whose position was never asked for is fenced",
      inShop(open, async ({ inbox }) => {
        assertEquals(await inbox.accept(step(0, 1), [], []), "fenced");
      }),
    );

    it(
      "all gives every position, with the time of the last record that was ever in it",
      inShop(open, async ({ inbox, positions }) => {
        const second = { group: "users_group", topic: "users", partition: 2 };
        for (const at of [FIRST, second]) await inbox.position(at);
        await inbox.accept(step(0, 3), [], []);
        await inbox.accept({ ...step(3, 9), lastRecordAt: minutesAfter(NOON, 5) }, [], []);
        await inbox.accept({ ...step(9, 10), lastRecordAt: null }, [], []);
        assertEquals(await positions.all(), [
          { ...FIRST, next: 10, lastRecordAt: minutesAfter(NOON, 5) },
          { ...second, next: 0, lastRecordAt: null },
        ]);
      }),
    );

    it(
      "accept moves a position far beyond 32 bits, and back",
      inShop(open, async ({ inbox }) => {
        await inbox.position(FIRST);
        await inbox.accept(step(0, 5_000_000_000), [], []);
        assertEquals((await inbox.position(FIRST)).next, 5_000_000_000);
        await inbox.accept(step(5_000_000_000, 12), [], []);
        assertEquals((await inbox.position(FIRST)).next, 12);
      }),
    );
  });
}
