import { assert } from "@std/assert";
import { type Document, wholeDocument } from "./whole_document.ts";

/** Fails where a described operation answers with a problem that its description does not name. */
export async function assertDocumented(
  route: string,
  { status, body, headers }: { readonly status: number; readonly body: Document; readonly headers: Headers },
): Promise<void> {
  if (headers.get("content-type") !== "application/problem+json") return;
  const [method, path] = route.split(" ") as [string, string];
  const document = await wholeDocument();
  const item = document.paths[path] ?? Object.entries(document.paths).find(([each]) => fits(each, path))?.[1];
  const operation = item?.[method.toLowerCase()];
  if (!operation || !path.startsWith("/v1/")) return;
  const response = operation.responses[status]?.$ref.split("/").at(-1);
  const codes = document.components.responses[response]
    ?.content["application/problem+json"].schema.properties.code.enum;
  assert(codes?.includes(body.code), `${route} is not described to answer ${status} ${body.code}`);
}

function fits(template: string, path: string): boolean {
  return new RegExp(`^${template.replace(/\{\w+\}/g, "[^/]+")}$`).test(path);
}
