import type protobuf from 'protobufjs';
import { setProperty, type JsonObject } from '../json';

type Fields = Record<string, unknown>;

/** Messages whose JSON is not an object of their fields. */
const special: Record<string, (fields: Fields) => unknown> = {
  'k8s.io.apimachinery.pkg.api.resource.Quantity': ({ string }) => string,
  'k8s.io.apimachinery.pkg.util.intstr.IntOrString': ({
    type,
    intVal,
    strVal,
  }) => (Number(type ?? 0) === 1 ? (strVal ?? '') : Number(intVal ?? 0)),
  'k8s.io.apimachinery.pkg.apis.meta.v1.Time': time,
  'k8s.io.apimachinery.pkg.apis.meta.v1.MicroTime': microTime,
  'k8s.io.apimachinery.pkg.apis.meta.v1.FieldsV1': ({ Raw }) => json(Raw),
  'k8s.io.apimachinery.pkg.runtime.RawExtension': ({ raw }) => json(raw),
  'k8s.io.api.authentication.v1.ExtraValue': ({ items }) => items ?? [],
  'k8s.io.api.authorization.v1.ExtraValue': ({ items }) => items ?? [],
};

/** Fields whose own fields stand, in JSON, where the field would: Go embeds their types. */
const inlined = new Set([
  'deviceConfiguration',
  'ephemeralContainerCommon',
  'handler',
  'ingressRuleValue',
  'localObjectReference',
  'persistentVolumeSource',
  'volumeSource',
]);

/**
 * Fields that are no pointers in Go: their zero is always sent, means nothing and is left out of JSON. The zero of
 * any other field, `replicas` say, was meant.
 */
const emptyWhenZero = new Set([
  'failureThreshold',
  'generation',
  'hostIPC',
  'hostNetwork',
  'hostPID',
  'hostPort',
  'initialDelaySeconds',
  'minReadySeconds',
  'nodePort',
  'observedGeneration',
  'paused',
  'periodSeconds',
  'publishNotReadyAddresses',
  'readOnly',
  'stdin',
  'stdinOnce',
  'successThreshold',
  'timeoutSeconds',
  'tty',
  'unschedulable',
]);

function time({ seconds }: Fields): string | undefined {
  if (seconds === undefined) return undefined;
  return `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}Z`;
}

function microTime({ seconds, nanos }: Fields): string | undefined {
  if (seconds === undefined) return undefined;
  const whole = new Date(Number(seconds) * 1000).toISOString().slice(0, 19);
  const micros = Math.floor(Number(nanos ?? 0) / 1000);
  return `${whole}.${String(micros).padStart(6, '0')}Z`;
}

function json(bytes: unknown): unknown {
  return bytes instanceof Uint8Array && bytes.length > 0
    ? JSON.parse(Buffer.from(bytes).toString('utf8'))
    : undefined;
}

function scalar(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  // 64-bit numbers come as objects; what Kubernetes keeps in them fits a double.
  return typeof value === 'object' && value !== null ? Number(value) : value;
}

function valueOf(field: protobuf.Field, value: unknown): unknown {
  const type = field.resolvedType;
  if (!type) return scalar(value);
  if (!('fields' in type)) return value;
  return jsonOf(type, value as Fields);
}

/** A decoded message as the JSON that the API has for it. Go writes empty strings for what is not set. */
export function jsonOf(type: protobuf.Type, message: Fields): unknown {
  const convert = special[type.fullName.slice(1)];
  const own = Object.fromEntries(
    type.fieldsArray
      .filter(({ name }) => Object.hasOwn(message, name))
      .map(({ name }) => [name, message[name]]),
  );
  if (convert) return convert(own);
  const result: JsonObject = {};
  for (const field of type.fieldsArray) {
    const value = own[field.name];
    if (value === undefined || value === null || value === '') continue;
    if (field.map) {
      const entries = Object.entries(value as Fields).map(([key, part]) => [
        key,
        valueOf(field, part),
      ]);
      // The library makes maps of its own where none was sent.
      if (entries.length > 0) {
        setProperty(result, field.name, Object.fromEntries(entries));
      }
    } else if (field.repeated) {
      const list = (value as unknown[]).map(part => valueOf(field, part));
      if (list.length > 0) setProperty(result, field.name, list);
    } else if (inlined.has(field.name)) {
      Object.assign(result, valueOf(field, value));
    } else {
      const part = valueOf(field, value);
      if (emptyWhenZero.has(field.name) && Number(part) === 0) continue;
      if (part !== undefined) setProperty(result, field.name, part);
    }
  }
  return result;
}
