// Prints `passed failed skipped` of a vitest JSON report.
import { readFileSync } from 'node:fs';

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
// A file that cannot even be loaded has no test results; it counts as one failure.
const unloadable = report.testResults.filter(
  file =>
    file.status === 'failed' &&
    file.assertionResults.every(test => test.status !== 'failed'),
).length;
console.log(
  report.numPassedTests,
  report.numFailedTests + unloadable,
  report.numPendingTests + (report.numTodoTests ?? 0),
);
