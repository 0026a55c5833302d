import { runTool } from "../../wiring/process/run_tool.ts";
import { findTests } from "../test/find_tests.ts";
import { reportRun } from "../test/report_run.ts";
import { runChecks } from "../test/run_checks.ts";
import { ROOT } from "../test/run_child.ts";
import { runTests } from "../test/run_tests.ts";
import { OK_COMMAND } from "./arguments.ts";

const status = await runTool(OK_COMMAND, () =>
  reportRun(async (signal, done) => {
    await runChecks(signal, done);
    const { fast } = await findTests(ROOT);
    done(await runTests({ title: "fast tests", files: fast, permitted: false, signal }));
  }));
Deno.exit(status);
