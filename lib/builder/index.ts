export type { Builder, BuilderNode, DockerEngine, DockerInfo, Driver, NodeTraits } from "./builder.js";
