import ts from "typescript";

/** What every program has; the library of the language takes seconds. */
const LANGUAGE = `
  interface Array<T> { length: number; [n: number]: T } interface ReadonlyArray<T> { readonly [n: number]: T }
  interface Boolean {} interface CallableFunction {} interface Function {} interface IArguments {}
  interface NewableFunction {} interface Number {} interface Object {} interface RegExp {} interface String {}
  type Record<K extends keyof any, T> = { [P in K]: T };
`;

/** What TypeScript says about the last of some modules, by their names; [] when they fit. */
export function typeCheck(modules: Readonly<Record<string, string>>): string[] {
  const texts: Readonly<Record<string, string>> = { ...modules, "/language.d.ts": LANGUAGE };
  const options: ts.CompilerOptions = {
    ...{ noLib: true, strict: true, noEmit: true, allowImportingTsExtensions: true, types: [] },
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  const host: ts.CompilerHost = {
    fileExists: (name) => name in texts,
    readFile: (name) => texts[name],
    getSourceFile: (name) =>
      name in texts ? ts.createSourceFile(name, texts[name]!, ts.ScriptTarget.ESNext) : undefined,
    getDefaultLibFileName: () => "/language.d.ts",
    getCurrentDirectory: () => "/",
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    writeFile: () => {},
  };
  const program = ts.createProgram(Object.keys(texts), options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}
