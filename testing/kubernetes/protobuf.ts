// Kubernetes objects as Go clients send them: protobuf in an envelope. Only what builders consist of is known here; a field
// beyond that is an error, so that nothing is overlooked. Numbers are those of k8s.io/api generated.proto.

/**
 * Fields by their numbers: name, space, type. A type is `string`, `int`, `bool`, `bytes`, a message, `[…]` for a list, `{…}` for a map from texts,
 * and `>…` for a message whose fields stand in its parent in JSON.
 */
const messages: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  Unknown: { 1: "typeMeta TypeMeta", 2: "raw bytes", 3: "contentEncoding string", 4: "contentType string" },
  TypeMeta: { 1: "apiVersion string", 2: "kind string" },
  Deployment: { 1: "metadata ObjectMeta", 2: "spec DeploymentSpec", 3: "status DeploymentStatus" },
  DeploymentSpec: {
    1: "replicas int",
    2: "selector LabelSelector",
    3: "template PodTemplateSpec",
    4: "strategy DeploymentStrategy",
    5: "minReadySeconds int",
    7: "paused bool",
  },
  DeploymentStrategy: { 1: "type string" },
  DeploymentStatus: {
    1: "observedGeneration int",
    2: "replicas int",
    3: "updatedReplicas int",
    4: "availableReplicas int",
    5: "unavailableReplicas int",
    7: "readyReplicas int",
  },
  ConfigMap: { 1: "metadata ObjectMeta", 2: "data {string}" },
  DeleteOptions: {},
  Time: {},
  ObjectMeta: {
    1: "name string",
    2: "generateName string",
    3: "namespace string",
    4: "selfLink string",
    5: "uid string",
    6: "resourceVersion string",
    7: "generation int",
    8: "creationTimestamp Time",
    11: "labels {string}",
    12: "annotations {string}",
  },
  LabelSelector: { 1: "matchLabels {string}" },
  PodTemplateSpec: { 1: "metadata ObjectMeta", 2: "spec PodSpec" },
  PodSpec: {
    1: "volumes [Volume]",
    2: "containers [Container]",
    3: "restartPolicy string",
    6: "dnsPolicy string",
    7: "nodeSelector {string}",
    8: "serviceAccountName string",
    9: "serviceAccount string",
    10: "nodeName string",
    11: "hostNetwork bool",
    12: "hostPID bool",
    13: "hostIPC bool",
    16: "hostname string",
    17: "subdomain string",
    19: "schedulerName string",
    20: "initContainers [Container]",
    22: "tolerations [Toleration]",
    24: "priorityClassName string",
  },
  Container: {
    1: "name string",
    2: "image string",
    3: "command [string]",
    4: "args [string]",
    5: "workingDir string",
    7: "env [EnvVar]",
    8: "resources ResourceRequirements",
    9: "volumeMounts [VolumeMount]",
    10: "livenessProbe Probe",
    11: "readinessProbe Probe",
    13: "terminationMessagePath string",
    14: "imagePullPolicy string",
    15: "securityContext SecurityContext",
    16: "stdin bool",
    17: "stdinOnce bool",
    18: "tty bool",
    20: "terminationMessagePolicy string",
  },
  EnvVar: { 1: "name string", 2: "value string" },
  ResourceRequirements: { 1: "limits {Quantity}", 2: "requests {Quantity}" },
  Quantity: { 1: "string string" },
  VolumeMount: {
    1: "name string",
    2: "readOnly bool",
    3: "mountPath string",
    4: "subPath string",
    6: "subPathExpr string",
  },
  Probe: {
    1: "handler >ProbeHandler",
    2: "initialDelaySeconds int",
    3: "timeoutSeconds int",
    4: "periodSeconds int",
    5: "successThreshold int",
    6: "failureThreshold int",
  },
  ProbeHandler: { 1: "exec ExecAction" },
  ExecAction: { 1: "command [string]" },
  SecurityContext: { 2: "privileged bool", 11: "seccompProfile SeccompProfile" },
  SeccompProfile: { 1: "type string" },
  Toleration: {
    1: "key string",
    2: "operator string",
    3: "value string",
    4: "effect string",
    5: "tolerationSeconds int",
  },
  Volume: { 1: "name string", 2: "volumeSource >VolumeSource" },
  VolumeSource: { 2: "emptyDir EmptyDir", 19: "configMap ConfigMapVolume" },
  EmptyDir: { 1: "medium string", 2: "sizeLimit Quantity" },
  ConfigMapVolume: { 1: "reference >LocalObjectReference", 3: "defaultMode int" },
  LocalObjectReference: { 1: "name string" },
};

