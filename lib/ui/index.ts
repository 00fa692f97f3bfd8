export { type Display, type DisplayOptions, openDisplay, type ProgressMode } from "./display.js";
