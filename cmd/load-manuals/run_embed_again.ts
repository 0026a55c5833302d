import { createProgress } from "../../adapters/system/progress.ts";
import { embedAgain, type EmbedAgainDeps } from "../../application/store/manuals/embed_again.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import { count } from "../wiring/process/table.ts";
import type { LoadArguments } from "./arguments.ts";
import type { LoadRun } from "./run_load.ts";

/** Exit status: 0 when every passage has a vector of the configured model. */
export async function runEmbedAgain(
  { forgetOthers, json }: Extract<LoadArguments, { action: "re-embed" }>,
  wire: () => Promise<EmbedAgainDeps>,
  { signal, print = console.log, warn = console.error }: LoadRun,
): Promise<number> {
  const deps = await wire();
  const progress = createProgress({ unit: "passages", silent: json });
  try {
    const onProgress = (done: number, total: number) => progress.show("embedding", done, total);
    const again = await embedAgain(deps, { signal, onProgress });
    progress.end();
    const forgotten = forgetOthers ? await deps.vectors.forgetOthers(again.space) : 0;
    const report = { ...again, forgotten };
    print(json ? JSON.stringify(report, null, 2) : sentence(report));
    return 0;
  } catch (error) {
    progress.end();
    if (!signal.aborted) warn(`load-manuals: ${reasonOf(error)}`);
    warn("load-manuals: interrupted; run the same command again, and it goes on where it was");
    return 1;
  }
}

function sentence({ space, contents, embedded, forgotten }: Record<string, string | number>): string {
  return `${count(Number(contents))} passages have a vector of ${space}, ${count(Number(embedded))} of them new; ${
    count(Number(forgotten))
  } vectors of other models were removed`;
}
