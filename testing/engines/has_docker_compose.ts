/** Whether `docker compose` exists. Reading a file with it needs no engine. */
export function hasDockerCompose(): boolean {
  try {
    return new Deno.Command("docker", { args: ["compose", "version"], stdin: "null" }).outputSync().success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
