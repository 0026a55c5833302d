import { createProgress } from "../../adapters/system/progress.ts";
import { findCandidates } from "../../application/sourcing/find_candidates.ts";
import { numberFlag } from "../wiring/config/flags.ts";
import { openEmbedder } from "../wiring/engines/embedder.ts";
import { openSourcing } from "../wiring/open_sourcing.ts";
import { count } from "../wiring/process/table.ts";
import { sourcingPorts } from "../wiring/sourcing.ts";
import { STEP_COMMANDS } from "./arguments.ts";
import { step } from "./step.ts";

export const findCandidatesStep = step(STEP_COMMANDS["find-candidates"], async (process, { values }) => {
  const nearest = numberFlag("nearest", values.nearest, { from: 1, to: 100, whole: true }, 10);
  const leastScore = numberFlag("least-score", values["least-score"], { from: -1, to: 1 }, 0.3);
  const ports = sourcingPorts(process, await openSourcing(process, "sourcing find-candidates"));
  const { space, kind } = openEmbedder(process);
  const progress = createProgress({ unit: "benchmarks" });
  const found = await findCandidates(
    ports,
    { space, nearest, leastScore, signal: process.signal, onProgress: (done) => progress.show("compare", done, null) },
  );
  progress.end();
  console.log(
    values.json
      ? JSON.stringify({ ...found, space, closeness: kind })
      : `${count(found.candidates)} candidates for ${count(found.benchmarks)} benchmarks, by ${kind} closeness.`,
  );
});
