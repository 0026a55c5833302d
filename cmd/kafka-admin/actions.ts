import type { Sql } from "../../adapters/postgres/connect.ts";
import type { Log } from "../wiring/open_log.ts";
import type { Process } from "../wiring/run_process.ts";
import { listDeadLetters } from "./list_dead_letters.ts";
import { listGroups } from "./list_groups.ts";
import { listTopics } from "./list_topics.ts";
import { redrive } from "./redrive.ts";

export interface Admin {
  readonly process: Process;
  readonly sql: Sql;
  readonly log: Log;
}

export interface Flags {
  readonly topic?: string | undefined;
  readonly "dry-run"?: boolean | undefined;
  readonly full?: boolean | undefined;
  readonly mended?: string | undefined;
}

/** The same findings for a person and for a program. */
export interface Report {
  readonly json: unknown;
  readonly text: string;
}

export type Action = (admin: Admin, flags: Flags) => Promise<Report>;

export const ACTIONS: ReadonlyMap<string, Action> = new Map([
  ["topics", listTopics],
  ["groups", listGroups],
  ["dlq", listDeadLetters],
  ["redrive", redrive],
]);
