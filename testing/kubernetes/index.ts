export type { Json, PodState } from "./cluster.js";
export { type KubeconfigOptions, kubeconfigFor, type Login } from "./kubeconfig.js";
export {
  type Kubernetes,
  type KubernetesOptions,
  type RecordedExec,
  type RecordedRequest,
  startKubernetes,
} from "./server.js";
export { type KubernetesSetting, kubernetesSetting } from "./setting.js";
