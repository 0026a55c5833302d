import openapiTS, { astToString } from "openapi-typescript";
import { wholeDocument } from "../../../testing/http/whole_document.ts";
import { ROOT } from "../test/run_child.ts";

export const TYPES_PATH = `${ROOT}client/schema.ts`;

const HEADER = "// Made by `deno task client` from the OpenAPI document; not edited by hand.\n" +
  "// deno-fmt-ignore-file\n// deno-lint-ignore-file\n";

/** By openapi-typescript with its defaults. */
export async function generateTypes(): Promise<string> {
  return HEADER + astToString(await openapiTS(structuredClone(await wholeDocument())));
}
