import type { CommandLine } from "../wiring/process/command_line.ts";

export const SHELLS = ["bash", "zsh", "fish"] as const;
type Shell = typeof SHELLS[number];

/** What may stand at one place of a line, with what each word does. */
export interface Completed {
  /** The words before it, behind the program's name: `start`, `sourcing sync`. */
  readonly path: string;
  readonly about: string;
  readonly words: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, { readonly about: string; readonly takesValue: boolean }>>;
}

export function completedOf(path: string, about: string, { words = {}, flags }: CommandLine): Completed {
  const shown = Object.entries(flags).filter(([, flag]) => !flag.hidden);
  const options = shown.map(([name, { about, type }]) => [`--${name}`, { about, takesValue: type === "string" }]);
  return { path, about, words, options: Object.fromEntries(options) };
}

/** A script for the shell to load. `commands` are sorted as a reader meets them; a step stands behind its process. */
export function completionScript(shell: Shell, commands: readonly Completed[]): string {
  return { bash, zsh, fish }[shell](commands);
}

const HELP = "--help";
const isStep = ({ path }: Completed) => path.includes(" ");
const shortened = (text: string) => text.replaceAll(/\s+/g, " ");

function bash(commands: readonly Completed[]): string {
  const first = [...commands.filter((each) => !isStep(each)).map(({ path }) => path), HELP, "--version"];
  const cases = commands.map(({ path, words, options }) =>
    `    "${path}") words="${[...Object.keys(words), ...Object.keys(options), HELP].join(" ")}" ;;`
  );
  return `# bash completion: source <(tillstream completions bash)
_tillstream() {
  local word="\${COMP_WORDS[COMP_CWORD]}" path="\${COMP_WORDS[1]}" words=""
  if ((COMP_CWORD > 2)) && [[ " ${
    stepped(commands).join(" ")
  } " == *" $path "* ]]; then path="$path \${COMP_WORDS[2]}"; fi
  if ((COMP_CWORD == 1)); then words="${first.join(" ")}"; else
    case "$path" in
${cases.join("\n")}
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _tillstream tillstream
`;
}

function zsh(commands: readonly Completed[]): string {
  const item = (name: string, about: string) =>
    `'${name.replaceAll(":", "\\:")}:${shortened(about).replaceAll("'", "'\\''")}'`;
  const first = commands.filter((each) => !isStep(each)).map(({ path, about }) => item(path, about));
  const cases = commands.map(({ path, words, options }) => {
    const items = [
      ...Object.entries(words).map(([word, about]) => item(word, about)),
      ...Object.entries(options).map(([option, { about }]) => item(option, about)),
      item(HELP, "what it does, its options, and examples"),
    ];
    return `    '${path}') items=(\n      ${items.join("\n      ")}\n    ) ;;`;
  });
  return `#compdef tillstream
# zsh completion: source <(tillstream completions zsh), behind compinit
_tillstream() {
  local -a items
  local path_of="$words[2]"
  if (( CURRENT == 2 )); then
    items=(
      ${first.join("\n      ")}
    )
    _describe 'process' items
    return
  fi
  if (( CURRENT > 3 )) && [[ " ${
    stepped(commands).join(" ")
  } " == *" $path_of "* ]]; then path_of="$path_of $words[3]"; fi
  case "$path_of" in
${cases.join("\n")}
  esac
  _describe 'argument' items
  [[ "$PREFIX" == -* ]] || _files
}
compdef _tillstream tillstream
`;
}

function fish(commands: readonly Completed[]): string {
  const quoted = (text: string) => `'${shortened(text).replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  const seen = (path: string) =>
    quoted(path.split(" ").map((word) => `__fish_seen_subcommand_from ${word}`).join("; and "));
  const lines = commands.flatMap((command) => {
    const { path, about, words, options } = command;
    const when = `complete -c tillstream -n ${seen(path)}`;
    return [
      ...(isStep(command) ? [] : [`complete -c tillstream -f -n __fish_use_subcommand -a ${path} -d ${quoted(about)}`]),
      ...Object.entries(words).map(([word, about]) => `${when} -f -a ${word} -d ${quoted(about)}`),
      ...Object.entries(options).map(([option, { about, takesValue }]) =>
        `${when} -l ${option.slice(2)}${takesValue ? " -r" : ""} -d ${quoted(about)}`
      ),
    ];
  });
  return `# fish completion: tillstream completions fish | source
complete -c tillstream -l help -d 'what it does, its options, and examples'
complete -c tillstream -n __fish_use_subcommand -l version -d 'the version, and that of Deno'
${lines.join("\n")}
`;
}

/** Processes whose first argument is a step with options of its own. */
function stepped(commands: readonly Completed[]): string[] {
  return [...new Set(commands.filter(isStep).map(({ path }) => path.split(" ")[0]!))];
}
