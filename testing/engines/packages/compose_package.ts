import { servicesDirectory } from "../directory.ts";
import { hasDockerCompose } from "../has_docker_compose.ts";
import { findProgram } from "../find_program.ts";
import { runCommand } from "../run_command.ts";
import { VERSIONS } from "../versions.ts";
import { createWhole } from "./create_whole.ts";
import type { Package } from "./package.ts";
import { isFile } from "./is_file.ts";

/**
 * The library that `docker compose` reads its files with, and a program around it with the arguments of `docker compose
 * --file FILE --profile "*" config --format json`. The library's own program does not refuse references to missing
 * services and volumes.
 */
const LIBRARY = "github.com/compose-spec/compose-go/v2/cli";

const PROGRAM = `package main

import (
	"context"
	"fmt"
	"os"

	"${LIBRARY}"
)

func main() {
	model, err := read(os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(string(model))
}

func read(file string) ([]byte, error) {
	options, err := cli.NewProjectOptions([]string{file}, cli.WithOsEnv, cli.WithDotEnv, cli.WithProfiles([]string{"*"}))
	if err != nil {
		return nil, err
	}
	project, err := options.LoadProject(context.Background())
	if err != nil {
		return nil, err
	}
	return project.MarshalJSON()
}
`;

/** Validates the Compose file; needs no Docker engine. */
export const composePackage: Package = {
  title: "Compose",
  through: "go",
  installed: () => isFile(composeProgram()) || hasDockerCompose(),
  missing() {
    const needed = !composePackage.installed() && !findProgram("go");
    const go = { what: "go", purpose: "builds Toxiproxy and Compose", install: "sudo apt-get install golang-go" };
    return Promise.resolve(needed ? [go] : []);
  },
  install: () =>
    createWhole(home(), async (folder) => {
      await Deno.mkdir(folder, { recursive: true });
      await Deno.writeTextFile(`${folder}/main.go`, PROGRAM);
      const go = (...args: string[]) => runCommand(["go", ...args], { cwd: folder, env: { GOFLAGS: "-mod=mod" } });
      await go("mod", "init", "compose");
      await go("get", `${LIBRARY}@v${VERSIONS.composeGo}`);
      await go("build", "-o", "compose", ".");
    }),
};

/** The command that reads Compose files: Docker's where it is installed, else the program above. */
export function composeCommand(): readonly string[] {
  return hasDockerCompose() ? ["docker", "compose"] : [composeProgram()];
}

function composeProgram(): string {
  return `${home()}/compose`;
}

function home(): string {
  return `${servicesDirectory()}/packages/compose-go-${VERSIONS.composeGo}`;
}
