import { afterAll, beforeAll } from 'vitest';
import { dataset, datasets, deployment, trainJob } from './manifests';
import { startCommand, type SandboxCommand } from './sandboxCommand';

let sandbox: SandboxCommand;
beforeAll(async () => {
  sandbox = await startCommand();
});
afterAll(() => sandbox[Symbol.asyncDispose]());

const run = (...args: string[]) => sandbox.kubectl.run(args);
const attempt = (...args: string[]) => sandbox.kubectl.try(args);
const apply = (object: unknown, ...options: string[]) =>
  sandbox.kubectl.run(['apply', '-f', '-', ...options], object);
const vision = ['-n', 'team-vision'];

describe('kubectl reads', () => {
  it('what is there: the server, its resources, tables', async () => {
    expect(sandbox.welcome).toMatch(
      /^Kubeflow sandbox at https:\/\/127\.0\.0\.1:\d+\n[^]*export KUBECONFIG=/,
    );
    expect(await run('version')).toMatch(/Server Version: v1\.\d+/);
    expect(await run('cluster-info')).toContain('is running at');
    const resources = await run('api-resources', '-o', 'name');
    expect(resources.split('\n')).toEqual(
      expect.arrayContaining([
        'pods',
        'deployments.apps',
        'trainjobs.trainer.kubeflow.org',
        'clusterqueues.kueue.x-k8s.io',
      ]),
    );
    expect(await run('api-versions')).toContain(
      'trainer.kubeflow.org/v1alpha1',
    );

    const [header, ...rows] = (await run('get', 'trainjobs', '-A')).split('\n');
    expect(header).toMatch(/^NAMESPACE +NAME +STATE +AGE$/);
    expect(rows.length).toBeGreaterThan(20);
    expect(new Set(rows.map(row => row.split(/ +/)[0]))).toEqual(
      new Set(['team-language', 'team-vision']),
    );
    const pods = await run('get', 'pods', '-A', '-o', 'wide');
    for (const status of [
      'Running',
      'Completed',
      'OOMKilled',
      'ImagePullBackOff',
      'Pending',
    ]) {
      expect(pods).toContain(status);
    }
    expect(await run('get', 'nodes')).toMatch(/gpu-a100-0 +Ready/);
    expect(await run('get', 'namespaces')).toMatch(/team-vision +Active +90d/);
    expect(await run('get', 'all', ...vision)).toContain('pod/');
  });

  it('by name, label, field, path, in order, page by page', async () => {
    const failed = await sandbox.kubectl.field(
      ['get', 'pods', '-A', '--field-selector=status.phase=Failed'],
      '.items[*].status.phase',
    );
    expect(new Set(failed.split(' '))).toEqual(new Set(['Failed']));
    const team = ['get', 'trainjobs', '-A', '-l', 'team=team-vision'];
    const names = await run(...team, '-o', 'name', '--chunk-size=3');
    expect(names.split('\n').length).toBeGreaterThan(5);
    const times = await sandbox.kubectl.field(
      [...team, '--sort-by=.metadata.creationTimestamp'],
      '.items[*].metadata.creationTimestamp',
    );
    expect(times.split(' ')).toEqual(times.split(' ').sort());
    expect(
      (await attempt('get', 'trainjob', 'no-such-job', ...vision)).error,
    ).toContain('trainjobs.trainer.kubeflow.org "no-such-job" not found');
  });

  it('what an object is and what happened to it', async () => {
    const job = await run('describe', 'trainjob/yolo-v9-defects-23', ...vision);
    expect(job).toContain('Kind:         TrainJob');
    expect(job).toMatch(/Status:\n[^]*FailedJobs[^]*Events:\n[^]*Workload/);
    const name = await sandbox.kubectl.field(
      ['get', 'pods', ...vision, '-l', 'job-name=yolo-v9-defects-23-node-0'],
      '.items[0].metadata.name',
    );
    const pod = await run('describe', 'pod', name, ...vision);
    expect(pod).toMatch(/Reason: +StartError/);
    expect(pod).toContain('executable file not found in $PATH');
    expect(pod).toMatch(/Events:\n[^]*Failed[^]*kubelet/);
    expect(await run('describe', 'node', 'gpu-a100-0')).toMatch(
      /nvidia\.com\/gpu:? +\d/,
    );
    expect(await run('events', '--for', `pod/${name}`, ...vision)).toContain(
      'Scheduled',
    );
  });

  it('what the fields of a kind mean', async () => {
    const fields = await run('explain', 'trainjob.spec');
    expect(fields).toMatch(/KIND: +TrainJob/);
    expect(fields).toMatch(/runtimeRef\s+<Object> -required-/);
  });

  it('what there is not, it says', async () => {
    for (const command of ['exec', 'attach', 'port-forward']) {
      const pod = (await run('get', 'pods', ...vision, '-o', 'name')).split(
        '\n',
      )[0];
      const rest = { exec: ['--', 'ls'], 'port-forward': ['8080:80'] };
      const { code, error } = await attempt(
        command,
        pod,
        ...vision,
        ...((rest as Record<string, string[]>)[command] ?? []),
      );
      expect(code).not.toBe(0);
      expect(error).toContain('the sandbox runs no containers');
    }
    const top = await attempt('top', 'pods');
    expect([top.code, top.error.trim()]).toEqual([
      1,
      'error: Metrics API not available',
    ]);
    expect((await attempt('get', 'nonsense')).error).toContain(
      `the server doesn't have a resource type "nonsense"`,
    );
  });
});

