import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { PartnerUnavailable } from "../../../application/sourcing/ports/partners.ts";
import { parseStorable } from "../../../domain/shared/storable.ts";
import { anyInput, mutated } from "../../../testing/fixtures/mutated.ts";
import { idIn, refusalIn } from "./answers.ts";

const bodies = fc.oneof(
  anyInput,
  mutated(fc.constantFrom<unknown>({ id: "X-1" }, { reason: "품절" }, { message: "no" })),
);

Deno.test("idIn gives an id that can be stored, or says that there is none", () => {
  assertEquals(idIn({ status: 201, body: { id: 17 } }), "17");
  fc.assert(fc.property(bodies, (body) => {
    try {
      assert(parseStorable(idIn({ status: 200, body }), "id").ok);
    } catch (error) {
      assert(error instanceof PartnerUnavailable, String(error));
    }
  }));
});

Deno.test("refusalIn gives a reason that can be stored, whatever the other side says", () => {
  assertEquals(refusalIn({ status: 422, body: { reason: "품절" } }).reason, "품절");
  assertEquals(refusalIn({ status: 404, body: null }).reason, "HTTP 404");
  // Cut within a character.
  const long = { reason: `${"가".repeat(499)}😀` };
  for (const body of [long, { reason: "a\0b" }]) assert(parseStorable(refusalIn({ status: 422, body }).reason, "").ok);
  fc.assert(fc.property(bodies, (body) => {
    const { reason } = refusalIn({ status: 422, body });
    assert(reason.length <= 500 && parseStorable(reason, "reason").ok);
  }));
});
