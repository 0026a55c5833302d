import process from "node:process";
import { testEngines } from "../../../testing/engines/installation.ts";
import { servicesDirectory } from "../../../testing/engines/directory.ts";
import { printReport } from "../services/print_report.ts";
import { useEngines } from "../services/lock.ts";
import { installPackages } from "../services/native/install_packages.ts";
import { schemathesisPackage, schemathesisProgram } from "../../../testing/engines/packages/schemathesis_package.ts";
import { addressEngines } from "../services/require_engines_up.ts";
import { sayWithTime } from "../services/say_with_time.ts";
import { ROOT } from "../test/run_child.ts";
import { untilSignal } from "../../wiring/process/until_signal.ts";
import {
  type FuzzArguments,
  type FuzzFlags,
  type PropertiesArguments,
  readFuzzArguments,
  readPropertiesArguments,
} from "./arguments.ts";
import { propertyTests } from "./property_tests.ts";
import { reportAsText } from "./report.ts";
import { runFuzz } from "./run_fuzz.ts";
import { runProperties } from "./run_properties.ts";

const NEEDED = /^(postgres|redis|kafka-\d|dynamodb)$/;

export async function carryOut(values: FuzzFlags): Promise<number> {
  const json = values.json ?? false;
  const work = values.properties
    ? tryProperties.bind(null, readPropertiesArguments(values))
    : run.bind(null, readFuzzArguments(values));
  return await untilSignal((signal) => work(json, signal));
}

async function run(fuzz: FuzzArguments, json: boolean, signal: AbortSignal): Promise<number> {
  // kafkajs asks for timers in the past, which then run at once, as meant.
  process.removeAllListeners("warning");
  const say = sayWithTime();
  // A test run that ends meanwhile leaves them up.
  using _inUse = await useEngines(servicesDirectory());
  await addressEngines(NEEDED);
  await installPackages(say, [schemathesisPackage]);
  say(`at least ${fuzz.cases} calls; seed ${fuzz.seed}`);
  return await printReport(runFuzz(fuzz, { engines: testEngines(), program: schemathesisProgram(), signal }), {
    json,
    asText: reportAsText,
    signal,
    interrupted: "fuzz: interrupted; its databases, topics and processes are gone, the engines are up",
  });
}

async function tryProperties(
  { minutes, seed }: PropertiesArguments,
  json: boolean,
  signal: AbortSignal,
): Promise<number> {
  const files = await propertyTests(ROOT.replace(/\/$/, ""));
  const report = await runProperties(files, {
    minutes: seed === null ? minutes : 0,
    nextSeed: () => seed ?? crypto.getRandomValues(new Uint32Array(1))[0]!,
    say: sayWithTime(),
    run: { signal, output: json ? "none" : "shown" },
  });
  const { ok, tests, rounds, failedSeed } = report;
  if (json) console.log(JSON.stringify(report, null, 2));
  else if (ok) console.log(`${tests} tests held in ${rounds} rounds`);
  else console.log(`round ${rounds} failed; again: deno task fuzz --properties --seed ${failedSeed}`);
  return ok ? 0 : 1;
}
