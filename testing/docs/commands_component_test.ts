import { dirname } from "node:path";
import { freePorts } from "../engines/free_ports.ts";
import { ANY_CREDENTIALS, testEngines, testInstallation } from "../engines/installation.ts";
import { inheritedEnvironment } from "../engines/running_process.ts";
import { temporaryDatabase } from "../engines/temporary_database.ts";
import { temporarySourcing } from "../engines/temporary_sourcing.ts";
import { readPages } from "./pages.ts";
import { type PageSurroundings, runPage } from "./run_page.ts";
import { Script } from "./script.ts";
import { temporaryClone } from "./temporary_clone.ts";
import { stepsOf } from "./page_steps.ts";

/** Pages whose blocks need the engines alone share a lane, those beside `start` another: they do not wait for each other. */
const needsStart = (markdown: string) => stepsOf(markdown).some(({ run, engines }) => run !== null && !engines);

Deno.test("the commands of every page do what the page shows, in a fresh clone", async (t) => {
  await using clone = await temporaryClone();
  await using installation = await testInstallation(["redis", "kafka", "dynamodb"], { migrated: false });
  await using sourcing = await temporarySourcing({ migrated: false });
  await using old = await temporaryDatabase({ migrated: false });
  await using split = await temporarySourcing({ migrated: false });
  await using closing = new AsyncDisposableStack();
  const [port, enginesPort, feedPort] = freePorts(3);
  const engines = testEngines();
  const env = {
    ...inheritedEnvironment(),
    PATH: `${dirname(Deno.execPath())}:${Deno.env.get("PATH")}`,
    NO_COLOR: "1",
    METRICS_PORT: "0",
    PORT: String(port),
  };
  let start: Script | null = null;
  const surroundings: PageSurroundings = {
    folder: clone.folder,
    env,
    enginesEnv: {
      NAME_PREFIX: installation.prefix,
      PORT: String(enginesPort),
      AWS_ACCESS_KEY_ID: ANY_CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: ANY_CREDENTIALS.secretAccessKey,
    },
    replaced: [["localhost:8000", `127.0.0.1:${port}`], ["127.0.0.1:8000", `127.0.0.1:${port}`]],
    enginesReplaced: [
      ["postgres://postgres:password@localhost:5432/sesac_db", installation.env["DATABASE_URL"]!],
      ["postgres://postgres:password@localhost:5432/drop01_source", sourcing.env["SOURCE_DATABASE_URL"]!],
      ["postgres://postgres:password@localhost:5432/drop01_dropship", sourcing.env["DROPSHIP_DATABASE_URL"]!],
      ["postgres://postgres:password@localhost:5432/drop01_market", sourcing.env["MARKET_DATABASE_URL"]!],
      ["postgres://postgres:password@localhost:5432/shop01_source", split.env["SOURCE_DATABASE_URL"]!],
      ["postgres://postgres:password@localhost:5432/shop01_dropship", split.env["DROPSHIP_DATABASE_URL"]!],
      ["postgres://postgres:password@localhost:5432/shop01_market", split.env["MARKET_DATABASE_URL"]!],
      ["postgres://postgres:password@localhost:5432/shop01", old.url],
      ["redis://localhost:6379", engines.redisUrl],
      ["localhost:9092,localhost:9093,localhost:9094", engines.kafkaBrokers],
      ["http://localhost:8001", engines.dynamodbEndpoint],
      ["localhost:8000", `127.0.0.1:${enginesPort}`],
      ["127.0.0.1:8000", `127.0.0.1:${enginesPort}`],
      ["9100", String(feedPort)],
    ],
    start: () => Promise.resolve(start ??= closing.use(new Script("deno task start", { cwd: clone.folder, env }))),
  };
  const pages = [...await readPages()].filter(([, markdown]) => stepsOf(markdown).some(({ run }) => run !== null));
  const lane = async (own: typeof pages) => {
    for (const [name, markdown] of own) {
      await t.step({
        name,
        fn: () => runPage(name, markdown, surroundings),
        sanitizeOps: false,
        sanitizeResources: false,
        sanitizeExit: false,
      });
    }
  };
  await Promise.all([
    lane(pages.filter(([, markdown]) => needsStart(markdown))),
    lane(pages.filter(([, markdown]) => !needsStart(markdown))),
  ]);
});
