import { runTool } from "../../wiring/process/run_tool.ts";
import { findTests } from "../test/find_tests.ts";
import { inLanes, jobsOf } from "../test/in_lanes.ts";
import { reportRun } from "../test/report_run.ts";
import { checks } from "../test/run_checks.ts";
import { ROOT } from "../test/run_child.ts";
import { OK_COMMAND } from "./arguments.ts";

const status = await runTool(OK_COMMAND, () =>
  reportRun(async (signal, done) => {
    const { fast } = await findTests(ROOT);
    await inLanes([...checks(signal), ...jobsOf({ title: "fast tests", files: fast, permitted: false, signal })], done);
  }));
Deno.exit(status);
