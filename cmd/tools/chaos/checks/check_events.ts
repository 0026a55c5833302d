import type { CustomerIdentified } from "../../../../domain/identity/customer_identified.ts";
import type { StoredIdentity } from "./check_identities.ts";
import { contentOfIdentity, keyOf } from "../load/sightings.ts";

/** How the record of events compares with the identifications that it tells of. */
export interface EventFindings {
  readonly expected: number;
  readonly recorded: number;
  /** Identifications without an event. */
  readonly lost: number;
  /** Events that stand there twice. */
  readonly doubled: number;
  readonly different: number;
  /** Events of no identification. */
  readonly unknown: number;
  /** Records of the topic that came again: a relay died between sending one and noting that. Readers know them by their id. */
  readonly repeatedInTopic: number;
  readonly problems: readonly string[];
}

/**
 * Compares the record of events with the stored identifications: each has its event, once.
 *
 * @param told the event ids in the topic, as often as they are there
 */
export function checkEvents(
  identities: readonly StoredIdentity[],
  recorded: readonly CustomerIdentified[],
  told: readonly string[],
): EventFindings {
  const problems: string[] = [];
  const count = { lost: 0, doubled: 0, different: 0, unknown: 0 };
  const problem = (kind: keyof typeof count, text: string) => {
    count[kind]++;
    problems.push(`${kind}: ${text}`);
  };
  const expected = new Map(identities.map(({ eventId, identity }) => [eventId, identity]));
  const seen = new Set<string>();
  for (const { eventId, identity } of recorded) {
    const stored = expected.get(eventId);
    const text = `${keyOf(identity)}, ${contentOfIdentity(identity)}`;
    if (seen.has(eventId)) problem("doubled", `event ${eventId} stands there again: ${text}`);
    else if (!stored) problem("unknown", `event ${eventId} of no identification: ${text}`);
    else if (`${keyOf(stored)}, ${contentOfIdentity(stored)}` !== text) {
      problem("different", `event ${eventId} says ${text}, stored is ${keyOf(stored)}, ${contentOfIdentity(stored)}`);
    }
    seen.add(eventId);
  }
  for (const [eventId, identity] of expected) {
    if (!seen.has(eventId)) problem("lost", `event ${eventId} of ${keyOf(identity)}`);
  }
  const topic = new Set(told);
  for (const eventId of expected.keys()) {
    if (!topic.has(eventId) && seen.has(eventId)) problems.push(`event ${eventId} is recorded and was never told`);
  }
  for (const eventId of topic) if (!expected.has(eventId)) problem("unknown", `the topic tells event ${eventId}`);
  return {
    expected: expected.size,
    recorded: recorded.length,
    ...count,
    repeatedInTopic: told.length - topic.size,
    problems,
  };
}
