import type { Sql } from "../../../adapters/postgres/core/connect.ts";
import { repeat } from "../../../adapters/system/repeat.ts";
import type { StreamNames } from "../../wiring/engines/names.ts";
import type { Ledger } from "./load/ledger.ts";
import { StallWatch } from "./stall_watch.ts";

const POLL_MS = 250;
/** What a group needs to notice a death and share out its partitions anew; only longer stalls are told. */
const USUAL_MS = 12_000;

/** Looks at the stored positions of a stream, several times a second, until it is disposed of. */
export function watchStalls(
  sql: Sql,
  { marks }: Pick<Ledger, "marks">,
  { group, topic }: StreamNames,
  say: (line: string) => void,
): AsyncDisposable & { readonly watch: StallWatch } {
  const watch = new StallWatch();
  const stop = new AbortController();
  const observe = (progress: number | null) => {
    const due = marks.all().filter((mark) => mark.topic === topic).reduce((sum, { offset }) => sum + offset + 1, 0);
    const endedMs = watch.observe(performance.now(), progress, due);
    if (endedMs > USUAL_MS) say(`nothing of ${topic} was stored for ${(endedMs / 1_000).toFixed(1)} s`);
  };
  const running = repeat(
    async () => {
      const [row] = await sql<{ progress: number }[]>`
        select coalesce(sum(next_offset), 0)::bigint as progress from consumer_offsets
        where consumer_group = ${group} and topic = ${topic}`;
      observe(row!.progress);
    },
    POLL_MS,
    stop.signal,
    () => observe(null),
  );
  return {
    watch,
    async [Symbol.asyncDispose]() {
      stop.abort();
      await running;
    },
  };
}
