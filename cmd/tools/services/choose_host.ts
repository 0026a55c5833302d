import { dockerHost } from "./docker/docker_host.ts";
import type { EngineHost } from "./engine_host.ts";
import { nativeHost } from "./native/native_host.ts";
import { succeeds } from "../../../testing/engines/run_command.ts";
import { type HostKind, readState } from "./state.ts";

const VARIABLE = "TILLSTREAM_SERVICES_HOST";

export const HOSTS: Readonly<Record<HostKind, EngineHost>> = { docker: dockerHost, native: nativeHost };

/** Of the running engines; else {@linkcode VARIABLE}; else Docker if `docker compose` works; else this machine. */
export async function chooseHost(): Promise<HostKind> {
  const current = await readState();
  if (current) return current.host;
  const wanted = Deno.env.get(VARIABLE);
  if (wanted === "docker" || wanted === "native") return wanted;
  if (wanted) throw new Error(`Cannot choose where engines run: ${VARIABLE} is ${wanted}, not docker or native`);
  return await succeeds(["docker", "info"]) && await succeeds(["docker", "compose", "version"]) ? "docker" : "native";
}
