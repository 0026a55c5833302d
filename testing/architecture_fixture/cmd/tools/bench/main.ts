import "../../wiring/good_wiring.ts";
import "../../../testing/anything.ts";
