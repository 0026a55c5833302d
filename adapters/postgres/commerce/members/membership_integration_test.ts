import { assertEquals } from "@std/assert";
import { memberRecordsContract } from "../../../../application/commerce/ports/contracts/member_records_contract.ts";
import { membershipContract } from "../../../../application/commerce/ports/contracts/membership_contract.ts";
import { standingsContract } from "../../../../application/commerce/ports/contracts/standings_contract.ts";
import { updateGrades } from "../../../../application/commerce/update_grades.ts";
import { temporaryDatabase } from "../../../../testing/engines/temporary_database.ts";
import "../../../../testing/engines/leak_checks.ts";
import { NOON, Samples } from "../../../../testing/fixtures/commerce_samples.ts";
import { postgresShop, shopOn, type ShopUnderTest } from "../../../../testing/ports/shop.ts";
import { PostgresMembership } from "./membership.ts";

/** However few have changed, all orders are read. */
async function readingAllOrders(): Promise<ShopUnderTest> {
  const database = await temporaryDatabase();
  const shop = shopOn(database.sql, async () => await database[Symbol.asyncDispose]());
  return { ...shop, membership: new PostgresMembership(database.sql, 0) };
}

for (const contract of [membershipContract, standingsContract]) {
  contract("Postgres", postgresShop);
  contract("Postgres, reading all orders", readingAllOrders);
}

memberRecordsContract("Postgres", postgresShop);

Deno.test("PostgresMembership exclusively says busy at once while another run is at it", async () => {
  await using shop = await postgresShop();
  const begun = Promise.withResolvers<void>();
  const mayEnd = Promise.withResolvers<void>();
  const first = shop.membership.exclusively(async () => {
    begun.resolve();
    await mayEnd.promise;
    return "first";
  });
  await begun.promise;
  let ran = false;
  const second = await shop.membership.exclusively(() => Promise.resolve(ran = true));
  assertEquals([second, ran], ["busy", false]);
  assertEquals(await updateGrades({ membership: shop.membership }, { asOf: NOON }), "busy");
  mayEnd.resolve();
  assertEquals(await first, "first");
  assertEquals(await shop.membership.exclusively(() => Promise.resolve("third")), "third");
});

Deno.test("updateGrades on Postgres takes one step down a run, never two at once", async () => {
  await using shop = await postgresShop();
  const users = new Samples("one step").users(50, { grade: "VIP" });
  await shop.writer.addUsers(users);
  const run = () => updateGrades({ membership: shop.membership }, { asOf: NOON });
  const results = await Promise.all([run(), run()]);
  const ran = results.filter((result) => result !== "busy").length;
  const grades = ["VIP", "GOLD", "SILVER", "BRONZE"] as const;
  assertEquals((await shop.figures.figures()).grades[grades[ran]!], 50);
});

Deno.test("rename_id gives a member's changes of grade to the id that stays", async () => {
  await using database = await temporaryDatabase();
  await using shop = shopOn(database.sql, () => Promise.resolve());
  const [old, kept] = new Samples("renamed").users(2);
  await shop.writer.addUsers([old!, kept!]);
  await shop.users.change(old!.userId, { grade: "GOLD" });
  await database.sql`select rename_id('user', ${old!.userId}, ${kept!.userId})`;
  assertEquals((await shop.members.gradeChanges(kept!.userId, 9)).map(({ to }) => to), ["GOLD"]);
});
