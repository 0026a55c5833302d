import { assertEquals } from "@std/assert";
import { type ApiKey, FULL_ACCESS, isValidAt, mayCall, SCOPES } from "./api_key.ts";

const at = new Date("2026-03-02T12:00:00Z");
const key: ApiKey = { name: "till", scopes: ["write"], stores: null, createdAt: at, expiresAt: null, revokedAt: null };

Deno.test("mayCall needs the scope itself or admin: who may write reads nothing", () => {
  const asked = (scopes: ApiKey["scopes"]) => SCOPES.map((scope) => mayCall({ ...key, scopes }, scope, null));
  assertEquals(asked(["read"]), ["yes", "scope", "scope"]);
  assertEquals(asked(["write"]), ["scope", "yes", "scope"]);
  assertEquals(asked(["read", "write"]), ["yes", "yes", "scope"]);
  assertEquals(asked(["admin"]), ["yes", "yes", "yes"]);
});

Deno.test("mayCall of a key of stores is for their addresses alone", () => {
  const till = { ...key, stores: ["hongdae", "gangnam"] };
  assertEquals(["hongdae", "gangnam", "busan", null].map((store) => mayCall(till, "write", store)), [
    "yes",
    "yes",
    "store",
    "store",
  ]);
  assertEquals(mayCall(FULL_ACCESS, "admin", null), "yes");
});

Deno.test("isValidAt ends with the key's time and with its revocation", () => {
  const later = new Date(at.getTime() + 1);
  assertEquals([isValidAt(key, at), isValidAt({ ...key, revokedAt: at }, at)], [true, false]);
  assertEquals([isValidAt({ ...key, expiresAt: later }, at), isValidAt({ ...key, expiresAt: at }, at)], [true, false]);
});
