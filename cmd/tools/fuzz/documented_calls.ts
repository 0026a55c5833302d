// deno-lint-ignore no-explicit-any -- a document is looked at field by field
type Document = any;

/** A call as it could be made, out of the document's own examples. */
export interface DocumentedCall {
  /** "PUT /v1/beacons/{id}" */
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly pathParams: Readonly<Record<string, string>>;
  /** The names of what may stand in the query. */
  readonly queryParams: readonly string[];
  readonly body: unknown;
  /** Every status that the document names for it. */
  readonly statuses: readonly number[];
}

/** One call for each operation of the document. */
export function documentedCalls(document: Document): DocumentedCall[] {
  return Object.entries<Document>(document.paths).flatMap(([path, item]) =>
    Object.entries<Document>(item).map(([method, operation]): DocumentedCall => {
      const parameters: Document[] = operation.parameters ?? [];
      const examples = operation.requestBody?.content["application/json"].examples ?? {};
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
