import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { anyText, mutated, mutatedText } from "../../../testing/fixtures/mutated.ts";
import { Problem } from "../server/problem.ts";
import { pageBody, pageRequest } from "./paging.ts";

const position = { at: "2026-03-02 03:00:00.123456+00", id: "550e8400-e29b-41d4-a716-446655440000" };
const cursorOf = (next: unknown) => pageBody({ rows: [], next: next as typeof position }).nextCursor!;

Deno.test("pageRequest takes the cursor that pageBody gave", () => {
  for (const at of [position.at, "2026-03-02 12:00:00+09", "0044-03-15 12:00:00.5+08:27"]) {
    assertEquals(pageRequest({ limit: 5, cursor: cursorOf({ ...position, at }) }).after, { ...position, at });
  }
});

Deno.test("pageRequest refuses times that no calendar has, which the database would stop at", () => {
  for (const at of ["2026-02-30 03:00:00+00", "2026-03-02 25:00:00+00", "9999-99-99 99:99:99+99", "0001-01-01"]) {
    assert(refuses(cursorOf({ ...position, at })), at);
  }
});

Deno.test("pageRequest takes a cursor or refuses it, whatever it is", () => {
  const cursors = fc.oneof(
    anyText,
    mutatedText(fc.constant(cursorOf(position))),
    mutated(fc.constant(position)).map((next) => cursorOf(next)),
  );
  fc.assert(fc.property(cursors, (cursor) => void refuses(cursor)));
});

function refuses(cursor: string): boolean {
  try {
    pageRequest({ limit: 5, cursor });
    return false;
  } catch (error) {
    assert(error instanceof Problem, String(error));
    return true;
  }
}
