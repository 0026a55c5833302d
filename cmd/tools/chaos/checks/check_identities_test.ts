import { assertEquals } from "@std/assert";
import { identified } from "../../../../testing/ports/events.ts";
import { compareIdentities } from "./check_identities.ts";
import { Sightings } from "../load/sightings.ts";

const NOON = new Date("2026-03-02T12:00:00Z");
const after = (seconds: number) => new Date(NOON.getTime() + seconds * 1_000);
const kim = (seconds: number) => {
  const { eventId, identity } = identified("kim", after(seconds));
  return { eventId, identity };
};

function sent(): Sightings {
  const sightings = new Sightings();
  for (const seconds of [0, 30, 120]) sightings.attempt("kim", after(seconds));
  sightings.acknowledge(kim(0).identity, after(0), true);
  sightings.acknowledge(kim(0).identity, after(30), false);
  return sightings;
}

const RIGHT = { acknowledged: 2, stored: 1, lost: 0, doubled: 0, different: 0, unknown: 0, problems: 0 };
const compared = (...given: Parameters<typeof compareIdentities>) => {
  const { problems, ...figures } = compareIdentities(...given);
  return { ...figures, problems: problems.length };
};

Deno.test("compareIdentities is content with what was shown, and with what was sent without an answer", () => {
  assertEquals(compared([kim(0)], sent()), RIGHT);
  assertEquals(compared([kim(0), kim(120)], sent()), { ...RIGHT, stored: 2 });
});

Deno.test("compareIdentities finds what was answered and is lost, for each answer", () => {
  assertEquals(compared([], sent()), { ...RIGHT, stored: 0, lost: 3, problems: 3 });
  assertEquals(compared([kim(120)], sent()), { ...RIGHT, lost: 3, problems: 3 });
});

Deno.test("compareIdentities finds two identifications within a minute", () => {
  assertEquals(compared([kim(0), kim(30)], sent()), { ...RIGHT, stored: 2, doubled: 1, problems: 1 });
});

Deno.test("compareIdentities finds what is stored otherwise than it was shown", () => {
  const changed = { ...kim(0), identity: { ...kim(0).identity, confidence: 0.99 } };
  assertEquals(compared([changed], sent()), { ...RIGHT, different: 1, problems: 1 });
});

Deno.test("compareIdentities finds customers and moments that were never sent, unless the API chose the moment", () => {
  assertEquals(compared([kim(0), kim(90)], sent()), { ...RIGHT, stored: 2, unknown: 1, problems: 1 });
  const sightings = sent();
  sightings.attempt("kim", null);
  assertEquals(compared([kim(0), kim(90)], sightings), { ...RIGHT, stored: 2 });
  const { eventId, identity } = identified("lee", NOON);
  assertEquals(compared([kim(0), { eventId, identity }], sent()), { ...RIGHT, stored: 2, unknown: 1, problems: 1 });
});

Deno.test("Sightings notes answers that contradict each other", () => {
  const sightings = sent();
  sightings.acknowledge({ ...kim(0).identity, confidence: 0.99 }, after(0), false);
  assertEquals(sightings.contradictions.length, 1);
});
