import { numberFlag } from "../wiring/config/flags.ts";
import { runProcess } from "../wiring/process/run_process.ts";
import { runCollection } from "./run_collection.ts";

await runProcess({
  name: "collect-benchmarks",
  usage: "--market NAME --feed URL [--credential NAME] [--query TEXT] [--pages COUNT] [--json]\n" +
    "       --job ID [--json]      goes on with a job, or does one that was queued",
  flags: {
    market: { type: "string" },
    feed: { type: "string" },
    credential: { type: "string" },
    query: { type: "string" },
    pages: { type: "string" },
    job: { type: "string" },
    json: { type: "boolean" },
  },
}, async (process, { values }) => {
  const pages = numberFlag("pages", values.pages, { from: 1, to: 1_000_000, whole: true }, null);
  return await runCollection(process, { ...values, pages, json: values.json ?? false });
});
