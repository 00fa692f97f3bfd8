export { dockerCall, openStandIn, type StandIn } from "./stand-in.js";
