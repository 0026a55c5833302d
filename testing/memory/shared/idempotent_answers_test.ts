import { idempotentAnswersContract } from "../../../application/shared/idempotent_answers_contract.ts";
import { MemoryIdempotentAnswers } from "./idempotent_answers.ts";

idempotentAnswersContract("memory", (work) => work(new MemoryIdempotentAnswers()));
