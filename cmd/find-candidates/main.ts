import { PostgresBenchmarks } from "../../adapters/postgres/sourcing/benchmarks.ts";
import { PostgresCandidates } from "../../adapters/postgres/sourcing/candidates.ts";
import { createProgress } from "../../adapters/system/progress.ts";
import { findCandidates } from "../../application/sourcing/find_candidates.ts";
import { numberFlag } from "../wiring/config/flags.ts";
import { openEmbedder } from "../wiring/engines/embedder.ts";
import { openSourcing } from "../wiring/open_sourcing.ts";
import { runProcess } from "../wiring/process/run_process.ts";
import { count } from "../wiring/process/table.ts";

await runProcess({
  name: "find-candidates",
  usage: "[--nearest COUNT] [--least-score 0..1] [--json]",
  flags: { nearest: { type: "string" }, "least-score": { type: "string" }, json: { type: "boolean" } },
}, async (process, { values }) => {
  const nearest = numberFlag("nearest", values.nearest, { from: 1, to: 100, whole: true }, 10);
  const leastScore = numberFlag("least-score", values["least-score"], { from: -1, to: 1 }, 0.3);
  const { dropship, market } = await openSourcing(process, "find-candidates");
  const { space, kind } = await openEmbedder(process);
  const progress = createProgress({ unit: "benchmarks" });
  const found = await findCandidates(
    { benchmarks: new PostgresBenchmarks(market), candidates: new PostgresCandidates(dropship) },
    { space, nearest, leastScore, signal: process.signal, onProgress: (done) => progress.show("compare", done, null) },
  );
  progress.end();
  if (values.json) console.log(JSON.stringify({ ...found, space, closeness: kind }));
  else {console.log(
      `${count(found.candidates)} candidates for ${count(found.benchmarks)} benchmarks, by ${kind} closeness.`,
    );}
});
