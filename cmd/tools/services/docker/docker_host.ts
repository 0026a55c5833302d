import { engineAnswers } from "../engine_answers.ts";
import type { EngineHost } from "../engine_host.ts";
import { ENGINE_NAMES, type EngineName } from "../engine_name.ts";
import { installPackages, TOOLS } from "../native/install_packages.ts";
import { runCommand } from "../../../../testing/engines/run_command.ts";
import { settleAll } from "../settle_all.ts";
import { waitUntil } from "../../../../testing/engines/wait_until.ts";

/** Separate from `docker compose up`'s project, which taking down the tests' engines leaves alone. */
const PROJECT = "tillstream-test";

const COMPOSE_FILE = new URL("../../../../compose.yaml", import.meta.url).pathname;

/** Without a value, compose.yaml is refused; deploy/passwords.sh makes them. */
export const PASSWORDS = ["POSTGRES_PASSWORD", "GRAFANA_PASSWORD", "GRAFANA_DB_PASSWORD", "KAFKA_UI_PASSWORD"];

const START_TIMEOUT_MS = 120_000;

/** Services of compose.yaml with the profile `test`, one per engine. */
export const dockerHost: EngineHost = {
  async up(say) {
    await installPackages(say, TOOLS);
    say("starting containers (the first time, their images are fetched)");
    await compose("up", "--detach", ...ENGINE_NAMES.map(service));
    await settleAll(ENGINE_NAMES.map(async (name) => {
      await untilItAnswers(name);
      say(`${name} is up`);
    }));
  },
  down: async () => void await compose("down", "--volumes", "--timeout", "5"),
  async running() {
    const services = (await compose("ps", "--services", "--status", "running")).split("\n");
    return ENGINE_NAMES.filter((name) => services.includes(service(name)));
  },
  async start(name) {
    await compose("start", service(name));
    await untilItAnswers(name);
  },
  stop: async (name) => void await compose("stop", service(name)),
  kill: async (name) => void await compose("kill", "--signal", "SIGKILL", service(name)),
};

function service(name: EngineName): string {
  return `test-${name}`;
}

async function untilItAnswers(name: EngineName): Promise<void> {
  await waitUntil(`start ${name}`, () => engineAnswers(name), { timeout: START_TIMEOUT_MS });
}

async function compose(...args: string[]): Promise<string> {
  const project = ["--file", COMPOSE_FILE, "--project-name", PROJECT, "--profile", "test"];
  // Compose wants the passwords of services that it does not start here.
  const unused = Object.fromEntries(PASSWORDS.map((name) => [name, "unused"]));
  return await runCommand(["docker", "compose", ...project, ...args], { env: unused });
}
