import { afterAll, beforeAll } from 'vitest';
import { trainJob } from './manifests';
import { startCommand, type SandboxCommand } from './sandboxCommand';

/** What takes minutes takes seconds. */
const speed = 20;

let sandbox: SandboxCommand;
beforeAll(async () => {
  sandbox = await startCommand('--speed', String(speed));
});
afterAll(() => sandbox[Symbol.asyncDispose]());

const vision = ['-n', 'team-vision'];
const run = (...args: string[]) => sandbox.kubectl.run([...args, ...vision]);
const apply = (object: unknown) =>
  sandbox.kubectl.run(['apply', '-f', '-'], object);
const waitFor = (name: string, what: string) =>
  run('wait', `trainjob/${name}`, `--for=${what}`, '--timeout=60s');
const podsOf = (name: string) => [
  'pods',
  '-l',
  `jobset.sigs.k8s.io/jobset-name=${name}`,
];

describe('a cluster that lives', () => {
  it('is in motion by itself: watching shows changes of several jobs within seconds', async () => {
    await using watch = sandbox.kubectl.start(['get', 'pods', '-A', '-w']);
    await watch.until(/NAMESPACE/);
    const first = Date.now();
    const seen = new Set<string>();
    // What is there comes at once; after that, only what changes.
    await new Promise(resolve => setTimeout(resolve, 2000));
    const before = watch.lines.length;
    while (seen.size < 3 && Date.now() < first + 30_000) {
      await new Promise(resolve => setTimeout(resolve, 250));
      watch.lines.slice(before).forEach(line => seen.add(line.split(/ +/)[1]));
    }
    expect(seen.size).toBeGreaterThanOrEqual(3);
  });

  it('trains what one applies: pods come, the log is followed to its end, the job succeeds', async () => {
    await using watch = sandbox.kubectl.start([
      'get',
      'pods',
      '-w',
      ...vision,
      '-l',
      'jobset.sigs.k8s.io/jobset-name=mine',
    ]);
    await apply(trainJob('mine', { seconds: 200 }));
    for (const status of ['Pending', 'ContainerCreating', 'Running']) {
      await watch.until(new RegExp(`^mine-node-0-0-\\S+ .* ${status} `));
    }
    const [pod] = (await run('get', ...podsOf('mine'), '-o', 'name')).split(
      '\n',
    );
    await using logs = sandbox.kubectl.start([
      'logs',
      '--follow',
      '--timestamps',
      pod,
      ...vision,
    ]);
    await logs.until(/^\d{4}-\d\d-\d\dT\S+Z .*step \d+\/\d+ loss/);
    await waitFor('mine', 'condition=Complete');
    expect(await logs.ended).toBe(0);
    expect(logs.lines.at(-1)).toContain('saved model');
    await watch.until(/^mine-node-0-0-\S+ .* Completed /);

    const tail = await run('logs', pod, '--tail=2');
    expect(tail.split('\n')).toHaveLength(2);
    expect(
      await run('logs', pod, '--since=1h', '--limit-bytes=50'),
    ).toHaveLength(50);
    expect(await run('describe', 'trainjob', 'mine')).toContain(
      'AllJobsCompleted',
    );
  });

  it('keeps the log of the run before a crash', async () => {
    await apply(trainJob('crashing', { life: 'crash-loop', nodes: 1 }));
    await using watch = sandbox.kubectl.start([
      'get',
      'pods',
      '-w',
      ...vision,
      '-l',
      'jobset.sigs.k8s.io/jobset-name=crashing',
    ]);
    await watch.until(/CrashLoopBackOff +[1-9]/);
    const name = await sandbox.kubectl.field(
      ['get', ...podsOf('crashing'), ...vision],
      '.items[0].metadata.name',
    );
    expect(await run('logs', name, '--previous')).toContain(
      "KeyError: 'class_",
    );
    expect(await run('describe', 'pod', name)).toMatch(
      /Last State: +Terminated\n +Reason: +Error\n +Exit Code: +1/,
    );
    await run('delete', 'trainjob', 'crashing');
  });

  it('does as it is told: suspend, resume, replace a pod, delete', async () => {
    await apply(trainJob('told', { seconds: 6000 }));
    const suspend = (value: boolean) =>
      run(
        'patch',
        'trainjob',
        'told',
        '--type=merge',
        `-p={"spec":{"suspend":${value}}}`,
      );
    const running = async () => {
      for (let tries = 0; tries < 120; tries++) {
        const phases = await sandbox.kubectl.field(
          ['get', ...podsOf('told'), ...vision],
          '.items[*].status.phase',
        );
        if (phases === 'Running Running') return;
        await new Promise(resolve => setTimeout(resolve, 250));
      }
      throw new Error(await run('get', ...podsOf('told')));
    };
    await running();
    await suspend(true);
    await waitFor('told', 'condition=Suspended');
    await run('wait', ...podsOf('told'), '--for=delete', '--timeout=30s');
    await suspend(false);
    await waitFor('told', 'condition=Suspended=false');
    await running();

    const uid = () =>
      sandbox.kubectl.field(
        ['get', ...podsOf('told'), ...vision],
        '.items[0].metadata.uid',
      );
    const before = await uid();
    const [pod] = (await run('get', ...podsOf('told'), '-o', 'name')).split(
      '\n',
    );
    await run('delete', pod);
    await running();
    expect(await uid()).not.toBe(before);

    await run('delete', 'trainjob', 'told', '--wait');
    await run('wait', ...podsOf('told'), '--for=delete', '--timeout=30s');
    expect(
      (await sandbox.kubectl.try(['get', 'jobset', 'told', ...vision])).code,
    ).toBe(1);
  });
});

describe('the command', () => {
  it('starts empty, and gives the same lives for the same seed', async () => {
    await using empty = await startCommand('--empty');
    expect(
      (await empty.kubectl.try(['get', 'trainjobs', '-A'])).error,
    ).toContain('No resources found');
    expect(await empty.kubectl.run(['get', 'nodes', '-o', 'name'])).toContain(
      'node/gpu-',
    );
    const names = async (seed: string) => {
      // Slow enough to see both at the same moment of their lives.
      await using seeded = await startCommand('--seed', seed, '--speed=0.01');
      return await seeded.kubectl.run(['get', 'pods', '-A', '-o', 'name']);
    };
    const one = await names('one');
    expect(await names('one')).toBe(one);
    expect(await names('two')).not.toBe(one);
  });

  it('says what is wrong with its options', async () => {
    for (const [options, complaint] of [
      [['--speed', '0'], /--speed '0': expected a number above 0/],
      [
        ['--port', '70000'],
        /--port '70000': expected a number from 0 to 65535/,
      ],
      [['--sped', '1'], /Unknown option '--sped'/],
    ] as const) {
      await expect(startCommand(...options)).rejects.toThrow(complaint);
    }
  });
});
