/** Whether the command line of Docker is here and understands `compose`. Reading a file with it needs no engine. */
export function hasDockerCompose(): boolean {
  try {
    return new Deno.Command("docker", { args: ["compose", "version"], stdin: "null" }).outputSync().success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
