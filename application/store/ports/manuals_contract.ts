import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  add,
  LOADED_AT,
  SPACE,
  TODAY,
  vectorAt,
  versionsBy,
  type WithManualStore,
} from "../../../testing/fixtures/manual_versions.ts";
import type { Digest } from "../../../domain/shared/digest.ts";
import { manualIdSchema } from "../../../domain/store/manuals/manual.ts";
import type { ManualFilter } from "./manuals.ts";

/** What every store of manuals keeps and takes away. */
export function manualsContract(engine: string, withStore: WithManualStore, digest: Digest): void {
  const aVersion = versionsBy(digest);
  describe(`Manuals in ${engine}`, () => {
    it("add stores a version that find gives, and the same again is unchanged", () =>
      withStore(async ({ manuals }) => {
        const version = aVersion("환불-규정", ["칠 일 안에", "영수증"]);
        const added = await add(manuals, version);
        assertEquals([added.outcome, added.version.version, added.version.passages], ["added", 1, 2]);
        const { passages: _, ...given } = version;
        const found = (await manuals.find(version.manualId, "2026-03-02"))!;
        assertEquals(found, {
          ...given,
          version: 1,
          validUntil: null,
          withdrawn: false,
          passages: 2,
          loadedAt: LOADED_AT,
        });
        const again = await add(manuals, version);
        assertEquals([again.outcome, again.version], ["unchanged", added.version]);
        assertEquals((await manuals.versions(version.manualId)).length, 1);
      }));

    it("add stores a large version whole, and erase leaves nothing of it", () =>
      withStore(async ({ manuals, search, vectors }) => {
        const texts = Array.from({ length: 130 }, (_, index) => `규칙 ${index}`);
        const version = aVersion("규칙", texts);
        const added = await add(manuals, version);
        assertEquals([added.outcome, added.version.passages], ["added", 130]);
        assertEquals(await search.withSnapshot((snapshot) => snapshot.count(TODAY)), 130);
        assertEquals(await vectors.progress(SPACE), { contents: 130, embedded: 130 });
        assertEquals((await add(manuals, version)).outcome, "unchanged");
        assertEquals(await manuals.erase(version.manualId), "erased");
        assertEquals((await vectors.progress(SPACE)).contents, 0);
      }));

    it("versions say which text held on a date, whatever the order they came in", () =>
      withStore(async ({ manuals }) => {
        const on = async (day: string) => (await manuals.find(manualIdSchema.parse("hours"), day))?.text;
        const load = async (text: string, validFrom: string) =>
          await add(manuals, aVersion("hours", [text], { validFrom }));
        await load("봄", "2026-03-01");
        await load("여름", "2026-06-01");
        await load("고친 봄", "2026-03-01");
        await load("사월", "2026-04-01");
        assertEquals(
          [await on("2026-02-28"), await on("2026-03-01"), await on("2026-03-31"), await on("2026-04-01")],
          [undefined, "고친 봄", "고친 봄", "사월"],
        );
        assertEquals([await on("2026-05-31"), await on("2026-06-01"), await on("2030-01-01")], [
          "사월",
          "여름",
          "여름",
        ]);
        assertEquals(
          (await manuals.versions(manualIdSchema.parse("hours"))).map(({ version, validFrom, validUntil }) =>
            `${version} ${validFrom} ${validUntil}`
          ),
          ["4 2026-04-01 2026-06-01", "3 2026-03-01 2026-04-01", "2 2026-06-01 null", "1 2026-03-01 2026-03-01"],
        );
      }));

    it("withdraw ends a manual from a day on; its past stays, and it can come back", () =>
      withStore(async ({ manuals, search }) => {
        const version = aVersion("kiosk", ["키오스크"]);
        const id = version.manualId;
        assertEquals(await manuals.withdraw(id, "2026-03-10", LOADED_AT), "unknown");
        await add(manuals, version);
        assertEquals(await manuals.withdraw(id, "2020-01-01", LOADED_AT), "unchanged");
        assertEquals(await manuals.withdraw(id, "2026-03-10", LOADED_AT), "withdrawn");
        assertEquals(await manuals.withdraw(id, "2026-03-12", LOADED_AT), "unchanged");
        assertEquals((await manuals.find(id, "2026-03-09"))?.text, "키오스크");
        assertEquals(await manuals.find(id, "2026-03-10"), null);
        assertEquals(await search.withSnapshot((snapshot) => snapshot.count({ ...TODAY, on: "2026-03-10" })), 0);
        assertEquals((await manuals.versions(id)).map(({ withdrawn }) => withdrawn), [true, false]);
        assertEquals((await add(manuals, { ...version, validFrom: "2026-04-01" })).outcome, "added");
        assertEquals((await manuals.find(id, "2026-04-01"))?.version, 3);
      }));

    it("erase takes a manual away with its versions, and leaves what others have in common with it", () =>
      withStore(async ({ manuals, search, vectors }) => {
        const one = aVersion("one", ["함께", "혼자"]);
        const other = aVersion("other", ["함께"]);
        await add(manuals, one);
        await add(manuals, other);
        assertEquals(await vectors.progress(SPACE), { contents: 2, embedded: 2 });
        assertEquals(await manuals.erase(one.manualId), "erased");
        assertEquals(await manuals.erase(one.manualId), "unknown");
        assertEquals(await vectors.progress(SPACE), { contents: 1, embedded: 1 });
        assertEquals(await manuals.versions(one.manualId), []);
        const matching = (word: string) => search.withSnapshot((snapshot) => snapshot.matching([word], TODAY, 10));
        assertEquals([(await matching("혼자")).length, (await matching("함께")).length], [0, 1]);
        assertEquals((await add(manuals, one)).version.version, 1);
        assertEquals((await matching("혼자")).length, 1);
      }));

    it("add stores nothing where a vector is missing, and says whose", () =>
      withStore(async ({ manuals, search }) => {
        const version = aVersion("half", ["하나", "둘"]);
        const [first, second] = version.passages.map(({ hash }) => hash);
        assertEquals(await manuals.withoutVector(SPACE, [first!, second!]), [first!, second!]);
        const half = { space: SPACE, byHash: new Map([[first!, vectorAt(0)]]) };
        assertEquals(await manuals.add(version, half, LOADED_AT), { outcome: "vectors_missing", hashes: [second!] });
        assertEquals(await manuals.find(version.manualId, "2026-03-02"), null);
        assertEquals(await search.withSnapshot((snapshot) => snapshot.matching(["하나"], TODAY, 10)), []);
        await add(manuals, version);
        assertEquals(await manuals.withoutVector(SPACE, [first!, second!]), []);
        // In another space it has none.
        assertEquals(await manuals.withoutVector("other/1536", [second!]), [second!]);
        const other = { space: "other/1536", byHash: new Map() };
        const changed = aVersion("half", ["둘"]);
        assertEquals((await manuals.add(changed, other, LOADED_AT)).outcome, "vectors_missing");
      }));

    it("add by twenty at once keeps one version of each text, numbered without a gap", () =>
      withStore(async ({ manuals, vectors }) => {
        const texts = [0, 1, 2, 3, 4].map((n) => aVersion("race", [`글 ${n}`, "함께"]));
        const outcomes = await Promise.all(Array.from({ length: 20 }, (_, n) => add(manuals, texts[n % 5]!)));
        const versions = await manuals.versions(texts[0]!.manualId);
        const added = outcomes.filter(({ outcome }) => outcome === "added").length;
        assertEquals(versions.map(({ version }) => version), Array.from({ length: added }, (_, n) => added - n));
        assertEquals(versions.filter(({ validUntil }) => validUntil === null).length, 1);
        assertEquals(await vectors.progress(SPACE), { contents: 6, embedded: 6 });
      }));

    it("add and erase of manuals with the same passages at once lose nobody's passages", () =>
      withStore(async ({ manuals, search }) => {
        const versions = ["a", "b", "c"].map((id) => aVersion(id, ["모두의 글"]));
        for (let round = 0; round < 8; round++) {
          await Promise.all([
            add(manuals, versions[0]!),
            manuals.erase(versions[1]!.manualId),
            add(manuals, versions[2]!),
          ]);
          await Promise.all([manuals.erase(versions[0]!.manualId), add(manuals, versions[1]!)]);
          const found = await search.withSnapshot((snapshot) => snapshot.matching(["모두의"], TODAY, 10));
          assertEquals(found.length, 2);
        }
      }));

    it("list gives what holds on a day by kind and store, page by page", () =>
      withStore(async ({ manuals }) => {
        await add(manuals, aVersion("b", ["글"], { kind: "policy" }));
        await add(manuals, aVersion("a", ["글"], { stores: ["1", "2"] }));
        await add(manuals, aVersion("가", ["글"], { stores: ["2"], validFrom: "2026-03-02" }));
        const ids = async (filter: Partial<ManualFilter>, page = { after: null as string | null, limit: 10 }) =>
          (await manuals.list({ ...TODAY, ...filter }, page)).map(({ manualId }) => String(manualId));
        assertEquals(await ids({}), ["a", "b", "가"]);
        assertEquals(await ids({ on: "2026-03-01" }), ["a", "b"]);
        assertEquals(await ids({ kind: "policy" }), ["b"]);
        assertEquals(await ids({ store: "1" }), ["a", "b"]);
        assertEquals(await ids({ store: "2" }), ["a", "b", "가"]);
        assertEquals(await ids({}, { after: "a", limit: 1 }), ["b"]);
        assertEquals(await ids({}, { after: "가", limit: 1 }), []);
      }));
  });
}
