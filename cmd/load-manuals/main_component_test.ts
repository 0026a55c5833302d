import { assertEquals, assertStringIncludes } from "@std/assert";
import { basename } from "node:path";
import { docx, hangulParagraph, hwpx, pdf, wordParagraph } from "../../testing/fixtures/manual_documents.ts";
import { testInstallation } from "../../testing/engines/installation.ts";
import { apiError, embeddingsServer } from "../../testing/network/embeddings_server.ts";
import { runProcessToEnd } from "../../testing/engines/running_process.ts";
import { HYGIENE, OPENING, REFUNDS } from "../../testing/fixtures/manual_samples.ts";

async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/규정`);
    await Deno.writeTextFile(`${folder}/위생 매뉴얼.md`, `---\nkind: hygiene\nstores: [1, 2]\n---\n${HYGIENE}`);
    await Deno.writeTextFile(`${folder}/규정/환불.txt`, REFUNDS);
    await Deno.writeTextFile(`${folder}/개점.markdown`, OPENING);
    await Deno.writeTextFile(`${folder}/규칙.hwp`, "no manual");
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("load-manuals loads a folder; again, it embeds what has changed alone", () =>
  withFolder(async (folder) => {
    await using shop = await testInstallation();
    await using server = embeddingsServer({ key: "sk-test" });
    const env = { ...shop.env, EMBEDDINGS: "openai", OPENAI_API_KEY: "sk-test", OPENAI_BASE_URL: server.url };
    const run = async (status: number, ...more: string[]) => {
      const { code, stdout, stderr } = await runProcessToEnd("load-manuals", {
        args: [folder, "--json", ...more],
        env,
      });
      assertEquals(code, status, stderr);
      assertEquals(`${stdout}${stderr}`.includes("sk-test"), false);
      return { report: JSON.parse(stdout), stderr };
    };
    const texts = () => server.calls.flatMap(({ input }) => input).length;

    const { report: first } = await run(0, "--kind", "house", "--valid-from", "2026-01-01");
    assertEquals([first.files, first.added, first.passages, first.embedded, first.notReached], [3, 3, 10, 10, 0]);
    assertEquals(first.characters, first.inPassages);
    assertEquals(first.skipped.map(({ file, reason }: { file: string; reason: string }) => [basename(file), reason]), [
      ["규칙.hwp", "the binary format of Hangul is not read: save it as .hwpx"],
    ]);
    assertEquals(first.embedding, { kind: "semantic", space: "text-embedding-3-small/1536" });
    assertEquals(first.manuals.map(({ manualId }: { manualId: string }) => manualId).sort(), [
      "개점",
      "규정.환불",
      "위생-매뉴얼",
    ]);
    assertEquals(texts(), 10);
    const kinds = await shop
      .sql`select manual_id as id, kind, stores from manual_versions order by manual_id collate "C"`;
    assertEquals([...kinds], [
      { id: "개점", kind: "house", stores: [] },
      { id: "규정.환불", kind: "house", stores: [] },
      { id: "위생-매뉴얼", kind: "hygiene", stores: ["1", "2"] },
    ]);

    const { report: second } = await run(0, "--kind", "house", "--valid-from", "2026-01-01");
    assertEquals([second.added, second.unchanged, second.embedded, texts()], [0, 3, 0, 10]);

    await Deno.writeTextFile(`${folder}/규정/환불.txt`, REFUNDS.replace("7일", "14일"));
    await Deno.writeFile(`${folder}/깨진.md`, new Uint8Array([0xff, 0xfe, 0x41]));
    const { report: third } = await run(1, "--kind", "house", "--valid-from", "2026-02-01");
    assertEquals([third.added, third.unchanged, third.refused, third.embedded, texts()], [1, 2, 1, 1, 11]);
    assertStringIncludes(JSON.stringify(third.manuals), "it is neither UTF-8, UTF-16 nor EUC-KR");
  }));

Deno.test("load-manuals stops at a service that refuses, stores no half manual, and goes on the next time", () =>
  withFolder(async (folder) => {
    await using shop = await testInstallation();
    await using poor = embeddingsServer();
    await using server = embeddingsServer({ key: "sk-right" });
    const run = async (key: string, url = server.url) => {
      const env = { ...shop.env, EMBEDDINGS: "openai", OPENAI_API_KEY: key, OPENAI_BASE_URL: url };
      const { code, stdout, stderr } = await runProcessToEnd("load-manuals", { args: [folder, "--json"], env });
      return { code, stderr, report: JSON.parse(stdout) };
    };
    poor.next(...Array.from({ length: 4 }, () => () => apiError(429, "no money", "insufficient_quota")));
    const refused = await run("sk-test", poor.url);
    assertEquals([refused.code, refused.report.added, refused.report.notReached], [1, 0, 3]);
    assertStringIncludes(refused.stderr, "the account's quota is used up");
    assertStringIncludes(refused.stderr, "run the same command again");
    assertStringIncludes((await run("sk-wrong")).stderr, "check OPENAI_API_KEY");
    assertEquals((await shop.sql`select count(*) as rows from manual_versions`)[0]!.rows, 0);
    assertEquals((await run("sk-right")).report.added, 3);
  }));

Deno.test("load-manuals --re-embed fills the space of another model and forgets the first", () =>
  withFolder(async (folder) => {
    await using shop = await testInstallation();
    const load = await runProcessToEnd("load-manuals", { args: [folder, "--json"], env: shop.env });
    assertEquals([load.code, JSON.parse(load.stdout).embedding.kind], [0, "lexical"]);
    await using server = embeddingsServer({ key: "none", model: "bge-m3", dimensions: 1_024 });
    const env = {
      ...shop.env,
      EMBEDDINGS: "openai",
      OPENAI_BASE_URL: server.url,
      EMBEDDING_MODEL: "bge-m3",
      EMBEDDING_DIMENSIONS: "1024",
    };
    const again = await runProcessToEnd("load-manuals", { args: ["--re-embed", "--forget-others", "--json"], env });
    assertEquals([again.code, JSON.parse(again.stdout)], [
      0,
      { space: "bge-m3/1024", contents: 10, embedded: 10, forgotten: 10 },
    ], again.stderr);
    const spaces = await shop.sql`select embedding_space as space, count(*) as rows from manual_embeddings group by 1`;
    assertEquals([...spaces], [{ space: "bge-m3/1024", rows: 10 }]);
  }));

Deno.test("load-manuals reads documents, says what it lost and skipped, and withdraws what is gone", async () => {
  await using shop = await testInstallation();
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeFile(`${folder}/휴가.hwpx`, await hwpx(hangulParagraph("제1조(휴가) 연차휴가는 15일이다.")));
    await Deno.writeFile(`${folder}/위생.docx`, await docx(wordParagraph("손을 30초 씻는다.")));
    await Deno.writeFile(`${folder}/흡연.pdf`, pdf(["제3조 근무 중 흡연을 금한다."]));
    await Deno.writeTextFile(`${folder}/주차.html`, "<h1>주차</h1><p>건물 뒤 3대");
    await Deno.writeTextFile(`${folder}/비밀.md`, "---\nstores:\n  - gangnam\ntags: [a]\n---\n\n소스는 고추장 3");
    await Deno.writeTextFile(`${folder}/옛.hwp`, "");
    const run = async (...args: string[]) => {
      const { code, stdout, stderr } = await runProcessToEnd("load-manuals", {
        args: [folder, ...args],
        env: shop.env,
      });
      return { code, stdout, stderr };
    };
    const { code, stdout, stderr } = await run();
    assertEquals(code, 0, stderr);
    assertStringIncludes(stdout, "비밀.md: its front matter has tags, which means nothing here");
    assertStringIncludes(stdout, "옛.hwp: skipped, the binary format of Hangul");
    assertStringIncludes(stdout, "5 added, 0 unchanged, 0 refused, 1 skipped");
    assertStringIncludes(stdout, "letters and digits of the texts are in passages");
    const secret = await shop.sql`select stores from manual_versions where manual_id = '비밀'`;
    assertEquals([...secret], [{ stores: ["gangnam"] }]);

    for (const name of ["휴가.hwpx", "위생.docx", "흡연.pdf"]) await Deno.remove(`${folder}/${name}`);
    const braked = await run("--withdraw-missing", "--json");
    assertEquals([braked.code, JSON.parse(braked.stdout).missing], [1, {
      outcome: "refused",
      held: 5,
      missing: ["위생", "휴가", "흡연"],
    }]);
    const withdrawn = await run("--withdraw-missing", "--most-missing", "60%");
    assertEquals(withdrawn.code, 0, withdrawn.stderr);
    assertStringIncludes(withdrawn.stdout, "3 of 5 manuals have no file any more and were withdrawn");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("load-manuals refuses wrong usage with status 2", async () => {
  for (
    const [args, message] of [
      [[], "no file is named"],
      [["/nowhere"], "/nowhere can't be read"],
      [["/nowhere", "--valid-from", "soon"], '--valid-from is "soon"'],
      [["--re-embed", "x.md"], "give no files"],
      [["x", "--withdraw-missing", "--most-missing", "120%"], '--most-missing is "120%"'],
      [["x", "--most-missing", "1%"], "goes with --withdraw-missing"],
      [["x.md", "--forget-others"], "goes with --re-embed"],
    ] as const
  ) {
    const { code, stderr } = await runProcessToEnd("load-manuals", { args, env: { DATABASE_URL: "postgres://h:1/d" } });
    assertEquals(code, 2, stderr);
    assertStringIncludes(stderr, message);
  }
});
