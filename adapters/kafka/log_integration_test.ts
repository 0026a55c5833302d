import { logContract } from "../../application/shared/log_contract.ts";
import { kafkaLog } from "../../testing/kafka_log.ts";

logContract("Kafka", kafkaLog);
