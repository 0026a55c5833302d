import { runTool } from "../../wiring/process/run_tool.ts";
import { ROOT } from "../test/run_child.ts";
import { checkArchitecture } from "./check_architecture.ts";

const COMMAND = {
  name: "architecture",
  usage: "[--json]\n\nExit status: 0 the code keeps to its rules, 1 it does not, 2 wrong usage.",
  flags: { json: { type: "boolean" } },
} as const;

if (import.meta.main) {
  const run = runTool(COMMAND, async ({ values }) => {
    const report = await checkArchitecture(ROOT.replace(/\/$/, ""));
    const { files, imports, violations } = report;
    if (values.json) console.log(JSON.stringify(report, null, 2));
    else {
      for (const { file, line, rule, message } of violations) console.log(`${file}:${line}  ${rule}  ${message}`);
      console.log(`architecture: ${files} files, ${imports} imports, ${violations.length} violations`);
    }
    return violations.length > 0 ? 1 : 0;
  });
  Deno.exit(await run);
}
