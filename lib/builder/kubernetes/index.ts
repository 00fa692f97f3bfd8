export { kubernetesNodes, type PodAddress, podTransport } from "./node.js";
export { validateKubernetesOptions } from "./options.js";
