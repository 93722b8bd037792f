import {
  mergePipelinesConfig,
  pipelinesConfigProblems,
  pipelinesConfigSchema,
} from './config';

const read = (value: unknown) => pipelinesConfigSchema.parse(value);
const problems = (value: unknown) =>
  pipelinesConfigProblems(read(value)).map(({ path }) => path.join('.'));

const store = {
  endpoint: 'https://s3',
  accessKeyId: 'a',
  secretAccessKey: 'b',
};

describe('the configuration of a Pipelines API', () => {
  it('takes durations as Backstage does', () => {
    expect(
      [{ seconds: 5 }, '5s', 'PT5S'].map(
        requestTimeout => read({ requestTimeout }).requestTimeout,
      ),
    ).toEqual([5000, 5000, 5000]);
  });

  it.each([
    [{ colour: 'red' }],
    [{ namespace: '../kube-system' }],
    [{ port: 0 }],
    [{ port: '88/../x' }],
    [{ url: 'ftp://example.com' }],
    [{ requestTimeout: 'soon' }],
    [{ requestTimeout: { milliseconds: 1 } }],
    [{ identity: { type: 'header', header: 'a\r\nb' } }],
    [{ identity: { type: 'password' } }],
    [{ objectStore: { endpoint: 'https://s3', accessKeyId: 'a' } }],
    [{ objectStore: { ...store, logKeys: ['logs/{{workflow.name}}'] } }],
    [{ objectStore: { ...store, logKeys: ['{{pod.name}}/{{node.ip}}'] } }],
  ])('does not take %j', value => {
    expect(pipelinesConfigSchema.safeParse(value).success).toBe(false);
  });

  it.each<[unknown, string[]]>([
    [{}, []],
    [{ token: 'a', skipTLSVerify: true }, ['skipTLSVerify', 'token']],
    [{ url: 'https://a', service: 'b', port: 1 }, ['service', 'port']],
    [{ url: 'https://a', caFile: 'b', caData: 'c' }, ['caFile']],
    [{ url: 'https://a', token: 'b', tokenFile: 'c' }, ['tokenFile']],
    [{ identity: { type: 'serviceAccount' } }, ['identity.type']],
    [
      { url: 'https://a', token: 'b', identity: { type: 'serviceAccount' } },
      ['token'],
    ],
    [
      { identity: { type: 'none', header: 'a', serviceAccount: 'b' } },
      ['identity.header', 'identity.serviceAccount'],
    ],
  ])('says of %j which keys do not go together', (value, expected) => {
    expect(problems(value)).toEqual(expected);
  });

  it("of a cluster goes before that of all, and takes over no other server's secrets", () => {
    const all = read({
      url: 'https://all',
      token: 'secret',
      caFile: 'ca.pem',
      identity: { type: 'header', prefix: 'p' },
    });
    expect(mergePipelinesConfig(all, {})).toEqual(all);
    expect(mergePipelinesConfig(all, read({ url: 'https://own' }))).toEqual({
      url: 'https://own',
      identity: { type: 'header', prefix: 'p' },
    });
    expect(mergePipelinesConfig(all, read({ namespace: 'ml' }))).toEqual({
      namespace: 'ml',
      identity: { type: 'header', prefix: 'p' },
    });
    expect(
      mergePipelinesConfig(
        all,
        read({ tokenFile: 't', identity: { type: 'none' } }),
      ),
    ).toEqual({
      url: 'https://all',
      tokenFile: 't',
      caFile: 'ca.pem',
      identity: { type: 'none' },
    });
  });
});
