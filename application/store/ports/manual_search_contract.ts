import { assertAlmostEquals, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  add,
  SPACE,
  TODAY,
  vectorAt,
  versionsBy,
  type WithManualStore,
} from "../../../testing/fixtures/manual_versions.ts";
import type { Digest } from "../../../domain/shared/digest.ts";
import { searchTerms } from "../../../domain/store/manuals/search_terms.ts";
import type { HashedPassage, ManualFilter } from "./manuals.ts";

/** What is found in every store of manuals, by words and by vectors. */
export function manualSearchContract(engine: string, withStore: WithManualStore, digest: Digest): void {
  const aVersion = versionsBy(digest);
  describe(`ManualSearch in ${engine}`, () => {
    it("look sees the old version or the new one, never both and never half", () =>
      withStore(async ({ manuals, search }) => {
        const texts = [1, 2].map((n) =>
          aVersion("swap", Array.from({ length: 8 }, (_, place) => `판${n} 자리${place}`))
        );
        await add(manuals, texts[0]!);
        let isOver = false;
        const swapping = (async () => {
          for (let n = 1; n <= 12; n++) await add(manuals, texts[n % 2]!);
          isOver = true;
        })();
        do {
          await search.withSnapshot(async (snapshot) => {
            const near = await snapshot.nearest({ space: SPACE, vector: vectorAt(0) }, TODAY, 50);
            const matching = await snapshot.matching(["판1", "판2"], TODAY, 50);
            assertEquals([near.length, matching.length, await snapshot.count(TODAY)], [8, 8, 8]);
            const passages = await snapshot.passages([...near, ...matching].map(({ id }) => id));
            assertEquals(new Set(passages.map(({ version }) => version.version)).size, 1);
          });
        } while (!isOver);
        await swapping;
      }));

    it("nearest orders by cosine distance within one space, and leaves what the filter leaves", () =>
      withStore(async ({ manuals, search }) => {
        const texts = ["영", "일", "이", "삼"];
        await add(manuals, aVersion("all", texts));
        await add(manuals, aVersion("one", ["사"], { stores: ["1"], kind: "policy" }), 4);
        const nearest = (filter: Partial<ManualFilter>, limit = 10, space = SPACE) =>
          search.withSnapshot(async (snapshot) => {
            const near = await snapshot.nearest({ space, vector: vectorAt(0) }, { ...TODAY, ...filter }, limit);
            const passages = await snapshot.passages(near.map(({ id }) => id));
            return near.map(({ distance }, index) => ({ text: passages[index]!.text, distance }));
          });
        const near = await nearest({});
        assertEquals(near.map(({ text }) => text), ["영", "일", "이", "삼", "사"]);
        for (const [index, { distance }] of near.entries()) {
          assertAlmostEquals(distance, 1 - Math.cos(index / 10), 1e-5);
        }
        assertEquals((await nearest({}, 2)).length, 2);
        assertEquals((await nearest({ kind: "policy" })).map(({ text }) => text), ["사"]);
        assertEquals((await nearest({ store: "2" })).length, 4);
        assertEquals((await nearest({ store: "1" })).length, 5);
        assertEquals(await nearest({ on: "2026-01-01" }), []);
        assertEquals(await nearest({}, 10, "other/1536"), []);
      }));

    it("matching finds whole words and Korean pairs, rare ones first, and what nobody wrote finds nothing", () =>
      withStore(async ({ manuals, search }) => {
        await add(
          manuals,
          aVersion("words", ["환불은 영수증과 함께", "환불 기한", "교환 POS기", "it's \\ a 'test' & | !"]),
        );
        const matching = (text: string) =>
          search.withSnapshot(async (snapshot) => {
            const found = await snapshot.matching(searchTerms(text), TODAY, 10);
            return (await snapshot.passages(found.map(({ id }) => id))).map(({ text }) => text);
          });
        assertEquals((await matching("환불 규정")).toSorted(), ["환불 기한", "환불은 영수증과 함께"]);
        assertEquals(await matching("영수증이 없는 환불"), ["환불은 영수증과 함께", "환불 기한"]);
        assertEquals(await matching("pos"), ["교환 POS기"]);
        assertEquals(await matching("test"), ["it's \\ a 'test' & | !"]);
        for (const odd of ["없는말", "", "' | 'x", "환:*", "!환", "\\", "제'; drop table manuals; --"]) {
          const found = await matching(odd);
          assertEquals(found.filter((text) => !text.includes("환")), []);
        }
      }));

    it("passages cite their version and place", () =>
      withStore(async ({ manuals, search }) => {
        await add(manuals, aVersion("cited", ["하나", "둘"]));
        const passages = await search.withSnapshot(async (snapshot) => {
          const found = await snapshot.matching(["하나", "둘"], TODAY, 10);
          return await snapshot.passages([...found.map(({ id }) => id), 999_999]);
        });
        assertEquals(
          passages.map(({ text, headings, position, version }) => [
            text,
            headings,
            position,
            version.version,
            version.passages,
          ]),
          [["하나", ["cited", "제1조"], 1, 1, 2], ["둘", ["cited", "제1조"], 2, 1, 2]],
        );
      }));

    it("another space is filled beside the first, which can be forgotten then", () =>
      withStore(async ({ manuals, search, vectors }) => {
        await add(manuals, aVersion("models", ["하나", "둘", "셋"]));
        const space = "next/1536";
        const first = await vectors.missing(space, 2);
        assertEquals([first.length, await vectors.progress(space)], [2, { contents: 3, embedded: 0 }]);
        const give = (contents: readonly HashedPassage[]) =>
          vectors.addVectors({ space, byHash: new Map(contents.map(({ hash }, n) => [hash, vectorAt(n)])) });
        await give(first);
        await give(first);
        const rest = await vectors.missing(space, 10);
        assertEquals([rest.length, first.some(({ hash }) => hash === rest[0]!.hash)], [1, false]);
        await give([...rest, { hash: "00".repeat(32), headings: [], text: "gone" }]);
        assertEquals(await vectors.progress(space), { contents: 3, embedded: 3 });
        const nearest = (space: string) =>
          search.withSnapshot(async (snapshot) =>
            (await snapshot.nearest({ space, vector: vectorAt(0) }, TODAY, 10)).length
          );
        assertEquals([await nearest(SPACE), await nearest(space)], [3, 3]);
        assertEquals(await vectors.forgetOthers(space), 3);
        assertEquals([await nearest(SPACE), await nearest(space)], [0, 3]);
      }));
  });
}
