import { assertEquals } from "@std/assert";
import { identified } from "../../../../testing/ports/events_under_test.ts";
import { checkEvents } from "./check_events.ts";

const first = identified("kim", "2026-03-02T12:00:00Z");
const second = identified("lee", "2026-03-02T12:00:00Z");
const stored = [first, second].map(({ eventId, identity }) => ({ eventId, identity }));
const ids = [first.eventId, second.eventId];
const RIGHT = {
  expected: 2,
  recorded: 2,
  lost: 0,
  doubled: 0,
  different: 0,
  unknown: 0,
  repeatedInTopic: 0,
  problems: 0,
};
const checked = (...given: Parameters<typeof checkEvents>) => {
  const { problems, ...figures } = checkEvents(...given);
  return { ...figures, problems: problems.length };
};

Deno.test("checkEvents is content with one event for each identification, however often the topic tells of it", () => {
  assertEquals(checked(stored, [first, second], ids), RIGHT);
  assertEquals(checked(stored, [second, first], [...ids, ids[0]!]), { ...RIGHT, repeatedInTopic: 1 });
});

Deno.test("checkEvents finds an event that is lost, one that stands there twice, and one of nothing", () => {
  assertEquals(checked(stored, [first], ids), { ...RIGHT, recorded: 1, lost: 1, problems: 1 });
  assertEquals(checked(stored, [first, second, second], ids), { ...RIGHT, recorded: 3, doubled: 1, problems: 1 });
  const stranger = identified("park", "2026-03-02T12:00:00Z");
  assertEquals(checked(stored, [first, second, stranger], ids), { ...RIGHT, recorded: 3, unknown: 1, problems: 1 });
});

Deno.test("checkEvents finds an event that tells something else, and a topic that tells too much or too little", () => {
  const changed = { ...second, identity: { ...second.identity, confidence: 0.81 } };
  assertEquals(checked(stored, [first, changed], ids), { ...RIGHT, different: 1, problems: 1 });
  assertEquals(checked(stored, [first, second], [ids[0]!]), { ...RIGHT, problems: 1 });
  assertEquals(checked(stored, [first, second], [...ids, "nobody's"]), { ...RIGHT, unknown: 1, problems: 1 });
});
