import "../../application/commerce/ports/good_port.ts";
