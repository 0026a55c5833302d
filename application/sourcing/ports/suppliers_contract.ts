import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { inSourceOf, type OpenSource, type SourceUnderTest } from "../../../testing/ports/source.ts";
import type { SyncMode, SyncPage } from "./suppliers.ts";

const NOON = new Date("2026-03-02T12:00:00Z");
const LATER = new Date("2026-03-02T13:00:00Z");
const hash = (text: string) => text.padEnd(64, "0").replaceAll(/[^0-9a-f]/g, "f");

function page(
  records: readonly (readonly [id: string, content: string, at?: Date])[],
  more: Partial<SyncPage> = {},
): SyncPage {
  return {
    from: null,
    next: null,
    etag: null,
    asOf: NOON,
    seen: records.length,
    records: records.map(([externalId, content, updatedAt = null]) => ({
      externalId,
      updatedAt,
      payload: { content },
      hash: hash(content),
    })),
    rejects: [],
    mostMissing: null,
    ...more,
  };
}

const begin = (source: SourceUnderTest, mode: SyncMode = "changes", runner = "r") =>
  source.journal.begin({ accountId: source.accountId, kind: "items", mode }, runner);

/** What is read of suppliers is kept once, with how far reading is. */
export function supplierJournalContract(engine: string, open: OpenSource): void {
  describe(`SupplierJournal in ${engine}`, () => {
    it(
      "store keeps new records, and versions only of what changed, each with a message",
      inSourceOf(open, async (source) => {
        const { job } = await begin(source);
        const stored = await source.journal.store(job.id, page([["a", "1"], ["b", "1"]]));
        assert(stored !== "replaced");
        const { added, changed, unchanged, pages } = stored.progress;
        assertEquals([added, changed, unchanged, pages], [2, 0, 0, 1]);
        const again = await begin(source);
        await source.journal.store(again.job.id, page([["a", "1"], ["b", "2"], ["b", "3"]]));
        const done = await source.journal.finish(again.job.id, "DONE", null);
        assertEquals([done.added, done.changed, done.unchanged, done.status], [0, 1, 2, "DONE"]);
        assertEquals(
          (await source.versions("items", "b")).map(({ version, isCurrent, payload }) => [version, isCurrent, payload]),
          [[1, false, { content: "1" }], [2, true, { content: "3" }]],
        );
        assertEquals((await source.versions("items", "a")).length, 1);
        assertEquals((await source.outbox.waiting("dropship")).waiting, 3);
      }),
    );

    it(
      "store keeps a content that comes back as a version of its own, and nothing that is older",
      inSourceOf(open, async (source) => {
        for (const [content, at] of [["1", NOON], ["2", LATER], ["1", NOON], ["1", LATER]] as const) {
          await source.journal.store((await begin(source)).job.id, page([["a", content, at]]));
        }
        assertEquals(
          (await source.versions("items", "a")).map(({ payload }) => payload),
          [{ content: "1" }, { content: "2" }, { content: "1" }],
        );
      }),
    );

    it(
      "begin goes on in the middle of a round that was broken off, and after its end asks for changes",
      inSourceOf(open, async (source) => {
        const first = await begin(source);
        assertEquals(first.position, { cursor: null, updatedSince: null, etag: null });
        await source.journal.store(first.job.id, page([["a", "1"]], { next: "p2", etag: '"one"' }));
        const second = await begin(source);
        assertEquals(second.position, { cursor: "p2", updatedSince: null, etag: null });
        assertEquals((await source.journal.finish(first.job.id, "DONE", null)).status, "STOPPED");
        await source.journal.store(second.job.id, page([["b", "1"]], { from: "p2", asOf: LATER, etag: '"two"' }));
        const third = await begin(source);
        // When the round began, and not when it ended: what changed meanwhile may have been missed.
        assertEquals(third.position, { cursor: null, updatedSince: NOON, etag: '"one"' });
        assertEquals((await begin(source, "everything")).position, { cursor: null, updatedSince: null, etag: null });
      }),
    );

    it(
      "store of a runner that was replaced, or from another place, keeps nothing",
      inSourceOf(open, async (source) => {
        const old = await begin(source, "changes", "old");
        const { job } = await begin(source, "changes", "new");
        assertEquals(await source.journal.store(old.job.id, page([["a", "1"]])), "replaced");
        assertEquals(await source.journal.restart(old.job.id), "replaced");
        assertEquals(await source.journal.store(job.id, page([["a", "1"]], { from: "elsewhere" })), "replaced");
        assertEquals(await source.versions("items", "a"), []);
        assertEquals((await source.outbox.waiting("dropship")).waiting, 0);
      }),
    );

    it(
      "store by twenty at the same time keeps one page",
      inSourceOf(open, async (source) => {
        const { job } = await begin(source);
        const outcomes = await Promise.all(
          Array.from({ length: 20 }, (_, n) => source.journal.store(job.id, page([["a", String(n)]], { next: "p2" }))),
        );
        assertEquals(outcomes.filter((outcome) => outcome !== "replaced").length, 1);
        assertEquals((await source.versions("items", "a")).length, 1);
      }),
    );

    it(
      "store keeps aside what could not be read, once, and counts how often it came",
      inSourceOf(open, async (source) => {
        const rejects = [{ payload: '{"a":"\\u0000"}', hash: hash("bad"), reason: "price: missing", externalId: null }];
        for (let n = 0; n < 2; n++) {
          const stored = await source.journal.store((await begin(source)).job.id, page([], { seen: 1, rejects }));
          assert(stored !== "replaced");
          assertEquals([stored.progress.rejected, stored.progress.knownRejected], [1, 0]);
        }
        assertEquals((await source.rejects()).map(({ reason, times }) => [reason, times]), [["price: missing", 2]]);
      }),
    );

    it(
      "store withholds a known item of which it can't read, until it can be read again, each with a message",
      inSourceOf(open, async (source) => {
        const bad = (reason: string, externalId: string | null = "a") => ({
          payload: "{}",
          hash: hash(`bad ${reason}`),
          reason,
          externalId,
        });
        const store = async (records: Parameters<typeof page>[0], more: Partial<SyncPage> = {}) => {
          const stored = await source.journal.store((await begin(source)).job.id, page(records, more));
          assert(stored !== "replaced");
          return stored.progress.knownRejected;
        };
        await store([["a", "1", NOON]]);
        const unknown = [bad("price: missing", "z"), bad("price: missing", null)];
        assertEquals(await store([], { rejects: unknown }), 0);
        assertEquals((await source.versions("items", "z")).length, 0);
        for (const reason of ["status: unknown", "status: unknown", "price: missing"]) {
          assertEquals(await store([], { rejects: [bad(reason)] }), 1);
        }
        await store([["a", "1", NOON]]);
        assertEquals(
          (await source.versions("items", "a")).map((
            { payload, isCurrent, withheld },
          ) => [payload, isCurrent, withheld]),
          [
            [{ content: "1" }, false, null],
            [{ content: "1" }, false, "what the supplier says of it can't be read: status: unknown"],
            [{ content: "1" }, false, "what the supplier says of it can't be read: price: missing"],
            [{ content: "1" }, true, null],
          ],
        );
        assertEquals((await source.outbox.waiting("dropship")).waiting, 4);
      }),
    );

    it(
      "store withholds what a complete reading did not have on any of its pages, whoever read them",
      inSourceOf(open, async (source) => {
        const withheld = async () => {
          const found: string[] = [];
          for (const id of ["a", "b", "c", "d"]) {
            if ((await source.versions("items", id)).at(-1)?.withheld) found.push(id);
          }
          return found;
        };
        await source.journal.store(
          (await begin(source)).job.id,
          page([["a", "1"], ["b", "1"], ["c", "1"], ["d", "1"]], { mostMissing: 1 }),
        );
        assertEquals(await withheld(), []);
        // Changes alone say nothing of the rest.
        await source.journal.store((await begin(source)).job.id, page([["a", "2"]], { mostMissing: 1 }));
        assertEquals(await withheld(), []);
        const first = await begin(source, "everything");
        await source.journal.store(first.job.id, page([["a", "2"]], { next: "p2" }));
        const second = await begin(source, "everything");
        assertEquals(second.position.cursor, "p2");
        assertEquals(await source.journal.unseen(second.job.id, ["b"]), ["c", "d"]);
        const rejects = [{ payload: "{}", hash: hash("bad"), reason: "price: missing", externalId: "c" }];
        const stored = await source.journal.store(
          second.job.id,
          page([["b", "1"]], { from: "p2", rejects, mostMissing: 1 }),
        );
        assert(stored !== "replaced");
        assertEquals([stored.progress.missing, stored.progress.knownRejected, stored.doubt], [1, 1, null]);
        assertEquals(await withheld(), ["c", "d"]);
        const gone = (await source.versions("items", "d")).at(-1)!;
        assertEquals(gone.withheld, "the supplier's complete reading of 2026-03-02T12:00Z did not have it");
        // It counts once, and comes back with its next reading.
        const again = await source.journal.store(
          (await begin(source, "everything")).job.id,
          page([["a", "2"], ["b", "1"], ["c", "1"]], { mostMissing: 0 }),
        );
        assert(again !== "replaced" && again.progress.missing === 0);
        await source.journal.store((await begin(source)).job.id, page([["d", "1"]]));
        assertEquals(await withheld(), []);
        assert(await source.journal.completedAt(source.accountId, "items") !== null);
        assertEquals(await source.journal.completedAt(source.accountId, "orders"), null);
      }),
    );

    it(
      "store doubts a complete reading that lacks more than it may, and withholds nothing then; one may always be gone",
      inSourceOf(open, async (source) => {
        const all = Array.from({ length: 10 }, (_, n) => [`i${n}`, "1"] as const);
        const read = async (records: Parameters<typeof page>[0], mostMissing: number) => {
          const { job } = await begin(source, "everything");
          const stored = await source.journal.store(job.id, page(records, { mostMissing }));
          assert(stored !== "replaced");
          return [stored.progress.missing, stored.doubt];
        };
        assertEquals(await read(all, 0.2), [0, null]);
        const [missing, doubt] = await read(all.slice(0, 7), 0.2);
        assertEquals(missing, 3);
        assert(String(doubt).startsWith("3 of 10 known items are missing, more than 20%: nothing was taken off sale"));
        assertEquals((await source.versions("items", "i9")).length, 1);
        assertEquals(await read(all.slice(0, 7), 0.3), [3, null]);
        assertEquals((await source.versions("items", "i9")).length, 2);
        assertEquals(await read(all.slice(0, 6), 0), [1, null]);
      }),
    );

    it(
      "restart goes back to the beginning of the round",
      inSourceOf(open, async (source) => {
        const { job } = await begin(source);
        await source.journal.store(job.id, page([["a", "1"]], { next: "p2" }));
        assertEquals(await source.journal.restart(job.id), { cursor: null, updatedSince: null, etag: null });
        assert(await source.journal.store(job.id, page([["a", "1"]])) !== "replaced");
      }),
    );

    it(
      "takeQueued gives each job to one runner, which begins it under its id",
      inSourceOf(open, async (source) => {
        const { accountId, journal } = source;
        const queued = await journal.queue({ accountId, kind: "items", mode: "everything" });
        assertEquals(queued.status, "QUEUED");
        const taken = await Promise.all(Array.from({ length: 10 }, (_, n) => journal.takeQueued(`r${n}`)));
        assertEquals(taken.filter((job) => job !== null).map(({ id, status }) => [id, status]), [[
          queued.id,
          "RUNNING",
        ]]);
        const { job } = await journal.begin({ accountId, kind: "items", mode: "everything", id: queued.id }, "r");
        assertEquals([job.id, job.status], [queued.id, "RUNNING"]);
      }),
    );
  });
}
