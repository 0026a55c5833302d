import project from "../../deno.json" with { type: "json" };

export function versionLine(): string {
  return `tillstream ${project.version} (Deno ${Deno.version.deno}, ${Deno.build.target})`;
}
