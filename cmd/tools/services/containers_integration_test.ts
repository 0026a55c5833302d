import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { fileURLToPath } from "node:url";
import { listFiles } from "../architecture/list_files.ts";
import { readImports } from "../architecture/read_imports.ts";
import { PROCESSES } from "../../tillstream/processes.ts";
import { HOST } from "../../../testing/engines/addresses.ts";
import { requiredTool } from "../../../testing/engines/required_address.ts";
import { PASSWORDS } from "./docker/docker_host.ts";
import { readCompose, run } from "./read_compose.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** The part of the Compose specification used here. */
interface Service {
  readonly image?: string;
  readonly container_name?: string;
  readonly restart?: string;
  readonly depends_on?: Readonly<Record<string, unknown>>;
  readonly command?: readonly string[] | null;
  readonly profiles?: readonly string[];
  readonly ports?: readonly { readonly host_ip?: string; readonly published?: string }[];
  readonly volumes?: readonly { readonly type: string; readonly source?: string }[];
  readonly environment?: Readonly<Record<string, string | null>>;
}

interface Model {
  readonly services: Readonly<Record<string, Service>>;
}

const HADOLINT = requiredTool("TEST_HADOLINT").split(" ");
const MADE = Object.fromEntries(PASSWORDS.map((name) => [name, `secret of ${name}`]));

async function composeModel(): Promise<Model> {
  const { code, stdout, stderr } = await readCompose(`${ROOT}compose.yaml`, { env: MADE });
  assertEquals(code, 0, stderr);
  return JSON.parse(stdout);
}

const { services } = await composeModel();
/** Neither the engines of the tests nor the container to work in. */
const ours = Object.entries(services).filter(([, { profiles = ["full"] }]) => profiles.includes("full"));
const names = ours.map(([, { container_name }]) => container_name);

Deno.test("Compose accepts compose.yaml, and refuses what is wrong in it", async () => {
  const text = await Deno.readTextFile(`${ROOT}compose.yaml`);
  const file = await Deno.makeTempFile({ suffix: ".yaml" });
  try {
    for (
      const [right, wrong, complaint] of [
        ["image: adminer", "imagee: adminer", "imagee"],
        ["kafka1: { condition: service_healthy }", "kafka9: { condition: service_healthy }", "kafka9"],
        ["redis:/data", "cellar:/data", "cellar"],
      ] as const
    ) {
      assertStringIncludes(text, right);
      await Deno.writeTextFile(file, text.replaceAll(right, wrong));
      const { code, stderr } = await readCompose(file, { env: MADE });
      assertEquals(code, 1, wrong);
      assertStringIncludes(stderr, complaint);
    }
  } finally {
    await Deno.remove(file);
  }
});

const CONSUMERS = ["user", "product", "order"].flatMap((kind) => [1, 2, 3].map((n) => `${kind}_consumer_${n}`));
/** The containers of the guide that go on; before them, one makes the tables and one the first shop. */
const STREAM = [
  ...["local_postgres", "local_redis", "kafka1", "kafka2", "kafka3", "kafka_ui", "adminer"],
  ...["cache_worker", "producer", "grade_updater", "redis_monitor", ...CONSUMERS],
];

/** Before the tools, which the guide leaves open to any page. */
const PROXY = "tools_proxy";

/** What `docker compose --profile NAME up` starts, which refuses a service whose dependency it does not start. */
function startedWith(profile: string | null) {
  const all = new Map(
    Object.entries(services).filter(([, { profiles = [] }]) =>
      profiles.length === 0 || profiles.some((each) => each === profile)
    ),
  );
  for (const [name, { depends_on = {} }] of all) {
    for (const needed of Object.keys(depends_on)) assert(all.has(needed), `${name} needs ${needed}`);
  }
  const namesOf = (isOnce: boolean) =>
    [...all.values()].filter(({ restart }) => (restart === "no") === isOnce).map((each) => each.container_name).sort();
  return { once: namesOf(true), running: namesOf(false) };
}

Deno.test("compose.yaml starts the guide's containers of the stream, and with its profile the one to work in", () => {
  assertEquals(startedWith(null), { once: ["migrate", "seed"], running: [...STREAM, PROXY].sort() });
  const { once, running } = startedWith("stream");
  assertEquals([once, running], [["migrate", "seed"], [...STREAM, PROXY, "deno_dev"].sort()]);
  assertEquals(running.length, 21 + 1);
});

