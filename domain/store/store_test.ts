import { assert, assertEquals } from "@std/assert";
import { makeStore } from "./store.ts";
import { type StoreId, storeIdSchema } from "../shared/store_id.ts";

const ID = storeIdSchema.parse("1");

Deno.test("makeStore without settings is named by its id, in Seoul, with calendar days", () => {
  const made = makeStore(ID);
  assert(made.ok);
  assertEquals(made.value, { storeId: ID, name: "1", timeZone: "Asia/Seoul", closingTime: "00:00" });
});

Deno.test("makeStore refuses unknown zones and closing times that could mean the shop's opening hours", () => {
  const wrong: object[] = [
    { timeZone: "+09:00" },
    { timeZone: "Asia/Soul" },
    { timeZone: "" },
    { closingTime: "12:00" },
    { closingTime: "22:00" },
    { closingTime: "4:00" },
    { closingTime: "04:60" },
    { name: " " },
    { name: "a\0b" },
    { closing_time: "04:00" },
  ];
  for (const settings of wrong) {
    const made = makeStore(ID, settings);
    assert(!made.ok, JSON.stringify(settings));
    assertEquals(made.refusal.details.length, 1);
  }
  for (
    const settings of [{ closingTime: "11:59" }, { timeZone: "UTC" }, { timeZone: "America/Argentina/Buenos_Aires" }]
  ) {
    assert(makeStore(ID, settings).ok, JSON.stringify(settings));
  }
});

Deno.test("storeIdSchema refuses characters with a meaning in keys and URLs", () => {
  const ids: StoreId[] = ["1", "hongdae-2", "a.b_c", "A".repeat(50)].map((id) => storeIdSchema.parse(id));
  assertEquals(ids.length, 4);
  for (const id of ["", "a:b", "a*", "a/b", "-a", ".", "a b", "가게", "A".repeat(51), "a{b}"]) {
    assert(!storeIdSchema.safeParse(id).success, id);
  }
});
