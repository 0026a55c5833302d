import { assert, assertEquals } from "@std/assert";
import { docx, wordParagraph } from "../../../testing/fixtures/manual_documents.ts";
import { ManualReader } from "./manual_reader.ts";
import { readMarkdown } from "./read_markdown.ts";

const LONG = "# 장\n\n글과 글\n\n- 하나\n- 둘\n\n".repeat(1_000);

Deno.test("ManualReader reads a long text in a worker as a short one without, and documents", async () => {
  await using reader = new ManualReader();
  assertEquals(await reader.readBlocks(LONG, "markdown"), { ok: true, blocks: readMarkdown(LONG) });
  assertEquals(await reader.readBlocks("# 장", "markdown"), {
    ok: true,
    blocks: [{ type: "heading", depth: 1, text: "장" }],
  });
  const [long, document, broken] = await Promise.all([
    reader.readBlocks("글\n".repeat(20_000), "text"),
    reader.readDocument(await docx(wordParagraph("손을 씻는다.")), "docx"),
    reader.readDocument(new Uint8Array([1, 2, 3]), "pdf"),
  ]);
  assert(long.ok);
  assertEquals(document, { ok: true, value: { format: "markdown", text: "손을 씻는다.\n" } });
  assertEquals(broken, { ok: false, reason: "it is no intact PDF" });
});

Deno.test("ManualReader refuses what is nested too deeply, at once, in a short text and in a long one", async () => {
  await using reader = new ManualReader();
  for (const length of [1_000, 40_000]) {
    for (
      const text of [">".repeat(length), "- ".repeat(length / 2), `글\n\n${"  ".repeat(60)}- a${" b".repeat(length)}`]
    ) {
      const refused = await reader.readBlocks(text, "markdown");
      assert(
        !refused.ok && /^its line \d is in \d+ levels/.test(refused.reason),
        JSON.stringify(refused).slice(0, 200),
      );
    }
  }
  const page = new TextEncoder().encode("<div>".repeat(50_000));
  assertEquals(await reader.readDocument(page, "html"), {
    ok: false,
    reason: "its elements are nested more than 500 deep",
  });
});

Deno.test("ManualReader ends what takes longer than its deadline, keeps the process going, and reads on", async () => {
  await using reader = new ManualReader({ deadlineMs: 300 });
  let turns = 0;
  const ticking = setInterval(() => turns++, 10);
  const [slow] = await Promise.all([reader.readBlocks("- a\n".repeat(400_000), "markdown")]);
  clearInterval(ticking);
  assert(!slow.ok && slow.reason.startsWith("it can't be read within 1 seconds"), JSON.stringify(slow).slice(0, 200));
  assert(turns > 5, `${turns} turns of the event loop`);
  await using patient = new ManualReader();
  assert((await patient.readBlocks(LONG, "markdown")).ok);
});
