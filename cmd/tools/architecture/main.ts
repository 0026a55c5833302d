/** Checks that the code keeps to its architecture. Prints each place where it does not; then it exits with 1. */
import { checkArchitecture } from "./check_architecture.ts";

if (import.meta.main) {
  const root = new URL("../../../", import.meta.url).pathname.replace(/\/$/, "");
  const report = await checkArchitecture(root);
  if (Deno.args.includes("--json")) {
    console.log(JSON.stringify(report, null, 2));
  } else {
    for (const { file, line, rule, message } of report.violations) console.log(`${file}:${line}  ${rule}  ${message}`);
    const { files, imports, violations } = report;
    console.log(`architecture: ${files} files, ${imports} imports, ${violations.length} violations`);
  }
  if (report.violations.length > 0) Deno.exit(1);
}
