export interface Violation {
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
    | "client_not_alone"
    | "main_too_long"
    | "layer_empty";
  readonly file: string;
  readonly line: number;
  readonly message: string;
}
