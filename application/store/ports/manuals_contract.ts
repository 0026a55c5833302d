import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { Digest } from "../../../domain/shared/digest.ts";
import { manualIdSchema } from "../../../domain/store/manuals/manual.ts";
import { searchTerms } from "../../../domain/store/manuals/search_terms.ts";
import type {
  HashedPassage,
  ManualFilter,
  Manuals,
  ManualSearch,
  ManualVectors,
  NewVersion,
  Vectors,
} from "./manuals.ts";

interface ManualStore {
  readonly manuals: Manuals;
  readonly search: ManualSearch;
  readonly vectors: ManualVectors;
}

const AT = new Date("2026-03-02T03:00:00Z");
const SPACE = "test/1536";
const TODAY: ManualFilter = { on: "2026-03-02", kind: null, store: null };

/** What every store of manuals does. `withStore` gives an empty one. */
export function manualsContract(
  engine: string,
  withStore: (work: (store: ManualStore) => Promise<void>) => Promise<void>,
  digest: Digest,
): void {
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
          loadedAt: AT,
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
        assertEquals(await manuals.withdraw(id, "2026-03-10", AT), "unknown");
        await add(manuals, version);
        assertEquals(await manuals.withdraw(id, "2020-01-01", AT), "unchanged");
        assertEquals(await manuals.withdraw(id, "2026-03-10", AT), "withdrawn");
        assertEquals(await manuals.withdraw(id, "2026-03-12", AT), "unchanged");
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
        assertEquals(await manuals.add(version, half, AT), { outcome: "vectors_missing", hashes: [second!] });
        assertEquals(await manuals.find(version.manualId, "2026-03-02"), null);
        assertEquals(await search.withSnapshot((snapshot) => snapshot.matching(["하나"], TODAY, 10)), []);
        await add(manuals, version);
        assertEquals(await manuals.withoutVector(SPACE, [first!, second!]), []);
        // In another space it has none.
        assertEquals(await manuals.withoutVector("other/1536", [second!]), [second!]);
        const other = { space: "other/1536", byHash: new Map() };
        const changed = aVersion("half", ["둘"]);
        assertEquals((await manuals.add(changed, other, AT)).outcome, "vectors_missing");
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

/** Vectors a tenth of a radian apart: nothing is unclear about their order. */
function vectorAt(nth: number): Float32Array {
  const vector = new Float32Array(1_536);
  vector[0] = Math.cos(nth / 10);
  vector[1] = Math.sin(nth / 10);
  return vector;
}

function versionsBy(digest: Digest) {
  return (id: string, texts: readonly string[], fields: Partial<NewVersion> = {}): NewVersion => {
    const passages = texts.map((text) => {
      const headings = [id === "one" || id === "other" || id.length === 1 ? "title" : id, "제1조"];
      return { headings, text, hash: digest(JSON.stringify([headings, text])) };
    });
    return {
      manualId: manualIdSchema.parse(id),
      validFrom: "2026-03-01",
      title: id,
      kind: "manual",
      stores: [],
      format: "markdown",
      text: texts.join("\n"),
      fingerprint: digest(texts.join("\n")),
      passages,
      ...fields,
    };
  };
}

async function add(manuals: Manuals, version: NewVersion, first = 0) {
  const byHash = new Map(version.passages.map(({ hash }, index) => [hash, vectorAt(first + index)]));
  const vectors: Vectors = { space: SPACE, byHash };
  const added = await manuals.add(version, vectors, AT);
  assert(added.outcome !== "vectors_missing");
  return added;
}
