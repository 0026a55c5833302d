// deno-lint-ignore no-explicit-any -- a document is looked at field by field
type Document = any;

export interface DocumentedCall {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly pathParams: Readonly<Record<string, string>>;
  readonly queryParams: readonly string[];
  readonly body: unknown;
  readonly statuses: readonly number[];
}

export function documentedCalls(document: Document): DocumentedCall[] {
  return Object.entries<Document>(document.paths).flatMap(([path, item]) =>
    Object.entries<Document>(item).map(([method, operation]): DocumentedCall => {
      const parameters: Document[] = operation.parameters ?? [];
      const examples = operation.requestBody?.content["application/json"]?.examples ?? {};
      return {
        operation: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        pathParams: Object.fromEntries(
          parameters.filter((each) => each.in === "path").map((each) => [each.name, exampleOf(each)]),
        ),
        queryParams: parameters.filter((each) => each.in === "query").map(({ name }) => name),
        body: Object.values<Document>(examples)[0]?.value,
        statuses: Object.keys(operation.responses).map(Number),
      };
    })
  );
}

function exampleOf({ schema = {}, example }: Document): string {
  return String(
    example ?? schema.example ?? schema.examples?.[0] ?? schema.enum?.[0] ?? "0190b7a6-0000-7000-8000-000000000001",
  );
}
