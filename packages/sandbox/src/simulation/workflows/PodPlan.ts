import type { Json, Script } from '../kernel';
import type { SimPod } from '../pods/SimPod';
import type { WorkflowNode } from './WorkflowNode';

/** A pod that a Workflow is about to make. */
export interface PodRequest {
  /** Its node; the name says which task and which attempt it is. */
  node: WorkflowNode;
  templateName: string;
  /** With its placeholders filled in. */
  template: Json;
  inputs: Readonly<Record<string, string>>;
  /** 0 for the first. */
  attempt: number;
}

/** What is to become of a pod. */
export interface PodPlan {
  /** Merged over the pod's spec, as `podSpecPatch` is: containers by their names. */
  patch?: Json;
  /** Its container `main` runs until this ends; ending it with the exit code is up to the plan. */
  run(pod: SimPod): Script;
  /** What it gives once it has succeeded. */
  outputs?(): Record<string, string>;
}

/** Says what becomes of the pods of some Workflows; nothing for pods that it does not know. */
export type PodPlanner = (request: PodRequest) => PodPlan | undefined;
