import type { TaskValue } from '@kubeflow-portal/plugin-kubeflow-common';
import { ArtifactCard } from '../../artifacts/ArtifactCard';
import { useRunOfPage } from '../RunContext';

/** So few are shown with their content at once. */
const OPEN_UP_TO = 2;

/** Artifacts, each with a preview on demand. */
export function ArtifactList(props: {
  label: string;
  values: readonly TaskValue[];
  /** A few are shown with their content at once. */
  isOpen?: boolean;
}) {
  const { label, values, isOpen } = props;
  const { ref } = useRunOfPage();
  const all = values.flatMap(({ name, artifacts = [] }) =>
    artifacts.map((artifact, index) => ({
      artifact,
      name: artifacts.length > 1 ? `${name} ${index + 1}` : name,
    })),
  );
  return (
    <div role="group" aria-label={label}>
      {all.map(({ artifact, name }, index) => (
        <ArtifactCard
          key={`${name} ${artifact.id}`}
          run={ref}
          artifact={artifact}
          name={name}
          isOpen={isOpen && index < OPEN_UP_TO}
        />
      ))}
    </div>
  );
}
