const multipliers: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

const pattern =
  /^([+-]?(?:\d+\.?\d*|\.\d+))(?:[eE]([+-]?\d{1,3})|([numkMGTPE]|[KMGTPE]i)?)$/;

/**
 * A Kubernetes quantity (`4`, `"4"`, `"500m"`, `"2k"`, `"16Gi"`, `"1e3"`) as a number; `undefined` for anything else.
 * Source: k8s.io/apimachinery/pkg/api/resource.
 *
 * @public
 */
export function asQuantity(value: unknown): number | undefined {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? value : undefined;
  }
  if (typeof value !== 'string' || value.length > 64) {
    return undefined;
  }
  const match = pattern.exec(value);
  if (!match) {
    return undefined;
  }
  const [, digits = '', exponent, suffix = ''] = match;
  const quantity =
    exponent === undefined
      ? Number(digits) * (multipliers[suffix] ?? Number.NaN)
      : Number(`${digits}e${exponent}`);
  return Number.isFinite(quantity) ? quantity : undefined;
}