Deno.test("compose.yaml starts the whole system with the profile full", () => {
  const more = [
    "api",
    "local_dynamodb",
    "event_relay",
    "event_recorder",
    "retention",
    "sourcing",
    "prometheus",
    "grafana",
  ];
  const { once, running } = startedWith("full");
  assertEquals([once, running], [["migrate", "seed"], [...STREAM, PROXY, ...more].sort()]);
  assertEquals([...once, ...running].sort(), names.toSorted());
});

Deno.test("compose.yaml publishes each port once, on the loopback address", () => {
  const published: string[] = [];
  for (const [name, { ports = [] }] of ours) {
    for (const { host_ip, published: port = "" } of ports) {
      assertEquals(host_ip, HOST, name);
      published.push(port);
    }
  }
  assertEquals([...new Set(published)].sort(), published.sort());
  for (const port of ["8000", "8080", "8081", "9090", "3000"]) assert(published.includes(port), port);
});

Deno.test("compose.yaml publishes no tool but through the proxy that checks who asks", async () => {
  const text = await Deno.readTextFile(`${ROOT}deploy/proxy/nginx.conf`);
  const tools = text.matchAll(/^ {4}(\d+) ([\w-]+):(\d+);$/gm).toArray();
  assertEquals(tools.map(([, , name]) => name).sort(), [
    "adminer",
    "dynamodb-local",
    "grafana",
    "kafka-ui",
    "prometheus",
  ]);
  for (const [, port, name] of tools) {
    assertEquals(services[name!]?.ports ?? [], [], name);
    assertStringIncludes(text, `listen ${port};`);
  }
  const { ports = [], volumes = [] } = services["tools-proxy"]!;
  assertEquals(ports.map(({ published }) => published).sort(), tools.map(([, port]) => port!).sort());
  assert(volumes.some(({ source }) => source?.endsWith("deploy/proxy/nginx.conf")));
});

Deno.test("compose.yaml has no password of its own, and is refused without one that deploy/passwords.sh makes", async () => {
  const folder = await Deno.makeTempDir();
  await using _folder = { [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }) };
  await Deno.mkdir(`${folder}/deploy`);
  await Deno.copyFile(`${ROOT}compose.yaml`, `${folder}/compose.yaml`);
  await Deno.copyFile(`${ROOT}deploy/passwords.sh`, `${folder}/deploy/passwords.sh`);
  for (const missing of PASSWORDS) {
    const { code, stderr } = await readCompose(`${folder}/compose.yaml`, {
      env: { ...MADE, [missing]: "" },
      cwd: folder,
    });
    assertEquals(code, 1, missing);
    assertStringIncludes(stderr, missing);
    assertStringIncludes(stderr, "sh deploy/passwords.sh");
  }
  for (const [name, { environment = {} }] of Object.entries(services)) {
    for (const [variable, value] of Object.entries(environment)) {
      if (!/PASSWORD/.test(variable)) continue;
      assert(Object.values(MADE).includes(value ?? ""), `${name}: ${variable} is ${value}`);
    }
  }

  const make = async () => {
    const { code, stdout, stderr } = await run(["sh", "deploy/passwords.sh"], { cwd: folder });
    assertEquals(code, 0, stderr);
    return stdout;
  };
  await Deno.writeTextFile(`${folder}/.env`, "GRAFANA_PASSWORD=mine\nCACHE_BATCH_SIZE=10");
  assertStringIncludes(await make(), "GRAFANA_PASSWORD: kept");
  const made = await Deno.readTextFile(`${folder}/.env`);
  const lines = made.trimEnd().split("\n");
  assertEquals(lines.slice(0, 2), ["GRAFANA_PASSWORD=mine", "CACHE_BATCH_SIZE=10"]);
  for (const line of lines.slice(2)) assertMatch(line, /^[A-Z_]+_PASSWORD=[A-Za-z0-9]{32}$/);
  assertEquals(new Set(lines.map((line) => line.split("=")[0])), new Set([...PASSWORDS, "CACHE_BATCH_SIZE"]));
  assertEquals((await Deno.stat(`${folder}/.env`)).mode! & 0o777, 0o600);
  await make();
  assertEquals(await Deno.readTextFile(`${folder}/.env`), made);
});

