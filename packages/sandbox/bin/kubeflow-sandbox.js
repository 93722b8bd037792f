#!/usr/bin/env node
/* global require, __dirname */
/* eslint-disable @typescript-eslint/no-require-imports -- Node runs this file as it is, and as CommonJS. */
const { existsSync } = require('node:fs');
const { join } = require('node:path');

/** The sources in the repository, the build in a published package. */
function load() {
  if (existsSync(join(__dirname, '../src/index.ts'))) {
    require('tsx/cjs');
    return require('../src');
  }
  return require('../dist/index.cjs.js');
}

async function main() {
  const { runCommand } = load();
  const { exitCode, sandbox } = await runCommand(process.argv.slice(2), {
    out: text => process.stdout.write(text),
    error: text => process.stderr.write(text),
  });
  process.exitCode = exitCode;
  if (!sandbox) {
    return;
  }
  const stop = async () => {
    await sandbox[Symbol.asyncDispose]();
    process.exit(0);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