describe('kubectl writes', () => {
  it('applies from the client, again, with a difference, and takes away', async () => {
    const job = trainJob('applied', { suspend: true });
    expect(await apply(job)).toContain('applied created');
    expect(await apply(job)).toContain('applied unchanged');
    const changed = trainJob('applied', { suspend: true, nodes: 3 });
    const diff = await sandbox.kubectl.try(['diff', '-f', '-'], changed);
    expect([diff.code, diff.out]).toEqual([
      1,
      expect.stringMatching(/-\s+numNodes: 2\n\+\s+numNodes: 3/),
    ]);
    expect(await apply(changed)).toContain('applied configured');
    const trainjob = ['trainjob', 'applied', ...vision];
    expect(
      await sandbox.kubectl.field(
        ['get', ...trainjob],
        '.spec.trainer.numNodes',
      ),
    ).toBe('3');
    expect(await run('delete', ...trainjob)).toContain('deleted');
    expect((await attempt('get', ...trainjob)).code).toBe(1);
  });

  it('applies in the server, and is told who owns a field', async () => {
    const web = deployment('web', 2);
    expect(await apply(web, '--server-side')).toContain('serverside-applied');
    expect(await apply(web, '--server-side')).toContain('serverside-applied');
    const conflict = await sandbox.kubectl.try(
      ['apply', '-f', '-', '--server-side', '--field-manager=somebody-else'],
      deployment('web', 4),
    );
    expect([conflict.code, conflict.error]).toEqual([
      1,
      expect.stringContaining('conflict with "kubectl": .spec.replicas'),
    ]);
    await apply(
      deployment('web', 4),
      '--server-side',
      '--field-manager=somebody-else',
      '--force-conflicts',
    );
    const replicas = () =>
      sandbox.kubectl.field(['get', 'deploy/web', ...vision], '.spec.replicas');
    expect(await replicas()).toBe('4');
    await run('scale', 'deploy/web', '--replicas=7', ...vision);
    expect(await replicas()).toBe('7');

    // Each way to patch, and what is made of them.
    const patch = (type: string, body: unknown) =>
      run(
        'patch',
        'deploy/web',
        ...vision,
        `--type=${type}`,
        `-p=${JSON.stringify(body)}`,
      );
    await patch('json', [{ op: 'replace', path: '/spec/replicas', value: 1 }]);
    await patch('merge', { metadata: { annotations: { note: 'merged' } } });
    const sidecar = { name: 'sidecar', image: 'sidecar:1' };
    await patch('strategic', {
      spec: { template: { spec: { containers: [sidecar] } } },
    });
    await run('set', 'image', 'deploy/web', 'web=web:2', ...vision);
    await run('label', 'deploy/web', 'tier=front', ...vision);
    await run(
      'annotate',
      'deploy/web',
      'note=changed',
      '--overwrite',
      ...vision,
    );
    const after = JSON.parse(
      await run('get', 'deploy/web', ...vision, '-o', 'json'),
    );
    expect(after).toMatchObject({
      metadata: { labels: { tier: 'front' }, annotations: { note: 'changed' } },
      spec: { replicas: 1 },
    });
    const containers: { name: string; image: string }[] =
      after.spec.template.spec.containers;
    expect(
      Object.fromEntries(containers.map(({ name, image }) => [name, image])),
    ).toEqual({ web: 'web:2', sidecar: 'sidecar:1' });
    await run('delete', 'deploy/web', ...vision);
  });

  it('brings a kind of its own, which is served, checked, explained and scaled', async () => {
    await apply(datasets);
    await run(
      'wait',
      '--for=condition=Established',
      'crd/datasets.ml.example.com',
      '--timeout=10s',
    );
    const wrong = await sandbox.kubectl.try(
      ['apply', '-f', '-'],
      dataset('digits', 0),
    );
    expect([wrong.code, wrong.error]).toEqual([
      1,
      expect.stringMatching(
        /spec\.rows: Invalid value: 0: .*greater than or equal to 1/,
      ),
    ]);
    await apply(dataset('digits', 70_000));
    expect(await run('get', 'dset', ...vision)).toMatch(
      /NAME +ROWS\ndigits +70000/,
    );
    expect(await run('explain', 'dataset.spec.rows')).toContain('How many');
    await run('scale', 'dataset/digits', '--replicas=3', ...vision);
    expect(
      await sandbox.kubectl.field(
        ['get', 'dset', 'digits', ...vision],
        '.spec.shards',
      ),
    ).toBe('3');
    await run('delete', 'crd/datasets.ml.example.com');
    expect((await attempt('get', 'datasets', ...vision)).code).toBe(1);
  });

  it('creates what kubectl has commands for, and a namespace takes it all', async () => {
    const space = ['-n', 'scratch'];
    await run('create', 'namespace', 'scratch');
    for (const args of [
      ['configmap', 'settings', '--from-literal=a=b'],
      ['secret', 'generic', 'key', '--from-literal=a=b'],
      ['deployment', 'app', '--image=app', '--replicas=2'],
      ['job', 'once', '--image=app'],
      ['cronjob', 'often', '--image=app', '--schedule=* * * * *'],
      ['serviceaccount', 'robot'],
      ['quota', 'small', '--hard=pods=2'],
      ['ingress', 'way', '--rule=example.com/=app:80'],
      ['role', 'reader', '--verb=get,list', '--resource=pods'],
      ['rolebinding', 'bob', '--role=reader', '--user=bob'],
    ]) {
      expect(await run('create', ...args, ...space)).toContain('created');
    }
    await run('run', 'single', '--image=app', ...space);
    await run('expose', 'deployment', 'app', '--port=80', ...space);
    expect(await run('create', 'token', 'robot', ...space)).toMatch(
      /^[\w-]+\.[\w-]+\.[\w-]+$/,
    );
    const key = await sandbox.kubectl.field(
      ['get', 'secret', 'key', ...space],
      '.data.a',
    );
    expect(Buffer.from(key, 'base64').toString()).toBe('b');
    expect(
      await run('auth', 'can-i', 'list', 'pods', '--as=bob', ...space),
    ).toBe('yes');
    await run('delete', 'namespace', 'scratch');
    expect((await attempt('get', 'pods', ...space)).out).toBe('');
    expect((await attempt('get', 'ns', 'scratch')).code).toBe(1);
  });
});