const magic = Buffer.from("k8s\0");

/**
 * The object in a request's body as the JSON of it. What Go writes although it was not set (empty texts, zeros, empty objects) is
 * left out, since JSON leaves it out as well.
 */
export function decodeProtobuf(body: Uint8Array): unknown {
  if (!magic.equals(body.subarray(0, magic.length))) throw new Error("this is no protobuf of Kubernetes");
  const { typeMeta, raw } = decodeMessage(body.subarray(magic.length), "Unknown");
  if (typeof typeMeta !== "object" || typeMeta === null || !("kind" in typeMeta) || !(raw instanceof Uint8Array))
    throw new Error("the envelope is incomplete");
  return { ...typeMeta, ...decodeMessage(raw, String(typeMeta.kind)) };
}

function decodeMessage(bytes: Uint8Array, name: string): Readonly<Record<string, unknown>> {
  const fields = messages[name];
  if (fields === undefined) throw new Error(`the message ${name} is not known`);
  const result: Record<string, unknown> = {};
  let at = 0;
  while (at < bytes.length) {
    const tag = varint();
    const declared = fields[tag >> 3];
    if (declared === undefined) throw new Error(`${name} has a field ${tag >> 3} that is not known`);
    const [field = "", type = ""] = declared.split(" ");
    if ((tag & 7) === 0) {
      const value = varint();
      if (value !== 0) result[field] = type === "bool" ? true : value;
      continue;
    }
    if ((tag & 7) !== 2) throw new Error(`${name}.${field} has the wire type ${tag & 7}`);
    const length = varint();
    set(field, type, bytes.subarray(at, at + length));
    at += length;
  }
  return result;

  function set(field: string, type: string, content: Uint8Array): void {
    const inner = type.slice(1, -1);
    if (type.startsWith("[")) {
      const before = result[field];
      result[field] = [...(Array.isArray(before) ? before : []), decodeValue(content, inner)];
    } else if (type.startsWith("{")) {
      const { key = "", value } = decodeEntry(content, inner);
      result[field] = { ...Object(result[field]), [key]: value };
    } else if (type.startsWith(">")) Object.assign(result, decodeMessage(content, type.slice(1)));
    else {
      const value = decodeValue(content, type);
      // An emptyDir without options is a choice of its own.
      if (!isEmpty(value) || type === "EmptyDir") result[field] = value;
    }
  }

  function varint(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined) throw new Error(`${name} ends within a number`);
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }
}

function decodeValue(content: Uint8Array, type: string): unknown {
  if (type === "string") return Buffer.from(content).toString("utf8");
  if (type === "bytes") return content;
  const message = decodeMessage(content, type);
  return type === "Quantity" ? message["string"] : message;
}

/** A map's entry: 1 is the key, 2 the value. */
function decodeEntry(content: Uint8Array, type: string): { readonly key?: string; readonly value?: unknown } {
  const keyLength = content[1] ?? 0;
  const key = Buffer.from(content.subarray(2, 2 + keyLength)).toString("utf8");
  const rest = content.subarray(2 + keyLength);
  if (content[0] !== 0x0a || keyLength > 0x7f || rest[0] !== 0x12) throw new Error("a map's entry of another form");
  const lengthBytes = [...rest.subarray(1)].findIndex((byte) => byte < 0x80) + 1;
  return { key, value: decodeValue(rest.subarray(1 + lengthBytes), type) };
}

function isEmpty(value: unknown): boolean {
  if (value instanceof Uint8Array) return false;
  return value === "" || (typeof value === "object" && value !== null && Object.keys(value).length === 0);
}
