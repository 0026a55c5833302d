import type { Action } from "./admin.ts";
import { createTopic } from "./create_topic.ts";
import { describeTopic } from "./describe_topic.ts";
import { listDeadLetters } from "./list_dead_letters.ts";
import { listGroups } from "./list_groups.ts";
import { listOutbox } from "./list_outbox.ts";
import { listTopics } from "./list_topics.ts";
import { peek } from "./peek.ts";
import { redrive } from "./redrive.ts";
import { seek } from "./seek.ts";

export const ACTIONS: ReadonlyMap<string, Action> = new Map([
  ["topics", listTopics],
  ["describe", describeTopic],
  ["create", createTopic],
  ["groups", listGroups],
  ["peek", peek],
  ["dlq", listDeadLetters],
  ["redrive", redrive],
  ["outbox", listOutbox],
  ["seek", seek],
]);