describe('kubectl asks what one may do', () => {
  it('for oneself, for others, and in a list', async () => {
    expect(await run('auth', 'whoami')).toMatch(/Username +admin/);
    expect(await run('auth', 'can-i', '*', '*')).toBe('yes');
    const alice = ['--as=alice', '--as-group=team-vision'];
    const may = async (...args: string[]) =>
      (await attempt('auth', 'can-i', ...args, ...alice)).out.trim();
    expect(await may('delete', 'trainjobs', ...vision)).toBe('yes');
    expect(await may('delete', 'trainjobs', '-n', 'team-language')).toBe('no');
    expect(await run('auth', 'can-i', '--list', ...alice, ...vision)).toMatch(
      /trainjobs\.trainer\.kubeflow\.org|\*\.trainer\.kubeflow\.org/,
    );
  });

  it('and is refused what one may not', async () => {
    const bob = ['--context=bob@kubeflow-sandbox'];
    expect(
      await run('get', 'trainjobs', '-n', 'team-language', ...bob),
    ).toContain('STATE');
    const refused = await attempt('get', 'pods', ...vision, ...bob);
    expect([refused.code, refused.error.trim()]).toEqual([
      1,
      'Error from server (Forbidden): pods is forbidden: User "bob" cannot list resource "pods" in API group "" in the namespace "team-vision"',
    ]);
    const stranger = await attempt('get', 'pods', '--token=unknown');
    expect([stranger.code, stranger.error]).toEqual([
      1,
      expect.stringContaining('You must be logged in to the server'),
    ]);
  });
});
