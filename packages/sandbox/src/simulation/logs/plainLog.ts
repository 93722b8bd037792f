import type { Random } from '../kernel';
import { Curve } from './Curve';
import type { LogPosition, TrainingLog } from './TrainingLog';

export interface Phrases {
  banner(position: LogPosition, units: number): string[];
  /** One line for each unit of work (epoch, boosting round, step) that was finished. */
  unit(
    unit: number,
    units: number,
    loss: number,
    accuracy: number,
    position: LogPosition,
  ): string;
  end(loss: number, accuracy: number): string[];
  units: readonly number[];
}

/** A program that prints one line for each unit of its work, in the words of its framework. */
export class PlainLog implements TrainingLog {
  readonly #curve: Curve;
  readonly #units: number;
  readonly #phrases: Phrases;

  constructor(random: Random, phrases: Phrases) {
    this.#curve = new Curve(random);
    this.#units = random.pick(phrases.units);
    this.#phrases = phrases;
  }

  banner(position: LogPosition): string[] {
    return this.#phrases.banner(position, this.#units);
  }

  prepare(step: string): string[] {
    return [`${step}: downloading`, `${step}: done`];
  }

  progress(position: LogPosition): string[] {
    if (position.rank > 0) {
      return [];
    }
    const first = Math.floor(position.from * this.#units) + 1;
    const last = Math.floor(position.to * this.#units);
    const lines: string[] = [];
    for (let unit = Math.max(first, last - 7); unit <= last; unit++) {
      const done = unit / this.#units;
      const { loss, accuracy } = this.#at(done);
      lines.push(
        this.#phrases.unit(unit, this.#units, loss, accuracy, position),
      );
    }
    return lines;
  }

  end({ rank }: LogPosition): string[] {
    const { loss, accuracy } = this.#at(1);
    return rank === 0 ? this.#phrases.end(loss, accuracy) : [];
  }

  metrics(done: number): { name: string; value: string }[] {
    const { loss, accuracy } = this.#at(done);
    return [
      { name: 'loss', value: loss.toFixed(4) },
      { name: 'accuracy', value: accuracy.toFixed(4) },
    ];
  }

  #at(done: number): { loss: number; accuracy: number } {
    return {
      loss: this.#curve.loss(done),
      accuracy: this.#curve.accuracy(done),
    };
  }
}
