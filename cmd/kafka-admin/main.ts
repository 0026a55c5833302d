import { openLog } from "../wiring/open_log.ts";
import { openStore } from "../wiring/open_store.ts";
import { requireEngines } from "../wiring/require_engines.ts";
import { runProcess } from "../wiring/run_process.ts";
import { WrongSettings } from "../wiring/settings.ts";
import { ACTIONS } from "./actions.ts";

await runProcess({
  name: "kafka-admin",
  usage: "topics | groups | dlq --topic T [--full] | redrive --topic T [--dry-run] [--mended FILE]  [--json]",
  flags: {
    topic: { type: "string" },
    "dry-run": { type: "boolean" },
    full: { type: "boolean" },
    mended: { type: "string" },
    json: { type: "boolean" },
  },
  positionals: true,
}, async (process, { values, positionals: [name = "", ...rest] }) => {
  const action = ACTIONS.get(name);
  if (!action || rest.length > 0) {
    throw new WrongSettings([
      `"${[name, ...rest].join(" ")}" is no action: expected ${[...ACTIONS.keys()].join(", ")}`,
    ]);
  }
  requireEngines(process.config, ["database", "kafka"]);
  const sql = await openStore(process, "kafka-admin");
  const report = await action({ process, sql, log: await openLog(process) }, values);
  console.log(values.json ? JSON.stringify(report.json) : report.text);
});
