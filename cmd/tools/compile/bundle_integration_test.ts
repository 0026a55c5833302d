import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { textLines } from "../../../adapters/files/text_lines.ts";
import { PROCESSES } from "../../tillstream/processes.ts";
import { bundleInto } from "./bundle_into.ts";
import { programName } from "./options.ts";

/** Programs of their own; tillstream holds what every other one is made of. */
const PROGRAMS = ["tillstream", "migrate", "consumer", "load-manuals"];

interface Bundles extends AsyncDisposable {
  readonly folder: string;
  command(program: string, ...args: string[]): Deno.Command;
}

async function makeBundles(): Promise<Bundles> {
  const root = await Deno.makeTempDir({ prefix: "bundles-" });
  const folder = `${root}/dist`;
  const empty = `${root}/empty`;
  await Deno.mkdir(empty);
  await bundleInto({ out: folder, only: PROGRAMS });
  return {
    folder,
    command: (program, ...args) =>
      new Deno.Command(Deno.execPath(), {
        args: [
          "run",
          "-A",
          "--no-prompt",
          "--no-config",
          "--no-npm",
          "--no-remote",
          `${folder}/${program}.js`,
          ...args,
        ],
        cwd: empty,
        clearEnv: true,
        env: { PATH: Deno.env.get("PATH") ?? "", DENO_DIR: `${root}/cache`, NO_COLOR: "1", PORT: "0" },
        stdin: "null",
        stdout: "piped",
        stderr: "piped",
      }),
    [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }),
  };
}

async function run(command: Deno.Command): Promise<{ code: number; stdout: string; stderr: string }> {
  const { code, stdout, stderr } = await command.output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

Deno.test("bundles run from an empty folder", async (t) => {
  await using bundles = await makeBundles();

  const helps = [
    ...PROCESSES.map(({ name }) => ["tillstream", name] as const),
    ...PROGRAMS.slice(1).map((name) => [programName(name), name] as const),
  ];
  for (const [program, name] of helps) {
    await t.step(`${program} gives the help of ${name}`, async () => {
      const args = program === "tillstream" ? [name, "--help"] : ["--help"];
      const { code, stdout, stderr } = await run(bundles.command(program, ...args));
      assertEquals([code, stderr], [0, ""], name);
      assert(new RegExp(`^usage: .* ${name}\\s`).test(stdout), stdout);
    });
  }

  await t.step("migrate status opens the embedded database and reads the migrations", async () => {
    const { code, stdout, stderr } = await run(bundles.command("tillstream-migrate", "status", "--json"));
    assertEquals(code, 0, stderr);
    const { migrations } = JSON.parse(stdout) as { migrations: readonly { name: string }[] };
    assertEquals(migrations[0]?.name, "commerce");
  });

  await t.step("tillstream start serves the page, its files and the documentation, and stops gracefully", async () => {
    const child = bundles.command("tillstream", "start", "--ephemeral", "--speed", "20").spawn();
    const log = new Response(child.stderr).text();
    try {
      const address = await firstAddress(child.stdout, log);
      for (
        const [path, part] of [
          ["/", "<title>"],
          ["/assets/main.js", "import"],
          ["/assets/uplot.js", "uPlot"],
          ["/docs/swagger-ui.js", "SwaggerUIBundle"],
          ["/openapi.json", "/v1/orders"],
          ["/metrics", "tillstream_group_lag_records{"],
        ] as const
      ) {
        const response = await fetch(address + path);
        assertEquals(response.status, 200, path);
        assertStringIncludes(await response.text(), part, path);
      }
      const { counts } = await (await fetch(`${address}/v1/commerce/summary`)).json();
      assert(counts.users >= 10_000, JSON.stringify(counts));
    } finally {
      child.kill("SIGTERM");
    }
    assertEquals((await child.status).code, 0, await log);
  });
});

async function firstAddress(stdout: ReadableStream<Uint8Array>, log: Promise<string>): Promise<string> {
  for await (const lines of textLines(stdout)) {
    for (const { text } of lines) {
      const address = /is open at (\S+)/.exec(text)?.[1];
      if (address) return address;
    }
  }
  throw new Error(`It ended before it was open:\n${await log}`);
}
