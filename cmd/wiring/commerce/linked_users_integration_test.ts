import { assertEquals } from "@std/assert";
import { PostgresMembers } from "../../../adapters/postgres/commerce/members/members.ts";
import { ErasedUsers } from "../../../adapters/postgres/commerce/erased_users.ts";
import { PostgresUserErasure } from "../../../adapters/postgres/commerce/user_erasure.ts";
import { PostgresCustomers } from "../../../adapters/postgres/identity/customers.ts";
import { PostgresMemberLinks } from "../../../adapters/postgres/identity/member_links.ts";
import { eraseEverywhere } from "../../../application/shared/erasure.ts";
import { putCustomer } from "../../../application/identity/manage_customers.ts";
import "../../../testing/engines/leak_checks.ts";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import { NOON, Samples } from "../../../testing/fixtures/commerce_samples.ts";
import { customerId } from "../../../testing/fixtures/identity_samples.ts";
import { LinkedUsers } from "./linked_users.ts";

Deno.test("a link needs a member, and ends with the member's removal, erasure or new spelling", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  const sample = new Samples("links");
  const [removed, erased, renamed, guest] = [
    sample.user({ isGuest: false }),
    sample.user({ isGuest: false }),
    sample.user({ isGuest: false }),
    sample.user({ isGuest: true }),
  ];
  const users = new LinkedUsers(sql, new ErasedUsers());
  for (const user of [removed, erased, renamed, guest]) await users.add(user);
  const customers = new PostgresCustomers(sql);
  const deps = { customers, members: new PostgresMembers(sql), clock: () => NOON };
  const link = async (customer: string, userId: string) => {
    const put = await putCustomer(deps, customer, { userId });
    return put.ok ? put.value.customer.userId : put.refusal.code;
  };
  const linkOf = async (customer: string) => (await customers.find(customerId(customer)))?.userId;
  assertEquals(await link("nobody", "U-none"), "unknown_member");
  assertEquals(await link("nobody", guest.userId), "unknown_member");
  assertEquals(await linkOf("nobody"), undefined, "nothing is registered by a refused call");
  for (const { userId } of [removed, erased, renamed]) assertEquals(await link(`c-${userId}`, userId), userId);

  assertEquals(await users.remove(removed.userId), "removed");
  assertEquals(await linkOf(`c-${removed.userId}`), null);

  const links = new PostgresMemberLinks(sql);
  const { stores } = await eraseEverywhere({ register: new PostgresUserErasure(sql), stores: [links] }, [
    erased.userId,
  ], NOON);
  assertEquals(stores.at(-1), { store: links.name, found: [{ place: "customers, unlinked", records: 1 }] });
  assertEquals([await linkOf(`c-${erased.userId}`), await link("again", erased.userId)], [null, "unknown_member"]);

  await sql`select rename_id('user', ${renamed.userId}, 'U-renamed')`;
  assertEquals(await linkOf(`c-${renamed.userId}`), "U-renamed");
  await sql`select rename_id('customer', ${`c-${renamed.userId}`}, 'c-renamed')`;
  assertEquals(await linkOf("c-renamed"), "U-renamed");
});

Deno.test("a member who leaves while a link is stored takes it along, or is not found any more", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  const sample = new Samples("race");
  const users = new LinkedUsers(sql, new ErasedUsers());
  const customers = new PostgresCustomers(sql);
  const deps = { customers, members: new PostgresMembers(sql), clock: () => NOON };
  for (let nth = 0; nth < 20; nth++) {
    const { userId } = sample.user();
    await users.add({ ...sample.user({ isGuest: false }), userId });
    await Promise.all([putCustomer(deps, `c-${nth}`, { userId }), users.remove(userId)]);
    assertEquals((await customers.find(customerId(`c-${nth}`)))?.userId ?? null, null);
  }
});
