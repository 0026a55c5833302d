import type { CustomerIdentified } from "../../../../domain/identity/customer_identified.ts";
import type { StoredIdentity } from "./check_identities.ts";
import { contentOfIdentity, keyOf } from "../load/sightings.ts";

export interface EventFindings {
  readonly expected: number;
  readonly recorded: number;
  readonly lost: number;
  readonly doubled: number;
  readonly different: number;
  readonly unknown: number;
  /** Records sent again: a relay died between sending and committing. Consumers recognise them by id. */
  readonly repeatedInTopic: number;
  readonly problems: readonly string[];
}

/** @param published the event ids of the topic, with repeats */
export function checkEvents(
  identities: readonly StoredIdentity[],
  recorded: readonly CustomerIdentified[],
  published: readonly string[],
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
    if (seen.has(eventId)) problem("doubled", `event ${eventId} is recorded again: ${text}`);
    else if (!stored) problem("unknown", `event ${eventId} of no identification: ${text}`);
    else if (`${keyOf(stored)}, ${contentOfIdentity(stored)}` !== text) {
      problem("different", `event ${eventId} says ${text}, stored is ${keyOf(stored)}, ${contentOfIdentity(stored)}`);
    }
    seen.add(eventId);
  }
  for (const [eventId, identity] of expected) {
    if (!seen.has(eventId)) problem("lost", `event ${eventId} of ${keyOf(identity)}`);
  }
  const topic = new Set(published);
  for (const eventId of expected.keys()) {
    if (!topic.has(eventId) && seen.has(eventId)) problems.push(`event ${eventId} is recorded and was never published`);
  }
  for (const eventId of topic) if (!expected.has(eventId)) problem("unknown", `the topic has event ${eventId}`);
  return {
    expected: expected.size,
    recorded: recorded.length,
    ...count,
    repeatedInTopic: published.length - topic.size,
    problems,
  };
}
