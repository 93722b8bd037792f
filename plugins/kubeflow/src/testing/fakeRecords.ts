import type { FakeRequest } from './FakePipelinesBackend';

/** One page of records, found by a part of the name and sorted. */
export function answerPage(
  { query }: FakeRequest,
  records: readonly { name: string; createdAt?: string }[],
  options: { pageSize: number; beside?: object },
): Response {
  const text = query.get('text') ?? '';
  const sort = query.get('sort') === 'name' ? 'name' : 'createdAt';
  const found = records
    .filter(({ name }) => name.includes(text))
    .sort((one, other) => (one[sort] ?? '').localeCompare(other[sort] ?? ''));
  if (query.get('order') === 'desc') {
    found.reverse();
  }
  const from = Number(query.get('pageToken') ?? 0);
  const to =
    from + Math.min(Number(query.get('pageSize') ?? 50), options.pageSize);
  return Response.json({
    items: found.slice(from, to),
    total: found.length,
    nextPageToken: to < found.length ? String(to) : undefined,
    ...options.beside,
  });
}

/** One record, or its removal. */
export function answerRecord(
  request: FakeRequest,
  records: readonly { id: string }[],
  id: string,
  remove: () => void,
): Response {
  const record = records.find(each => each.id === id);
  if (!record) {
    return notFound('record', id);
  }
  if (request.method === 'DELETE') {
    remove();
    return done();
  }
  return Response.json(record);
}

export function without<T extends { id: string }>(
  records: readonly T[],
  id: string,
): T[] {
  return records.filter(each => each.id !== id);
}

export function changed<T extends { id: string }>(
  records: readonly T[],
  id: string,
  change: Partial<T>,
): T[] {
  return records.map(each => (each.id === id ? { ...each, ...change } : each));
}

export function done(): Response {
  return new Response(null, { status: 204 });
}

export function notFound(what: string, id: string): Response {
  return refuse(404, 'NotFoundError', `There is no ${what} '${id}' here.`);
}

/** As Backstage's error middleware answers. */
export function refuse(
  status: number,
  name: string,
  message: string,
  code?: string,
): Response {
  return Response.json(
    { error: { name, message, code }, response: { statusCode: status } },
    { status },
  );
}
