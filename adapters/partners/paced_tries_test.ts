import { assertEquals, assertRejects } from "@std/assert";
import { readText } from "./paced_tries.ts";

const MUG_IN_EUC_KR = Uint8Array.from([0xb8, 0xd3, 0xb1, 0xd7, 0xc4, 0xc5]);

const answer = (type: string | null, body: BodyInit = MUG_IN_EUC_KR) =>
  new Response(body, { headers: type === null ? {} : { "content-type": type } });

Deno.test("readText reads an answer by its own charset", async () => {
  for (
    const type of [
      "application/json; charset=euc-kr",
      'text/plain;charset="EUC-KR"',
      "text/plain; Charset=ks_c_5601-1987",
    ]
  ) {
    assertEquals(await readText(answer(type)), "머그컵", type);
  }
  const utf8 = new TextEncoder().encode("머그컵");
  for (const type of [null, "application/json", "application/json;charset=UTF-8"]) {
    assertEquals(await readText(answer(type, utf8)), "머그컵");
  }
});

Deno.test("readText refuses a charset that nobody knows, rather than to guess", async () => {
  await assertRejects(() => readText(answer("text/plain; charset=klingon")), Error, 'charset "klingon" is unknown');
});
