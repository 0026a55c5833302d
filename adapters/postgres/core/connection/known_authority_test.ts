import { assert, assertEquals } from "@std/assert";
import { withKnownAuthority } from "./known_authority.ts";

Deno.test("withKnownAuthority gives Amazon's authorities for its databases, unless others are set", () => {
  const { ca = "" } = withKnownAuthority("shop.abc123.ap-northeast-2.rds.amazonaws.com", {});
  assert(ca.split("-----BEGIN CERTIFICATE-----").length > 30);
  assertEquals(withKnownAuthority("shop.abc123.ap-northeast-2.rds.amazonaws.com", { ca: "own" }), { ca: "own" });
  assertEquals(withKnownAuthority("db.example.com", {}), {});
});
