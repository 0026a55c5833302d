import { assert, assertEquals } from "@std/assert";
import { fileURLToPath } from "node:url";
import { parseEnv } from "node:util";
import { readBlocks } from "../../../testing/docs/read_blocks.ts";
import { parseConfig, settingNames } from "../../wiring/config/config.ts";
import { requireKeysBeyondLoopback } from "../../wiring/config/http_config.ts";
import { type Env, WrongSettings } from "../../wiring/config/settings.ts";
import { PASSWORDS } from "./docker/docker_host.ts";
import { readCompose } from "./read_compose.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

interface Service {
  readonly image?: string;
  readonly environment?: Env;
}

/** The services with that `.env` beside them, and the passwords that are made, as Compose itself puts them together. */
async function servicesWith(settings: string): Promise<Readonly<Record<string, Service>>> {
  const dotEnv = [...PASSWORDS.map((name) => `${name}=made`), settings].join("\n");
  const folder = await Deno.makeTempDir();
  await using _folder = { [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }) };
  await Deno.writeTextFile(`${folder}/.env`, dotEnv);
  await Deno.copyFile(`${ROOT}compose.yaml`, `${folder}/compose.yaml`);
  const { code, stdout, stderr } = await readCompose(`${folder}/compose.yaml`, {
    clearEnv: true,
    // What `docker compose` takes from .env for the ${…} of its file, the library without Docker takes from here.
    env: { ...parseEnv(dotEnv), PATH: Deno.env.get("PATH") ?? "", HOME: folder },
  });
  assertEquals(code, 0, stderr);
  return JSON.parse(stdout).services;
}

const ours = (services: Readonly<Record<string, Service>>) =>
  Object.entries(services).filter(([, { image }]) => image === "tillstream")
    .map(([name, { environment = {} }]) => [name, environment] as const);

/** As `readEnv` does. */
const given = (env: Env): Env => Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim() !== ""));

function configOf(service: string, env: Env) {
  try {
    const config = parseConfig(given(env));
    if (service === "api") requireKeysBeyondLoopback(config);
    return config;
  } catch (error) {
    if (!(error instanceof WrongSettings)) throw error;
    throw new Error(`${service}: ${error.message}`);
  }
}

/** Of the container `local_postgres`. */
function localAccount(services: Readonly<Record<string, Service>>) {
  const { POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB } = services["postgres"]!.environment!;
  return { user: POSTGRES_USER, password: POSTGRES_PASSWORD, database: POSTGRES_DB };
}

/** The containers' own, or what the guide says of them alone. */
const NOT_SETTABLE = ["HOST", "PORT", "METRICS_PORT", "EVENTS", "PUBLISHED_ON_LOOPBACK"];

const page = await Deno.readTextFile(`${ROOT}docs/containers.md`);
const documented = readBlocks(page).filter(({ info: [language] }) => language === "env").map(({ text }) => text);

Deno.test("every .env of the guide, and none, gives each container settings that it accepts, and its own account", async (t) => {
  assert(documented.length >= 5);
  for (const text of ["", ...documented]) {
    await t.step(text.replaceAll("\n", " ") || "no .env", async () => {
      const services = await servicesWith(text);
      const local = localAccount(services);
      const wanted = parseEnv(text);
      for (const [service, env] of ours(services)) {
        for (const [name, value] of Object.entries(wanted)) {
          if (!name.startsWith("LOCAL_")) assertEquals(env[name], value, `${service}: ${name}`);
        }
        const { database, sourcing } = configOf(service, env);
        assert(database.kind === "server" && sourcing.databases);
        const { source, dropship, market } = sourcing.databases;
        for (const { url } of [database, source, dropship, market]) {
          const { username, password, hostname } = new URL(url);
          if (hostname === "postgres") assertEquals([username, password], [local.user, local.password], service);
        }
      }
    });
  }
});

Deno.test("another database with another password leaves the container's account as it is", async () => {
  const before = localAccount(await servicesWith(""));
  const production = documented.find((text) => text.includes("DB_TYPE=production"))!;
  assertEquals(localAccount(await servicesWith(production)), before);
  assertEquals(localAccount(await servicesWith("LOCAL_POSTGRES_PASSWORD=other")), { ...before, password: "other" });
});

Deno.test("every setting of .env reaches the containers, but those that they have of their own", async () => {
  const names = settingNames().filter((name) => !NOT_SETTABLE.includes(name));
  const services = await servicesWith(names.map((name) => `${name}=x-${name}`).join("\n"));
  for (const [service, env] of ours(services)) {
    assertEquals(names.filter((name) => env[name] !== `x-${name}`), [], service);
  }
});
