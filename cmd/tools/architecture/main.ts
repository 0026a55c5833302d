import { runTool } from "../../wiring/process/run_tool.ts";
import { ROOT } from "../test/run_child.ts";
import { checkArchitecture } from "./check_architecture.ts";
import { ARCHITECTURE_COMMAND } from "./arguments.ts";

const run = runTool(ARCHITECTURE_COMMAND, async ({ values }) => {
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
