import { createMockDirectory } from '@backstage/backend-test-utils';
import { clientOf } from './testing/clientOf';
import { FakePipelinesApi } from './testing/FakePipelinesApi';

const directory = createMockDirectory();

afterEach(() => {
  vi.useRealTimers();
});

describe('the credential for an API at an address of its own', () => {
  it('is a token, or what a file holds now', async () => {
    await using api = await FakePipelinesApi.start();
    api.otherwise({ json: {} });
    await using plain = await clientOf(`${api.url}/pipeline/`, {
      token: 'secret',
    });
    await plain.listRuns({}, {});
    expect(api.last).toMatchObject({
      path: '/pipeline/apis/v2beta1/runs',
      headers: { authorization: 'Bearer secret' },
    });
    directory.setContent({ token: 'first\n' });
    await using rotating = await clientOf(api.url, {
      tokenFile: directory.resolve('token'),
    });
    const sent = async () => {
      await rotating.listRuns({}, {});
      return api.last.headers.authorization;
    };
    expect(await sent()).toBe('Bearer first');
    directory.setContent({ token: 'second' });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
    expect(await sent()).toBe('Bearer second');
    directory.setContent({});
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 120_000 });
    await expect(sent()).rejects.toMatchObject({
      kind: 'unauthorized',
      message: expect.stringMatching(/cannot be read from '.*token'/),
    });
  });

  it('that cannot be read is found out before anything is asked', async () => {
    await expect(
      clientOf('https://pipelines.example.com', {
        caFile: directory.resolve('no-ca.pem'),
      }),
    ).rejects.toThrow(/certificate authority .*no-ca\.pem', cannot be read/);
  });

  it('in the address is in no message', async () => {
    await using client = await clientOf('http://user:secret@127.0.0.1:1');
    await expect(client.listRuns({}, {})).rejects.toMatchObject({
      message: expect.not.stringContaining('secret'),
    });
  });
});
