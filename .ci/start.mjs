// `npm start` in a bare clone must end with a URL at which the portal answers, and live training jobs behind it.
import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

const limit = Number(process.env.START_LIMIT_SECONDS ?? 600) * 1000;
const child = spawn('npm', ['start'], {
  stdio: ['ignore', 'pipe', 'inherit'],
  detached: true,
});

function end(code, message) {
  console.log(message);
  try {
    process.kill(-child.pid, 'SIGTERM');
  } catch {
    // It has ended already.
  }
  setTimeout(() => process.exit(code), 3000);
}

const timer = setTimeout(
  () => end(1, `npm start printed no URL within ${limit / 1000} s`),
  limit,
);
child.on('exit', code =>
  end(1, `npm start ended with ${code} before it was ready`),
);

let seen = '';
child.stdout.on('data', async data => {
  process.stdout.write(data);
  seen += stripVTControlCharacters(String(data));
  const url = /^Kubeflow Portal: +(https?:\/\/\S+)/m.exec(seen)?.[1];
  if (!url || child.found) {
    return;
  }
  child.found = true;
  clearTimeout(timer);
  child.removeAllListeners('exit');
  const backend = /^ *backend +ready .*?(https?:\/\/\S+)/m.exec(seen)?.[1];
  try {
    await checkPage(url);
    end(0, `The portal answers at ${url}; ${await checkJobs(backend ?? url)}`);
  } catch (error) {
    end(1, `npm start did not do its work: ${error.message}`);
  }
});

async function checkPage(url) {
  const page = await fetch(url);
  if (!page.ok || !(await page.text()).includes('<div id="root"')) {
    throw new Error(`${url} answered ${page.status} and not the portal`);
  }
}

/** Jobs of two teams, some running, queued, failed and finished, and changes among them within a minute. */
async function checkJobs(backend) {
  const { backstageIdentity } = await json(
    `${backend}/api/auth/guest/refresh`,
    { method: 'POST' },
  );
  const list = () =>
    json(`${backend}/api/kubeflow/v1/workloads?family=training`, {
      headers: { authorization: `Bearer ${backstageIdentity.token}` },
    });
  const { total, states, facets, sequence } = await list();
  for (const state of ['running', 'queued', 'failed', 'succeeded']) {
    if (!states[state]) {
      throw new Error(`no job is ${state}: ${JSON.stringify(states)}`);
    }
  }
  if (total < 24 || facets.namespace.length < 2) {
    throw new Error(`${total} jobs in ${facets.namespace.length} namespaces`);
  }
  for (let waited = 0; waited < 60; waited++) {
    await new Promise(resolve => setTimeout(resolve, 1000));
    if ((await list()).sequence !== sequence) {
      return `${total} training jobs, alive`;
    }
  }
  throw new Error('nothing has changed for a minute');
}

async function json(url, options) {
  const response = await fetch(url, options);
  if (!response.ok) {
    throw new Error(`${url} answered ${response.status}`);
  }
  return response.json();
}
