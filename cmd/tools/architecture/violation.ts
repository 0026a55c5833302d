/** One place where the code leaves the architecture. */
export interface Violation {
  /** Stable: what the tests and other programs go by. */
  readonly rule:
    | "layer_direction"
    | "package_in_inner_layer"
    | "technology_crossing"
    | "context_crossing"
    | "import_circle"
    | "impure_code"
    | "folder_name"
    | "folder_too_full"
    | "tool_imported"
    | "main_too_long"
    | "layer_empty";
  /** Relative to the project's root. */
  readonly file: string;
  /** Counted from 1; 1 where it is about the file as a whole. */
  readonly line: number;
  readonly message: string;
}
