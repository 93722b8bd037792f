import type { Life } from '../TrainingRun';
import { failOver } from './failing';

/** Falls over a bad record of its data shortly after each start, a little further every time. */
export const crashLoop: Life = function* (run) {
  yield* run.launch();
  yield* run.train(0.06);
  const [victim] = run.trainers;
  if (!victim) {
    return;
  }
  const fall = () =>
    victim.pod.log([
      'Traceback (most recent call last):',
      '  File "/workspace/train.py", line 96, in <module>',
      '    for batch in loader:',
      '  File "/opt/conda/lib/python3.12/site-packages/torch/utils/data/dataloader.py", line 734, in __next__',
      '    data = self._next_data()',
      `  File "/workspace/data.py", line 41, in __getitem__`,
      "    label = self.labels[record['class']]",
      `KeyError: 'class_${917 + victim.pod.restarts}'`,
    ]);
  fall();
  yield* failOver(run, victim, { exitCode: 1, reason: 'Error' }, function* () {
    yield run.random.between(15, 30);
    fall();
    yield 1;
  });
};
