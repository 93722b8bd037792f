/**
 * Collects the first few of many elements in an order, without sorting the rest: a heap with the last of the collected
 * at its root.
 */
export class FirstOf<T> {
  readonly #heap: T[] = [];
  readonly #limit: number;
  readonly #compare: (left: T, right: T) => number;

  /** @param limit - how many to collect, at least 1 */
  constructor(limit: number, compare: (left: T, right: T) => number) {
    this.#limit = limit;
    this.#compare = compare;
  }

  add(element: T): void {
    const heap = this.#heap;
    if (heap.length < this.#limit) {
      heap.push(element);
      this.#rise(heap.length - 1);
    } else if (this.#compare(element, heap[0]) < 0) {
      heap[0] = element;
      this.#sink();
    }
  }

  /** The collected elements, in order. */
  sorted(): T[] {
    return [...this.#heap].sort(this.#compare);
  }

  #rise(start: number): void {
    const heap = this.#heap;
    let child = start;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (this.#compare(heap[child], heap[parent]) <= 0) {
        return;
      }
      [heap[child], heap[parent]] = [heap[parent], heap[child]];
      child = parent;
    }
  }

  #sink(): void {
    const heap = this.#heap;
    let parent = 0;
    for (;;) {
      const left = 2 * parent + 1;
      const right = left + 1;
      let largest = parent;
      if (left < heap.length && this.#compare(heap[left], heap[largest]) > 0) {
        largest = left;
      }
      if (
        right < heap.length &&
        this.#compare(heap[right], heap[largest]) > 0
      ) {
        largest = right;
      }
      if (largest === parent) {
        return;
      }
      [heap[parent], heap[largest]] = [heap[largest], heap[parent]];
      parent = largest;
    }
  }
}
