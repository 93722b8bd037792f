import type { Condition } from '../conditions';
import { setCondition } from '../conditions';
import type { Subject } from './Family';

/** Conditions as Knative's libraries keep them: sorted by name, those that `Ready` does not need marked as Info. */
export class KnativeConditions {
  readonly #subject: Subject;
  readonly #needed: readonly string[];
  #conditions: Condition[] = [];

  constructor(subject: Subject, needed: readonly string[]) {
    this.#subject = subject;
    this.#needed = needed;
  }

  set(
    type: string,
    status: Condition['status'],
    reason?: string,
    message?: string,
  ): void {
    this.#put(type, status, reason, message);
    const parts = this.#conditions.filter(condition =>
      this.#needed.includes(condition.type),
    );
    const worst =
      parts.find(part => part.status === 'False') ??
      parts.find(part => part.status === 'Unknown');
    if (worst) {
      this.#put('Ready', worst.status, worst.reason, worst.message);
    } else if (parts.length === this.#needed.length) {
      this.#put('Ready', 'True');
    }
  }

  get list(): Condition[] {
    return [...this.#conditions].sort((one, other) =>
      one.type < other.type ? -1 : 1,
    );
  }

  #put(
    type: string,
    status: Condition['status'],
    reason?: string,
    message?: string,
  ): void {
    const matters = type === 'Ready' || this.#needed.includes(type);
    this.#conditions = setCondition(this.#conditions, {
      type,
      status,
      lastTransitionTime: this.#subject.world.time,
      ...(matters ? {} : { severity: 'Info' }),
      ...(reason ? { reason } : {}),
      ...(message ? { message } : {}),
    });
  }
}
