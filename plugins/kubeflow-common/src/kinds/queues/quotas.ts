import { acceleratorOf } from '../../accelerators';
import { asQuantity, asRecords, at, cleanText } from '../../reading';
import { fact } from '../shared';
import type { FactReading } from '../types';

/** Kueue allows 16 groups of 64 flavors of 64 resources; a page shows the accelerators of the first few. */
const MAX_GROUPS = 16;
const MAX_FLAVORS = 64;
const MAX_FACTS = 24;

interface Usage {
  used: number;
  borrowed: number;
}

/** `flavor/resource` to what is used of it. */
function readUsage(flavorsUsage: unknown): Map<string, Usage> {
  const usage = new Map<string, Usage>();
  for (const flavor of asRecords(flavorsUsage).slice(0, MAX_FLAVORS)) {
    for (const resource of asRecords(flavor.resources).slice(0, MAX_FLAVORS)) {
      usage.set(`${String(flavor.name)}/${String(resource.name)}`, {
        used: asQuantity(resource.total) ?? 0,
        borrowed: asQuantity(resource.borrowed) ?? 0,
      });
    }
  }
  return usage;
}

/**
 * How many accelerators a ClusterQueue or Cohort has, and how many of them are in use, one fact per flavor and
 * resource: `h100: 6 of 8 nvidia.com/gpu in use`. Sources: kubernetes-sigs/kueue apis/kueue/v1beta2, ResourceGroup
 * and FlavorUsage.
 *
 * @param flavorsUsage - absent where the API does not say what is used
 */
export function quotaFacts(
  resourceGroups: unknown,
  flavorsUsage?: unknown,
): FactReading[] {
  const usage = readUsage(flavorsUsage);
  const facts: FactReading[] = [];
  for (const group of asRecords(resourceGroups).slice(0, MAX_GROUPS)) {
    for (const flavor of asRecords(group.flavors).slice(0, MAX_FLAVORS)) {
      const name = cleanText(flavor.name, 253);
      for (const quota of asRecords(flavor.resources).slice(0, MAX_FLAVORS)) {
        const resource = cleanText(quota.name, 253);
        const nominal = asQuantity(quota.nominalQuota);
        if (
          !name ||
          !resource ||
          nominal === undefined ||
          !acceleratorOf(resource, 1) ||
          facts.length === MAX_FACTS
        ) {
          continue;
        }
        facts.push(
          ...fact(
            'quota',
            quotaInWords(
              `${name}: `,
              resource,
              nominal,
              flavorsUsage === undefined
                ? undefined
                : (usage.get(
                    `${String(flavor.name)}/${String(quota.name)}`,
                  ) ?? {
                    used: 0,
                    borrowed: 0,
                  }),
              asQuantity(quota.borrowingLimit),
            ),
            { kind: 'resourceflavor', name },
          ),
        );
      }
    }
  }
  return facts;
}

function quotaInWords(
  flavor: string,
  resource: string,
  nominal: number,
  usage: Usage | undefined,
  borrowingLimit: number | undefined,
): string {
  const details = [
    usage && usage.borrowed > 0 ? `${usage.borrowed} borrowed` : undefined,
    borrowingLimit !== undefined && borrowingLimit > 0
      ? `may borrow ${borrowingLimit}`
      : undefined,
  ].filter(Boolean);
  const words = usage
    ? `${usage.used} of ${nominal} ${resource} in use`
    : `${nominal} ${resource}`;
  return `${flavor}${words}${details.length > 0 ? ` (${details.join(', ')})` : ''}`;
}

/** What a LocalQueue uses, one fact per flavor and accelerator: it has no quota of its own. */
export function usageFacts(flavorsUsage: unknown): FactReading[] {
  const facts: FactReading[] = [];
  for (const flavor of asRecords(flavorsUsage).slice(0, MAX_FLAVORS)) {
    const name = cleanText(flavor.name, 253);
    for (const usage of asRecords(at(flavor, 'resources')).slice(
      0,
      MAX_FLAVORS,
    )) {
      const resource = cleanText(usage.name, 253);
      const used = asQuantity(usage.total) ?? 0;
      if (
        name &&
        resource &&
        acceleratorOf(resource, 1) &&
        facts.length < MAX_FACTS
      ) {
        facts.push(
          ...fact('usage', `${name}: ${used} ${resource} in use`, {
            kind: 'resourceflavor',
            name,
          }),
        );
      }
    }
  }
  return facts;
}
