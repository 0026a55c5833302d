import { assertEquals, assertThrows } from "@std/assert";
import { PartnerUnavailable } from "../../../application/sourcing/ports/partners.ts";
import { authorizationOf, keysIn, signedDate } from "./signature.ts";

Deno.test("authorizationOf signs date, method, path and query as HMAC-SHA256 does elsewhere", () => {
  const at = new Date("2026-11-30T12:34:56.789Z");
  assertEquals(signedDate(at), "261130T123456Z");
  const call = {
    method: "GET",
    path: "/v2/providers/openapi/apis/api/v4/vendors/A1/ordersheets",
    query: "createdAtFrom=2026-11-01&status=ACCEPT",
  };
  assertEquals(
    authorizationOf(call, { accessKey: "access", secretKey: "secret" }, at),
    // Computed with OpenSSL.
    "CEA algorithm=HmacSHA256, access-key=access, signed-date=261130T123456Z, " +
      "signature=fa41255b6b52606d28ea2038888541a57373e1aa2741fb4951a48bf523e07c8c",
  );
});

Deno.test("keysIn reads both keys of a token, and names the form of one that is none", () => {
  assertEquals(keysIn("access:secret"), { accessKey: "access", secretKey: "secret" });
  for (const token of [null, "", "access", "access:", ":secret", "a:b:c"]) {
    assertThrows(() => keysIn(token), PartnerUnavailable, "ACCESS_KEY:SECRET_KEY");
  }
});