Deno.test("deploy/pin_images.sh writes a digest behind the tag of every image, and a newer one in its place", async () => {
  const folder = await Deno.makeTempDir();
  await using _folder = { [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }) };
  await Deno.mkdir(`${folder}/deploy`);
  await Deno.mkdir(`${folder}/bin`);
  for (const file of ["compose.yaml", "Dockerfile", "deploy/pin_images.sh"]) {
    await Deno.copyFile(`${ROOT}${file}`, `${folder}/${file}`);
  }
  for (const digest of ["1".repeat(64), "2".repeat(64)]) {
    await Deno.writeTextFile(`${folder}/bin/docker`, `#!/bin/sh\necho sha256:${digest}\n`, { mode: 0o700 });
    const path = `${folder}/bin:${Deno.env.get("PATH")}`;
    const { code, stderr } = await run(["sh", "deploy/pin_images.sh"], { env: { PATH: path }, cwd: folder });
    assertEquals(code, 0, stderr);
    for (const file of ["compose.yaml", "Dockerfile"]) {
      const pinned = await Deno.readTextFile(`${folder}/${file}`);
      assertEquals(
        pinned.replaceAll(`@sha256:${digest}`, ""),
        (await Deno.readTextFile(`${ROOT}${file}`)).replaceAll(/@sha256:[0-9a-f]{64}/g, ""),
      );
      for (const [, image] of pinned.matchAll(/^(?: *image: |FROM )(\S+:\S+)/gm)) assertStringIncludes(image!, digest);
    }
  }
});

Deno.test("GitHub's actions are named by commit", async () => {
  for (const file of ["ci", "release"]) {
    const text = await Deno.readTextFile(`${ROOT}.github/workflows/${file}.yml`);
    const used = text.matchAll(/uses: (?!\.\/)(.+)$/gm).map((match) => match[1]!).toArray();
    assert(used.length > 2);
    for (const action of used) assertMatch(action, /^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  }
});

Deno.test("compose.yaml names each container once, and no image by a moving tag", () => {
  assertEquals(new Set(names).size, ours.length);
  for (const [name, { image = "" }] of Object.entries(services)) {
    if (image !== "tillstream") assert(/:\S*\d/.test(image) && !image.endsWith(":latest"), `${name}: ${image}`);
  }
});

/** Our services in compose.yaml, each with the process that it runs. */
const containers = Object.entries(services).flatMap(([service, { image, command }]) => {
  if (image !== "tillstream" || service === "dev") return [];
  return [{ service, process: PROCESSES.find(({ name }) => name === command?.[0]) }];
});

Deno.test("compose.yaml runs processes that exist, every long-running one, and mounts files that exist", async () => {
  assertEquals(containers.filter(({ process }) => !process).map(({ service }) => service), []);
  // `start` is all of them in one; one process does all of sourcing's work.
  const inPlace = ({ name, group }: typeof PROCESSES[number]) => name === "start" || group === "sourcing";
  const missing = PROCESSES.filter((known) => known.port !== null && !inPlace(known))
    .filter((known) => !containers.some(({ process }) => process === known));
  assertEquals(missing.map(({ name }) => name), []);
  assert(containers.some(({ process }) => process?.group === "sourcing" && process.port !== null));
  for (const { volumes = [] } of Object.values(services)) {
    for (const { type, source = "" } of volumes) if (type === "bind") await Deno.stat(source);
  }
});

Deno.test("Prometheus asks every long-running process of ours", async () => {
  // METRICS_PORT of every container: where keys are set, the API's own port asks for one.
  const running = containers.flatMap(({ service, process }) => process?.port ? [`${service}:9464`] : []);
  const text = await Deno.readTextFile(`${ROOT}deploy/prometheus/prometheus.yml`);
  const asked = text.matchAll(/^ +- ([\w-]+:\d+)$/gm).map((match) => match[1]!).toArray();
  assertEquals(asked.sort(), running.sort());
});

Deno.test("the image holds every file that its processes import", async () => {
  const ignored = (await Deno.readTextFile(`${ROOT}.dockerignore`)).split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((pattern) => pattern.replaceAll(".", "\\.").replaceAll("**/", "(?:.+/)?").replaceAll("*", "[^/]*"))
    .map((source) => new RegExp(`^${source}(/|$)`));
  const isIgnored = (file: string) => ignored.some((pattern) => pattern.test(file));
  const files = (await listFiles(ROOT)).filter((file) => !isIgnored(file));
  assert(files.includes("cmd/start/main.ts") && !files.some((file) => file.endsWith("_test.ts")));
  const imports = await readImports(ROOT.replace(/\/$/, ""), files);
  const missing = imports.filter(({ file }) => file !== undefined && isIgnored(file));
  assertEquals(missing.map(({ from, file }) => `${from} imports ${file}`), []);
});

Deno.test("hadolint finds nothing in the Dockerfile, and something in a bad one", async () => {
  const { code, stdout } = await run([...HADOLINT, "Dockerfile"], { cwd: ROOT });
  assertEquals([code, stdout], [0, ""]);
  const bad = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(bad, "FROM debian:latest\nRUN cd /tmp && apt-get install curl\n");
    assertEquals((await run([...HADOLINT, bad])).code, 1);
  } finally {
    await Deno.remove(bad);
  }
});
