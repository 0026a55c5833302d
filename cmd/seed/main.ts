import { runProcess } from "../wiring/process/run_process.ts";
import { runSeed } from "./run_seed.ts";

await runProcess({
  name: "seed",
  usage: `[--users N] [--products N] [--seed TEXT] [--until DAY] [--json]
       --erase-demo [--json]

  --erase-demo   instead removes what start invented in its demo stores: sales, reports, manuals, beacons and guests;
                 start --demo off keeps it away`,
  flags: {
    users: { type: "string" },
    products: { type: "string" },
    seed: { type: "string" },
    until: { type: "string" },
    "erase-demo": { type: "boolean" },
    json: { type: "boolean" },
  },
}, (process, { values }) => runSeed(process, values));
