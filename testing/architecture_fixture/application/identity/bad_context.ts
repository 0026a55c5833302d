import "../commerce/ports/good_port.ts";
