/**
 * A seeded source of random numbers (sfc32, seeded through a 32-bit string hash). Small on purpose: a simulation
 * must give the same lives for the same seed on every machine and Node version.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d = 1;
  readonly #seed: string;

  constructor(seed: string) {
    this.#seed = seed;
    this.#a = hash(`a:${seed}`);
    this.#b = hash(`b:${seed}`);
    this.#c = hash(`c:${seed}`);
    for (let i = 0; i < 12; i++) {
      this.next();
    }
  }

  /** An independent source: what one job draws never changes what another one draws. */
  fork(label: string): Random {
    return new Random(`${this.#seed}/${label}`);
  }

  /** At least 0, below 1. */
  next(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    this.#c |= 0;
    return (sum >>> 0) / 4294967296;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(from: readonly T[]): T {
    const picked = from[Math.floor(this.next() * from.length)];
    if (picked === undefined) {
      throw new RangeError('Cannot pick from an empty list');
    }
    return picked;
  }

  /** Picks by weight. */
  weighted<T>(from: readonly { weight: number; value: T }[]): T {
    const total = from.reduce((sum, entry) => sum + entry.weight, 0);
    let left = this.next() * total;
    for (const entry of from) {
      left -= entry.weight;
      if (left < 0) {
        return entry.value;
      }
    }
    return this.pick(from).value;
  }

  /** Letters as Kubernetes uses them for generated names (no vowels, no digits that look like letters). */
  suffix(length = 5): string {
    const letters = 'bcdfghjklmnpqrstvwxz2456789';
    let text = '';
    for (let i = 0; i < length; i++) {
      text += letters[Math.floor(this.next() * letters.length)];
    }
    return text;
  }

  hex(length: number): string {
    let text = '';
    while (text.length < length) {
      text += Math.floor(this.next() * 16).toString(16);
    }
    return text;
  }

  /** A version 4 UUID. */
  uuid(): string {
    const variant = '89ab'[this.integer(0, 3)];
    return `${this.hex(8)}-${this.hex(4)}-4${this.hex(3)}-${variant}${this.hex(3)}-${this.hex(12)}`;
  }
}

/** FNV-1a with a final mix: near seeds must not give near sequences. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    value ^= text.charCodeAt(i);
    value = Math.imul(value, 0x01000193);
  }
  value ^= value >>> 16;
  value = Math.imul(value, 0x85ebca6b);
  value ^= value >>> 13;
  return value | 0;
}
