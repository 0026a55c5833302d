import { assert, assertEquals, assertRejects } from "@std/assert";
import { Buffer } from "node:buffer";
import { userErasureContract } from "../../../application/commerce/ports/contracts/user_erasure_contract.ts";
import { Outage } from "../../../application/shared/fault.ts";
import "../../../testing/engines/leak_checks.ts";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import { NOON, Samples } from "../../../testing/fixtures/commerce_samples.ts";
import { feed } from "../../../testing/fixtures/feed.ts";
import { postgresShop } from "../../../testing/ports/shop.ts";
import { ErasureDigests } from "../../system/erasure_digests.ts";
import { sha256 } from "../../system/sha256.ts";
import type { Sql } from "../core/connect.ts";
import { ErasedUsers } from "./erased_users.ts";
import { PostgresInbox } from "./inbox.ts";
import { PostgresUserErasure } from "./user_erasure.ts";
import { PostgresUsers } from "./users.ts";

userErasureContract("Postgres", postgresShop);

const under = (key: string | null) =>
  new ErasedUsers(new ErasureDigests(key === null ? null : new TextEncoder().encode(key)));

Deno.test("an erased user's orders name nobody where they are copied", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  const erased = under("key");
  const inbox = new PostgresInbox(sql, { copyAbove: 0, erased });
  const sample = new Samples("copied");
  const [user, other] = [sample.user(), sample.user()];
  const product = sample.product();
  await feed({ inbox }, { users: [user, other], products: [product] });
  await new PostgresUserErasure(sql, { erased }).begin(user.userId, NOON);
  const told = (name: string) => ({
    category: product.category,
    userName: name,
    userRegion: "서울",
    userGender: "F" as const,
    userAgeGroup: "30s" as const,
  });
  const orders = [sample.order(user, product, told(user.name)), sample.order(other, product, told(other.name))];
  assertEquals((await feed({ inbox }, { orders })).stored, 2);
  const rows = await sql`select user_id, user_name, user_region from orders`;
  assertEquals(
    new Map(rows.map(({ user_id, user_name, user_region }) => [user_id, [user_name, user_region]])),
    new Map([[user.userId, ["-", null]], [other.userId, [other.name, "서울"]]]),
  );
});

Deno.test("the register of erased users holds no id and no digest that is made without the key", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  const { userId } = new Samples("keyed").user();
  await new PostgresUserErasure(sql, { erased: under("key") }).begin(userId, NOON);
  const [row] = await sql`select encode(user_digest, 'hex') as digest, erased_users::text as whole from erased_users`;
  assert(!row!.whole.includes(userId));
  assert(row!.digest !== sha256(userId));
});

Deno.test("rows from before there was a key still count", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  const user = new Samples("before").user();
  await new PostgresUserErasure(sql, { erased: under(null) }).begin(user.userId, NOON);
  await new PostgresUserErasure(sql, { erased: under("key") }).begin(new Samples("other").user().userId, NOON);
  assertEquals(await new PostgresUsers(sql, under("key")).add(user), "erased");
});

Deno.test("another key, or none, stores nobody rather than an erased user", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  const user = new Samples("another key").user();
  await new PostgresUserErasure(sql, { erased: under("key") }).begin(user.userId, NOON);
  for (const wrong of [under("another key"), under(null)]) {
    const { message } = await assertRejects(() => new PostgresUsers(sql, wrong).add(user), Outage);
    assert(message.includes("ERASURE_KEY"), message);
  }
  assertEquals((await sql`select from users`).count, 0);
});

Deno.test("no table holds an erased user's name or address, nor the id of one who never ordered", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  const erased = under("key");
  const shop = {
    inbox: new PostgresInbox(sql, { erased }),
    erasure: new PostgresUserErasure(sql, { erased, topics: ["users.dlq"] }),
  };
  const sample = new Samples("searched");
  const [buyer, other] = [sample.user({ name: "지울사람432" }), sample.user({ name: "산사람855" })];
  const product = sample.product();
  const order = sample.order(buyer, product, { userName: buyer.name });
  const pending = sample.order(buyer, sample.product(), { userName: buyer.name });
  const letter = {
    topic: "users",
    partition: 0,
    offset: 7,
    key: other.userId,
    value: new TextEncoder().encode(other.name),
    headers: {},
    cause: { code: "x", message: "x" },
  };
  await feed(shop, { users: [buyer, other], products: [product], orders: [order, pending], dead: [letter] });
  const searched = [buyer.name, buyer.address, buyer.email ?? buyer.name, other.name, other.address, other.userId];
  assert((await tablesWith(sql, searched)).length >= 4);
  for (const { userId } of [buyer, other]) await shop.erasure.begin(userId, NOON);
  assertEquals(await tablesWith(sql, searched), []);
  await feed(shop, { users: [buyer, other], orders: [sample.order(buyer, product, { userName: buyer.name })] });
  assertEquals(await tablesWith(sql, searched), []);
});

/** As text, in hexadecimal and in base64. */
async function tablesWith(sql: Sql, texts: readonly string[]): Promise<string[]> {
  const tables = await sql<{ name: string }[]>`
    select quote_ident(relname) as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`;
  const wanted = texts.flatMap((
    text,
  ) => [text, Buffer.from(text).toString("hex"), Buffer.from(text).toString("base64")]);
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await sql<{ row: string }[]>`select t::text as row from ${sql.unsafe(name)} t`;
    if (rows.some(({ row }) => wanted.some((each) => row.includes(each)))) found.push(name);
  }
  return found;
}
