import type { Import } from "./read_imports.ts";
import {
  CLIENT,
  COMMON_TECHNOLOGY,
  CONTEXTS,
  CORE,
  FRONT_DOOR,
  isTest,
  type Layer,
  layerOf,
  LAYERS,
  PACKAGES,
  SHARED,
  TEST_PACKAGES,
  TEST_REACH,
  TEST_SUPPORT,
  TOOLS,
} from "./rules.ts";
import type { Violation } from "./violation.ts";

export function checkImports(imports: readonly Import[]): Violation[] {
  return imports.flatMap((each) => {
    const found = checkImport(each);
    return found ? [{ ...found, file: each.from, line: each.line }] : [];
  });
}

function checkImport(each: Import): Found {
  const layer = layerOf(each.from);
  if (each.file === undefined) return layer && checkPackage(each, layer);
  return checkTools(each.from, each.file) ?? checkClient(each.from, each.file) ??
    (layer && checkFile(each.from, each.file, layer));
}

function checkTools(from: string, to: string): Found {
  if (from.startsWith(TEST_SUPPORT) && to.startsWith("cmd/")) {
    return { rule: "tool_imported", message: `${TEST_SUPPORT} imports ${to}; it may use nothing of cmd` };
  }
  if (!from.startsWith("cmd/") || from.startsWith(TOOLS) || from.startsWith(FRONT_DOOR)) return;
  if (isTest(from) || !to.startsWith(TOOLS)) return;
  return { rule: "tool_imported", message: `a process imports ${to}, a tool` };
}

function checkClient(from: string, to: string): Found {
  if (!from.startsWith(CLIENT) || isTest(from) || to.startsWith(CLIENT)) return;
  return { rule: "client_not_alone", message: `${CLIENT} imports ${to}; it is published without it` };
}

type Found = Pick<Violation, "rule" | "message"> | undefined;

function checkPackage({ from, package: name = "" }: Import, layer: Layer): Found {
  const allowed = PACKAGES[layer];
  if (!allowed || allowed.includes(name)) return;
  if (isTest(from) && (TEST_PACKAGES as readonly string[]).includes(name)) return;
  return { rule: "package_in_inner_layer", message: `${layer} may use ${allowed.join(" and ")}, not ${name}` };
}

function checkFile(from: string, to: string, layer: Layer): Found {
  if (isTest(from) && TEST_REACH[layer].some((folder) => to.startsWith(folder))) return;
  const target = layerOf(to);
  if (!target) {
    return layer === "cmd"
      ? undefined
      : { rule: "layer_direction", message: `${layer} imports ${to}, no layer at all` };
  }
  if (LAYERS.indexOf(target) > LAYERS.indexOf(layer)) {
    return { rule: "layer_direction", message: `${layer} imports ${to}, which lies further out` };
  }
  return layer === "cmd" ? undefined : checkTechnology(from, to) ?? checkContext(from, to);
}

function checkTechnology(from: string, to: string): Found {
  const [layer, own] = from.split("/");
  const [target, other] = to.split("/");
  if (layer !== "adapters" || target !== "adapters" || own === other || other === COMMON_TECHNOLOGY) return;
  return { rule: "technology_crossing", message: `${own} imports ${to}, another technology` };
}

function checkContext(from: string, to: string): Found {
  const own = contextOf(from);
  const other = contextOf(to);
  if (!own || !other || own === other || isCommon(other)) return;
  return { rule: "context_crossing", message: `${own} imports ${to}, of another context` };
}

/** `undefined` for a file directly below a technology: it combines contexts. */
function contextOf(path: string): string | undefined {
  return path.split("/").slice(1, -1).find((folder) =>
    isCommon(folder) || (CONTEXTS as readonly string[]).includes(folder)
  );
}

function isCommon(folder: string): boolean {
  return folder === SHARED || (CORE as readonly string[]).includes(folder);
}
