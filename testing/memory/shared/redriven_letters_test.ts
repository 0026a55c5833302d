import { redrivenLettersContract } from "../../../application/shared/redriven_letters_contract.ts";
import { MemoryRedrivenLetters } from "./redriven_letters.ts";

redrivenLettersContract("memory", (work) => work(new MemoryRedrivenLetters()));
