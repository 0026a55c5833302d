import type { Inbox } from "../../../../application/commerce/ports/stream.ts";
import { deadLetterTopic } from "../../../../application/shared/dead_letter_record.ts";
import { redriveDeadLetters } from "../../../../application/commerce/redrive_dead_letters.ts";
import type { LogInspector, LogScanner, LogWriter } from "../../../../application/shared/log.ts";
import type { Ledger } from "../load/ledger.ts";

export interface DeadLetterFindings {
  readonly expected: number;
  readonly found: number;
  readonly missing: number;
  readonly unexpected: number;
  readonly wrongCause: number;
  /** Repeats of a dead letter, recognised by its id: a consumer died between sending it and committing. */
  readonly repeated: number;
  readonly redrivable: number;
  readonly problems: readonly string[];
}

interface DeadLetterDeps {
  readonly scanner: LogScanner;
  readonly inspector: LogInspector;
  readonly writer: LogWriter;
  readonly inbox: Inbox;
}

export async function checkDeadLetters(
  deps: DeadLetterDeps,
  topics: readonly string[],
  { poisoned, deletable }: Ledger,
): Promise<DeadLetterFindings> {
  const problems: string[] = [];
  const letters = new Set<string>();
  const records = new Set<string>();
  const count = { found: 0, missing: 0, unexpected: 0, wrongCause: 0, repeated: 0 };
  const problem = (kind: "missing" | "unexpected" | "wrongCause", text: string) => {
    count[kind]++;
    problems.push(`dead letter ${text}`);
  };
  const scans = topics.map((topic) => Array.fromAsync(deps.scanner.scan(deadLetterTopic(topic), new Map())));
  for (const { headers } of (await Promise.all(scans)).flat(2)) {
    count.found++;
    const { "dlq-id": letter = "", "dlq-code": code, ce_id: id = "" } = headers;
    if (letters.has(letter)) {
      count.repeated++;
      continue;
    }
    letters.add(letter);
    records.add(id);
    const expected = poisoned.get(id);
    if (expected === undefined) problem("unexpected", `${letter} was a good record: ${headers["dlq-cause"]}`);
    else if (expected !== code) problem("wrongCause", `${letter} says ${code}, expected ${expected}`);
  }
  const due = [...poisoned].filter(([id]) => !records.has(id) && !deletable.has(id));
  for (const [id, code] of due) problem("missing", `of ${id} is missing, expected ${code}`);

  const dryRuns = await Promise.all(topics.map((topic) => redriveDeadLetters(deps, { topic, dryRun: true })));
  const redrivable = dryRuns.reduce((sum, { found, repeated }) => sum + found - repeated, 0);
  if (redrivable !== letters.size) problems.push(`redrive would send ${redrivable} dead letters of ${letters.size}`);
  return { expected: poisoned.size, ...count, redrivable, problems };
}
