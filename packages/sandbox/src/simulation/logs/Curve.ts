import type { Random } from '../kernel';

/** A loss that falls and an accuracy that rises with progress, each job its own, with noise that is always the same. */
export class Curve {
  readonly #start: number;
  readonly #floor: number;
  readonly #steepness: number;
  readonly #ceiling: number;
  readonly #noise: Random;

  constructor(random: Random) {
    this.#start = random.between(2.2, 7.5);
    this.#floor = random.between(0.08, 0.9);
    this.#steepness = random.between(3, 6);
    this.#ceiling = random.between(0.82, 0.97);
    this.#noise = random.fork('noise');
  }

  loss(done: number): number {
    const ideal =
      this.#floor +
      (this.#start - this.#floor) * Math.exp(-this.#steepness * done);
    return Math.max(0.001, ideal * (1 + 0.03 * this.#wobble(done)));
  }

  accuracy(done: number): number {
    const ideal = this.#ceiling * (1 - Math.exp(-this.#steepness * done));
    return Math.min(
      0.999,
      Math.max(0, ideal * (1 + 0.01 * this.#wobble(done + 17))),
    );
  }

  /** -1 to 1, fixed for a point. */
  #wobble(point: number): number {
    return this.#noise.fork(point.toFixed(6)).between(-1, 1);
  }
}
