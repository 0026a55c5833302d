import { assert, assertEquals } from "@std/assert";
import { checkArchitecture } from "./check_architecture.ts";
import type { Violation } from "./violation.ts";

const FIXTURE = new URL("../../../testing/architecture_fixture", import.meta.url).pathname;
const PROJECT = new URL("../../..", import.meta.url).pathname.replace(/\/$/, "");

const BAD: Readonly<Record<Exclude<Violation["rule"], "layer_empty">, readonly string[]>> = {
  layer_direction: [
    "adapters/redis/bad_direction.ts",
    "adapters/redis/bad_no_layer.ts",
    "application/commerce/bad_direction.ts",
    "domain/commerce/bad_direction.ts",
    "domain/commerce/bad_direction_dynamic.ts",
    "domain/commerce/bad_direction_inline_type.ts",
    "domain/commerce/bad_direction_test.ts",
    "domain/commerce/bad_direction_type_only.ts",
  ],
  package_in_inner_layer: [
    "application/commerce/bad_package.ts",
    "domain/commerce/bad_builtin.ts",
    "domain/commerce/bad_package.ts",
  ],
  technology_crossing: ["adapters/redis/bad_technology.ts"],
  context_crossing: [
    "adapters/http/commerce/bad_context.ts",
    "adapters/http/server/bad_context.ts",
    "adapters/redis/core/bad_context.ts",
    "adapters/redis/core/bad_context_of_domain.ts",
    "adapters/redis/identity/bad_context.ts",
    "adapters/redis/identity/bad_context_sideways.ts",
    "application/identity/bad_context.ts",
    "application/identity/bad_context_of_domain.ts",
    "domain/commerce/bad_context.ts",
    "domain/shared/bad_context.ts",
  ],
  import_circle: [
    "domain/commerce/bad_circle.ts",
    "domain/commerce/bad_circle_by_type.ts",
    "domain/commerce/bad_circle_dynamic.ts",
  ],
  impure_code: [
    "application/commerce/bad_silenced_file.ts",
    "application/identity/bad_runtime.ts",
    "domain/commerce/bad_clock.ts",
    "domain/commerce/bad_date.ts",
    "domain/commerce/bad_date_call.ts",
    "domain/commerce/bad_random.ts",
    "domain/commerce/bad_runtime.ts",
    "domain/commerce/bad_silenced.ts",
    "domain/commerce/bad_stopwatch.ts",
    "domain/commerce/bad_uuid.ts",
  ],
  folder_name: [
    "adapters/mongo/bad_folder.ts",
    "domain/commerce/utilities/bad_folder.ts",
    "domain/warehouse/bad_folder.ts",
  ],
  folder_too_full: ["adapters/kafka/core"],
  tool_imported: [
    "cmd/api/bad_tool.ts",
    "cmd/wiring/bad_tool.ts",
    "testing/bad_process.ts",
    "testing/bad_tool.ts",
    "testing/bad_wiring.ts",
  ],
  client_not_alone: ["client/bad_import.ts"],
  main_too_long: ["cmd/bad_long/main.ts"],
};

Deno.test("checkArchitecture refuses the fixture, rule by rule", async (t) => {
  const { violations } = await checkArchitecture(FIXTURE);
  for (const [rule, files] of Object.entries(BAD)) {
    await t.step(rule, () => {
      const refused = violations.filter((violation) => violation.rule === rule).map((violation) => violation.file);
      assertEquals([...new Set(refused)].sort(), files);
    });
  }
  await t.step("and refuses nothing for a rule that is not listed here", () => {
    assertEquals(violations.filter((violation) => !(violation.rule in BAD)), []);
  });
});

Deno.test("checkArchitecture names the line of an import and of impure code", async () => {
  const { violations } = await checkArchitecture(FIXTURE);
  const lineOf = (file: string) => violations.find((violation) => violation.file === file)?.line;
  assertEquals(lineOf("domain/commerce/bad_runtime.ts"), 1);
  assertEquals(lineOf("domain/commerce/bad_silenced.ts"), 1);
  assertEquals(lineOf("adapters/redis/bad_technology.ts"), 1);
  const circle = violations.find(({ file }) => file === "domain/commerce/bad_circle.ts");
  assertEquals([circle?.line, circle?.message.split(": ")[1]], [
    2,
    "domain/commerce/bad_circle_by_type.ts → domain/commerce/bad_circle_dynamic.ts → domain/commerce/bad_circle.ts",
  ]);
});

Deno.test("checkArchitecture refuses layers that hold no file", async () => {
  const root = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${root}/domain`);
    await Deno.writeTextFile(`${root}/domain/alone.ts`, "export {};\n");
    const { violations } = await checkArchitecture(root);
    const empty = violations.filter((violation) => violation.rule === "layer_empty");
    assertEquals(empty.map((violation) => violation.file), ["application", "adapters", "cmd"]);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("checkArchitecture finds files and imports in every layer of this project", async () => {
  const report = await checkArchitecture(PROJECT);
  assert(report.files > 50 && report.imports > 50, `only ${report.files} files and ${report.imports} imports`);
  assertEquals(report.violations, []);
});
