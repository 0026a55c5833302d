import { assert, assertEquals } from "@std/assert";
import type { User, UserId } from "../../domain/commerce/user.ts";
import { changeUser, createUser, readUser, removeUser } from "./manage_users.ts";
import { parseUserDrafts } from "./parse_drafts.ts";
import type { May, Stamps, Users } from "./ports/shop.ts";
import type { UserChanges } from "../../domain/commerce/user_registration.ts";

const now = new Date("2026-03-02T03:00:00Z");

class StoredUsers implements Users {
  readonly rows = new Map<UserId, User & Stamps>();
  readonly withOrders = new Set<string>();

  find(id: UserId) {
    return Promise.resolve(this.rows.get(id) ?? null);
  }

  add(user: User) {
    if (this.rows.has(user.userId)) return Promise.resolve("exists" as const);
    this.rows.set(user.userId, { ...user, createdDatetime: now, updatedDatetime: now });
    return Promise.resolve("added" as const);
  }

  change(id: UserId, changes: UserChanges, may: May<User> = () => true) {
    const row = this.rows.get(id);
    if (row && !may(row)) return Promise.resolve("refused" as never);
    if (row) this.rows.set(id, { ...row, ...changes });
    return this.find(id);
  }

  remove(id: UserId) {
    if (this.withOrders.has(id)) return Promise.resolve("has_orders" as const);
    return Promise.resolve(this.rows.delete(id) ? "removed" as const : "unknown" as const);
  }
}

function arrange() {
  let ids = 0;
  return { users: new StoredUsers(), clock: () => now, newId: () => String(++ids), random: () => 0.5 };
}

async function create(deps: ReturnType<typeof arrange>, draft: unknown) {
  const parsed = parseUserDrafts(deps, [draft]);
  return parsed.ok ? await createUser(deps, parsed.value[0]!) : parsed;
}

function codeOf(result: { ok: boolean; refusal?: { code: string } }): string {
  return result.ok ? "ok" : result.refusal!.code;
}

const draft = { userId: "U_001", name: "Hong Gil Dong", gender: "M", age: 30, address: "Seoul Gangnam-gu ..." };

Deno.test("createUser stores the seed's example and returns it with its stamps", async () => {
  const created = await create(arrange(), draft);
  assert(created.ok);
  assertEquals([created.value.addressDistrict, created.value.grade], ["Gangnam-gu", "BRONZE"]);
  assertEquals(created.value.createdDatetime, now);
});

Deno.test("createUser refuses an id that is taken and changes nothing", async () => {
  const deps = arrange();
  await create(deps, draft);
  const again = await create(deps, { ...draft, name: "Somebody Else" });
  assertEquals(again, {
    ok: false,
    refusal: { code: "user_exists", message: "Cannot create the user: U_001 exists already", id: "U_001" },
  });
  const stored = await readUser(deps, "U_001");
  assertEquals(stored.ok && stored.value.name, "Hong Gil Dong");
});

Deno.test("createUser refuses a wrong draft", async () => {
  assertEquals(codeOf(await create(arrange(), { userId: "U" })), "invalid_input");
});

Deno.test("changeUser changes given fields and derived ones", async () => {
  const deps = arrange();
  await create(deps, draft);
  const changed = await changeUser(deps, "U_001", { address: "서울특별시 마포구 중앙로 1", age: 31 });
  assert(changed.ok);
  const { addressDistrict, age, birthYear, name } = changed.value;
  assertEquals([addressDistrict, age, birthYear, name], ["마포구", 31, 1995, "Hong Gil Dong"]);
});

Deno.test("changeUser refuses unknown fields before it reads the user", async () => {
  assertEquals(codeOf(await changeUser(arrange(), "nobody", { colour: 1 })), "invalid_input");
});

Deno.test("removeUser removes, and refuses customers with orders", async () => {
  const deps = arrange();
  await create(deps, draft);
  deps.users.withOrders.add("U_001");
  assertEquals(codeOf(await removeUser(deps, "U_001")), "user_has_orders");
  deps.users.withOrders.clear();
  assertEquals(await removeUser(deps, "U_001"), { ok: true, value: { userId: "U_001" } });
  assertEquals(codeOf(await readUser(deps, "U_001")), "unknown_user");
});

Deno.test("readUser, changeUser and removeUser refuse unknown users and invalid ids", async () => {
  const deps = arrange();
  for (const id of ["nobody", "", "x".repeat(51)]) {
    assertEquals(codeOf(await readUser(deps, id)), "unknown_user");
    assertEquals(codeOf(await changeUser(deps, id, { name: "x" })), "unknown_user");
    assertEquals(codeOf(await removeUser(deps, id)), "unknown_user");
  }
});
