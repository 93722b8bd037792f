import type { Diagnosis } from '../../api';
import { spanInWords } from '../../kinds/shared/words';
import type { Clues, FailedLog } from '../clues';
import { findAtEnd, logFinding } from '../logFinding';
import { findFirst, type Hit } from '../logText';
import type { DiagnosisRule } from '../types';

/** As torch writes it (torch/csrc/distributed/c10d/ProcessGroupNCCL.cpp), `OpType=` and more behind. */
const watchdog =
  /\[(?:.{0,80} )?Rank (\d{1,6})\].{0,40}Watchdog caught collective operation timeout: WorkNCCL\((.{0,300})/;
/** The other ranks never came together. */
const rendezvous =
  /RendezvousTimeoutError|DistStoreError: .{0,100}(?:[Tt]imed out|\d+\/\d+ clients joined)|client socket has timed out after (\d{1,9})(?:000)?ms while trying to connect to \(?([^\s,)]{1,253})/;
/** Another rank went away. */
const communication =
  /NCCL error|ncclSystemError|ncclRemoteError|ncclUnhandledCudaError|NCCL communicator was aborted|Connection closed by (?:remote )?peer|Gloo .{0,100}(?:timed out|failed)|DistBackendError/i;

/** Ranks that one sentence names. */
const MAX_NAMED = 16;

/** Ranks of one job lost each other, or waited for one that did not come. */
export const ncclTimeout: DiagnosisRule = {
  id: 'nccl-timeout',
  diagnose: (input, clues) =>
    clues.logs.flatMap(log => {
      const found =
        timeout(input, log, waitingRanks(clues)) ??
        neverMet(input, log) ??
        lost(input, log);
      return found ? [found] : [];
    }),
};

function timeout(
  input: Parameters<DiagnosisRule['diagnose']>[0],
  log: FailedLog,
  waiting: ReadonlySet<number>,
): Diagnosis | undefined {
  const hit = findFirst(log.lines, watchdog);
  if (!hit) {
    return undefined;
  }
  const [, rank, detail = ''] = hit.match;
  const operation = /OpType=_?(\w{1,60})/.exec(detail)?.[1];
  const milliseconds = Number(
    /ran for (\d{1,12}) milliseconds/.exec(hit.line.text)?.[1] ?? Number.NaN,
  );
  const others = [...waiting].filter(each => each !== Number(rank));
  return logFinding(input, log, [hit.line], {
    rule: ncclTimeout.id,
    title: `Rank ${rank} waited ${
      Number.isFinite(milliseconds)
        ? `${spanInWords(milliseconds / 1000)} `
        : ''
    }for the other ranks${operation ? ` in ${operation}` : ''} and gave up.`,
    explanation: others.length > 0 ? ranksInWords(waiting) : anotherRank,
    advice: advice(log),
  });
}

const anotherRank =
  'Another rank is stuck, slow, or gone: look at what the others did last.';

function ranksInWords(ranks: ReadonlySet<number>): string {
  const some = [...ranks]
    .sort((one, other) => one - other)
    .slice(0, MAX_NAMED)
    .join(', ');
  return ranks.size > MAX_NAMED
    ? anotherRank
    : `Ranks ${some} say that they waited. If a rank is missing here, look at it first: it is stuck, slow, or gone. If none is, look at the network between them.`;
}

/** All ranks that say they waited, as far as their logs were read. */
function waitingRanks({ logs, failures }: Clues): ReadonlySet<number> {
  const ranks = new Set<number>();
  // Of some whose logs were not read nobody knows whether they waited.
  for (const { lines } of logs.length < failures.length ? [] : logs) {
    for (const { text } of lines) {
      const rank = text.includes('Watchdog')
        ? watchdog.exec(text)?.[1]
        : undefined;
      if (rank !== undefined && ranks.size < 10_000) {
        ranks.add(Number(rank));
      }
    }
  }
  return ranks;
}

function neverMet(
  input: Parameters<DiagnosisRule['diagnose']>[0],
  log: FailedLog,
): Diagnosis | undefined {
  const hit = findAtEnd(log, rendezvous);
  if (!hit) {
    return undefined;
  }
  const joined = /(\d{1,6})\/(\d{1,6}) clients joined/.exec(hit.line.text);
  const host = hit.match[2];
  return logFinding(input, log, [hit.line], {
    rule: ncclTimeout.id,
    title: joined
      ? `Only ${joined[1]} of ${joined[2]} workers came together in time.`
      : `It did not reach the other workers in time${host ? ` (${host})` : ''}.`,
    explanation:
      'Workers of one job must all run at the same time to find each other.',
    advice:
      'See whether all its pods run, whether they agree on the number of workers, and whether a network policy or a service mesh keeps them apart.',
  });
}

function lost(
  input: Parameters<DiagnosisRule['diagnose']>[0],
  log: FailedLog,
): Diagnosis | undefined {
  const hit: Hit | undefined = findAtEnd(log, communication);
  return hit
    ? logFinding(input, log, [hit.line], {
        rule: ncclTimeout.id,
        title: 'It lost the connection to the other ranks.',
        explanation:
          'Usually another rank ended first: its end is the cause, this one only the echo.',
        advice: advice(log),
      })
    : undefined;
}

function advice(log: FailedLog): string {
  return /NET\/IB|\bibv_|RDMA/.test(
    log.words.map(({ text }) => text).join('\n'),
  )
    ? 'Check the InfiniBand devices of the nodes; NCCL_IB_DISABLE=1 shows whether they are to blame. NCCL_DEBUG=INFO makes NCCL tell more.'
    : 'If no other rank failed, set NCCL_DEBUG=INFO to see what NCCL does, and check that the pods reach each other (NCCL_SOCKET_IFNAME names the interface).';
}
