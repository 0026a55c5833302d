import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { WrongSettings } from "../wiring/config/settings.ts";
import { readKeysArguments } from "./arguments.ts";

const now = new Date("2026-03-02T12:00:00Z");
const read = (positionals: readonly string[], values = {}) => readKeysArguments({ positionals, values }, now);

Deno.test("readKeysArguments reads a key to be made, one to be revoked, and the list", () => {
  assertEquals(
    read(["add", "till-1"], { scopes: "read,write,read", stores: "hongdae, gangnam", expires: "2027-01-01" }),
    {
      action: "add",
      json: false,
      key: {
        name: "till-1",
        scopes: ["read", "write"],
        stores: ["hongdae", "gangnam"],
        createdAt: now,
        expiresAt: new Date("2026-12-31T15:00:00Z"),
        revokedAt: null,
      },
    },
  );
  assertEquals(read(["revoke", "till-1"]), { action: "revoke", json: false, name: "till-1" });
  assertEquals(read(["list"], { json: true }), { action: "list", json: true });
});

Deno.test("readKeysArguments names what is wrong, all at once", () => {
  const refused = (positionals: readonly string[], values: object, ...words: string[]) => {
    const { message } = assertThrows(() => read(positionals, values), WrongSettings);
    for (const word of words) assertStringIncludes(message, word);
  };
  refused([], {}, "nothing is no action");
  refused(["make"], {}, "make is no action");
  refused(["add"], { scopes: "read" }, "NAME is missing");
  refused(["add", "Till 1"], { scopes: "read" }, "NAME is Till 1");
  refused(["add", "a"], {}, "--scopes is missing");
  refused(["add", "a"], { scopes: "read,all", expires: "2020-01-01" }, "--scopes is read,all", "--expires");
  refused(["add", "a"], { scopes: "admin", stores: "hongdae" }, "an admin is of no store");
  refused(["add", "a"], { scopes: "read", stores: "x y" }, '--stores is "x y"');
  refused(["add", "a", "b"], { scopes: "read" }, '"b" is too many');
  refused(["list", "a"], {}, '"a" is too many');
  refused(["revoke", "a"], { scopes: "read" }, "go with add alone");
});
