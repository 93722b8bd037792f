// `npm start` in a bare clone must end with a URL at which the portal answers, and live training jobs behind it.
import { spawn } from 'node:child_process';

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
  seen += data;
  const url = /Kubeflow Portal: [^\n]*?(https?:\/\/[\w.:-]+)/.exec(seen)?.[1];
  if (!url || child.found) {
    return;
  }
  child.found = true;
  clearTimeout(timer);
  child.removeAllListeners('exit');
  try {
    const page = await fetch(url);
    if (!page.ok || !(await page.text()).includes('<div id="root"')) {
      throw new Error(`${url} answered ${page.status} and not the portal`);
    }
    end(0, `The portal answers at ${url}`);
  } catch (error) {
    end(1, `The portal does not answer: ${error.message}`);
  }
});
