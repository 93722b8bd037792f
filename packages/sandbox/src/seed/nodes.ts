import type { ApiObject } from '../cluster/types';
import type { NodeCapacity } from '../simulation/Nodes';

interface NodeModel {
  prefix: string;
  count: number;
  instanceType: string;
  cpu: number;
  memoryGi: number;
  gpu?: { product: string; count: number; memoryMiB: number };
  reserved?: boolean;
}

/**
 * 12 nodes: some more GPUs than both teams' quotas, so that a job that was given quota finds room however the others
 * lie; some smaller ones for serving, notebooks and what goes through no queue; and some without.
 */
const models: readonly NodeModel[] = [
  {
    prefix: 'gpu-h100',
    count: 3,
    instanceType: 'p5.48xlarge',
    cpu: 192,
    memoryGi: 2048,
    gpu: { product: 'NVIDIA-H100-80GB-HBM3', count: 8, memoryMiB: 81559 },
    reserved: true,
  },
  {
    prefix: 'gpu-a100',
    count: 5,
    instanceType: 'a2-ultragpu-4g',
    cpu: 96,
    memoryGi: 680,
    gpu: { product: 'NVIDIA-A100-SXM4-80GB', count: 4, memoryMiB: 81920 },
    reserved: true,
  },
  {
    prefix: 'gpu-l4',
    count: 2,
    instanceType: 'g6.48xlarge',
    cpu: 192,
    memoryGi: 768,
    gpu: { product: 'NVIDIA-L4', count: 8, memoryMiB: 23034 },
  },
  {
    prefix: 'cpu',
    count: 2,
    instanceType: 'm7i.8xlarge',
    cpu: 32,
    memoryGi: 128,
  },
];

export interface SeededNode {
  object: ApiObject;
  capacity: NodeCapacity;
}

/** The cluster's nodes, as objects and as what the scheduler counts. */
export function seedNodes(createdAt: string): SeededNode[] {
  let number = 0;
  return models.flatMap(model =>
    Array.from({ length: model.count }, (_, index) => {
      number += 1;
      return node(
        model,
        `${model.prefix}-${index}`,
        `10.0.${number}.10`,
        createdAt,
      );
    }),
  );
}

function node(
  model: NodeModel,
  name: string,
  ip: string,
  createdAt: string,
): SeededNode {
  const labels: Record<string, string> = {
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/os': 'linux',
    'kubernetes.io/hostname': name,
    'node.kubernetes.io/instance-type': model.instanceType,
    'topology.kubernetes.io/zone': 'zone-a',
    ...(model.gpu
      ? {
          'nvidia.com/gpu.present': 'true',
          'nvidia.com/gpu.product': model.gpu.product,
          'nvidia.com/gpu.count': String(model.gpu.count),
          'nvidia.com/gpu.memory': String(model.gpu.memoryMiB),
        }
      : {}),
  };
  const resources = {
    cpu: String(model.cpu),
    memory: `${model.memoryGi}Gi`,
    pods: '110',
    'ephemeral-storage': '512Gi',
    ...(model.gpu ? { 'nvidia.com/gpu': String(model.gpu.count) } : {}),
  };
  const condition = (
    type: string,
    status: string,
    reason: string,
    message: string,
  ) => ({
    type,
    status,
    reason,
    message,
    lastHeartbeatTime: createdAt,
    lastTransitionTime: createdAt,
  });
  return {
    capacity: {
      name,
      ip,
      labels,
      gpus: model.gpu?.count ?? 0,
      reserved: model.reserved === true,
    },
    object: {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name, labels, creationTimestamp: createdAt },
      spec: { podCIDR: `10.${32 + Number(ip.split('.')[2])}.0.0/24` },
      status: {
        capacity: resources,
        allocatable: resources,
        addresses: [
          { type: 'InternalIP', address: ip },
          { type: 'Hostname', address: name },
        ],
        conditions: [
          condition(
            'MemoryPressure',
            'False',
            'KubeletHasSufficientMemory',
            'kubelet has sufficient memory available',
          ),
          condition(
            'DiskPressure',
            'False',
            'KubeletHasNoDiskPressure',
            'kubelet has no disk pressure',
          ),
          condition(
            'PIDPressure',
            'False',
            'KubeletHasSufficientPID',
            'kubelet has sufficient PID available',
          ),
          condition(
            'Ready',
            'True',
            'KubeletReady',
            'kubelet is posting ready status',
          ),
        ],
        nodeInfo: {
          architecture: 'amd64',
          operatingSystem: 'linux',
          osImage: 'Ubuntu 24.04.3 LTS',
          kernelVersion: '6.8.0-71-generic',
          kubeletVersion: 'v1.36.3',
          containerRuntimeVersion: 'containerd://2.2.1',
        },
      },
    },
  };
}
