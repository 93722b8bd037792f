/**
 * Two clocks and how they go together. The simulation counts its own seconds: 0 is the moment at which it was
 * started, what is below 0 is the past that was there already. Before 0 both clocks run alike; after 0 the
 * simulation's runs `speed` times as fast as the one on the wall, so everything that is written down carries times
 * that a person can believe ("2 minutes ago" is 2 minutes ago), while lives go by faster or slower.
 */
export class Timeline {
  readonly #start: number;
  readonly speed: number;

  /** @throws RangeError when `speed` is not a positive number. */
  constructor(start: Date, speed: number) {
    if (!(Number.isFinite(speed) && speed > 0)) {
      throw new RangeError(
        `The simulation's speed must be a number above 0, not ${speed}`,
      );
    }
    this.#start = start.getTime();
    this.speed = speed;
  }

  /** The simulation's second at a time on the wall. */
  second(wall: Date): number {
    const elapsed = (wall.getTime() - this.#start) / 1000;
    return elapsed <= 0 ? elapsed : elapsed * this.speed;
  }

  /** The time on the wall at a second of the simulation. */
  wall(second: number): Date {
    return new Date(
      Math.round(
        this.#start + (second <= 0 ? second : second / this.speed) * 1000,
      ),
    );
  }

  /** How many seconds on the wall lie between two seconds of the simulation. */
  wallSeconds(from: number, to: number): number {
    return (this.wall(to).getTime() - this.wall(from).getTime()) / 1000;
  }
}

/** `metav1.Time`: RFC 3339 in UTC, whole seconds. */
export function timestamp(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** `metav1.MicroTime`: RFC 3339 in UTC with microseconds. */
export function microTimestamp(date: Date): string {
  return date.toISOString().replace('Z', '000Z');
}
