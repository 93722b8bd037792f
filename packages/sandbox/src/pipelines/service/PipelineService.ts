import { predicatesOf, prepareList, type ListQuery, type Page } from '../list';
import {
  alreadyExists,
  asInternal,
  invalidInput,
  notFound,
  wrapping,
} from '../rpc';
import { checkPipelineName, parseTemplate } from '../spec';
import {
  pipelineFields,
  versionFields,
  type PipelineRow,
  type VersionRow,
} from '../store';
import type { Caller } from './Access';
import { checkLength } from './lengths';
import {
  effectiveNamespace,
  nowSeconds,
  serverNamespace,
  type ServerParts,
} from './ServerParts';
import { checkTags, hasTags } from './tags';

/** A pipeline as somebody sends it. */
export interface NewPipeline {
  name: string;
  displayName: string;
  description: string;
  namespace: string;
  tags: Record<string, string>;
}

/** A version as somebody sends it. */
export interface NewVersion {
  name: string;
  displayName: string;
  description: string;
  codeSourceUrl: string;
  packageUrl: string;
  /** YAML or JSON. */
  text: string;
  tags: Record<string, string>;
}

/** Changes of a pipeline or version; absent ones stay. */
export interface Renaming {
  displayName?: string;
  tags?: Record<string, string>;
}

/** How messages repeat a list request. */
function optionsText({ pageToken, pageSize, sortBy, filter }: ListQuery) {
  return `pageToken: ${pageToken}, pageSize: ${pageSize}, sortBy: ${sortBy}, filter: ${filter}`;
}

/** Pipelines and their versions. */
export class PipelineService {
  readonly #parts: ServerParts;

  constructor(parts: ServerParts) {
    this.#parts = parts;
  }

  create(caller: Caller, sent: NewPipeline): PipelineRow {
    const named = {
      ...sent,
      name: sent.name || sent.displayName,
      displayName: sent.displayName || sent.name,
      namespace: effectiveNamespace(this.#parts, sent.namespace),
    };
    wrapping('Failed to create a pipeline as pipeline conversion failed', () =>
      checkPipelineLengths(named),
    );
    return wrapping('Failed to create a pipeline due to server error', () => {
      if (!named.name) throw invalidInput('name is required');
      wrapping(
        `Failed to create a pipeline due to authorization error. Check if you have write permissions to namespace ${named.namespace}`,
        () => this.check(caller, 'create', named.namespace, named.name),
      );
      checkTags(named.tags);
      return wrapping('Failed to create a pipeline in PipelineStore', () =>
        this.#insert(named),
      );
    });
  }

  /** Both at once, or none of them. */
  createWithVersion(
    caller: Caller,
    sent: NewPipeline,
    version: NewVersion,
  ): PipelineRow {
    const namespace = effectiveNamespace(this.#parts, sent.namespace);
    this.check(caller, 'create', namespace, sent.name);
    checkTags(sent.tags);
    checkTags(version.tags);
    const template = wrapping(
      'Failed to create a pipeline and a pipeline version due to template creation error',
      () => parseTemplate(version.text),
    );
    if (template.type === 'v2') checkPipelineName(template.name);
    return wrapping(
      'Failed to create a pipeline and a pipeline version',
      () => {
        const pipeline = this.#insert({
          ...sent,
          name: sent.name || template.name,
          displayName: sent.displayName || sent.name || template.name,
          namespace,
        });
        this.#parts.store.versions.put({
          ...version,
          template,
          id: this.#parts.host.uuid(),
          pipelineId: pipeline.id,
          name: version.name || pipeline.name,
          displayName:
            version.displayName || version.name || pipeline.displayName,
          createdAt: nowSeconds(this.#parts),
        });
        return pipeline;
      },
    );
  }

  get(caller: Caller, id: string): PipelineRow {
    return wrapping(`Failed to get a pipeline ${id}. Check error stack`, () => {
      wrapping(
        `Failed to get a pipeline due authorization error for pipeline id ${id}`,
        () => this.#checkOne(caller, 'get', id),
      );
      return wrapping(`Failed to get a pipeline with id ${id}`, () =>
        this.#parts.store.pipelines.get(id),
      );
    });
  }

  getByName(caller: Caller, name: string, namespace: string): PipelineRow {
    const own = effectiveNamespace(this.#parts, namespace);
    return wrapping(
      `Failed to get a pipeline with name ${name} and namespace ${namespace}. Check error stack.`,
      () => {
        wrapping(
          `Failed to fetch a pipeline due to authorization error. Check if you have read permission to namespace ${own}`,
          () => this.check(caller, 'get', own, name),
        );
        const found = this.#parts.store.pipelines
          .all()
          .find(row => row.name === name && row.namespace === own);
        if (!found) throw notFound('Namespace/Pipeline', `${own}/${name}`);
        return found;
      },
    );
  }

  list(caller: Caller, namespace: string, query: ListQuery): Page<PipelineRow> {
    const own = effectiveNamespace(this.#parts, namespace);
    const { tags, rest } = wrapping(
      'Failed to list pipelines due to invalid tag filter in filter spec',
      () => predicatesOf(query, true),
    );
    const pageOf = wrapping(
      `Failed to list pipelines due invalid list options: ${optionsText(query)}`,
      () => prepareList(pipelineFields, query, rest),
    );
    return wrapping(
      `Failed to list pipelines in namespace ${own}. Check error stack`,
      () => {
        wrapping(
          `Failed to list pipelines due to authorization error. Check if you have read permission to namespace ${own}`,
          () => this.check(caller, 'list', own),
        );
        const rows = this.#parts.store.pipelines
          .all()
          .filter(row => row.namespace === own && hasTags(row.tags, tags));
        return pageOf(rows);
      },
    );
  }

  update(caller: Caller, id: string, changes: Renaming): PipelineRow {
    wrapping(`Failed to update pipeline ${id} due to authorization error`, () =>
      this.#checkOne(caller, 'update', id),
    );
    return wrapping(
      `Failed to update pipeline ${id}. Check error stack`,
      () => {
        checkTags(changes.tags ?? {});
        return this.#parts.store.pipelines.change(id, renamed(changes));
      },
    );
  }

  remove(caller: Caller, id: string, cascade: boolean): void {
    const { store } = this.#parts;
    wrapping(`Failed to delete pipeline ${id}. Check error stack`, () => {
      wrapping(
        `Failed to delete a pipeline due authorization error for pipeline id ${id}`,
        () => this.#checkOne(caller, 'delete', id),
      );
      wrapping(
        `Failed to delete pipeline with id ${id} as it was not found`,
        () => store.pipelines.get(id),
      );
      const versions = store.versionsOf(id);
      if (versions.length > 0 && !cascade) {
        throw invalidInput(
          `Failed to delete pipeline with id ${id} as it has existing pipeline versions (e.g. ${store.latestVersion(id).id}). Set cascade=true to delete all versions`,
        );
      }
      versions.forEach(version => store.versions.remove(version.id));
      store.pipelines.remove(id);
    });
  }

  createVersion(
    caller: Caller,
    pipelineId: string,
    sent: NewVersion,
  ): VersionRow {
    const { store, host } = this.#parts;
    wrapping(
      `Failed to create a pipeline version due authorization error for pipeline id ${pipelineId}`,
      () => this.#checkOne(caller, 'create', pipelineId, sent.name),
    );
    const template = wrapping(
      'Failed to create a pipeline version due to template creation error',
      () => parseTemplate(sent.text),
    );
    if (template.type === 'v2') checkPipelineName(template.name);
    checkTags(sent.tags);
    const name = sent.name || template.name;
    const taken = store
      .versionsOf(pipelineId)
      .some(version => version.name.toLowerCase() === name.toLowerCase());
    return wrapping(
      'Failed to create pipeline version in PipelineStore',
      () => {
        if (taken) {
          throw alreadyExists(
            `Failed to create a new pipeline version. The name ${name} already exist. Specify a new name`,
          );
        }
        return store.versions.put({
          ...sent,
          template,
          id: host.uuid(),
          pipelineId,
          name,
          displayName: sent.displayName || name,
          createdAt: nowSeconds(this.#parts),
        });
      },
    );
  }

  getVersion(caller: Caller, id: string): VersionRow {
    return wrapping(`Failed to get a pipeline version ${id}`, () => {
      wrapping(
        `Failed to get a pipeline version due to authorization error for pipeline version id ${id}`,
        () => this.#checkVersion(caller, 'get', id),
      );
      return wrapping(`Failed to get a pipeline version with id ${id}`, () =>
        this.#parts.store.versions.get(id),
      );
    });
  }

  listVersions(
    caller: Caller,
    pipelineId: string,
    query: ListQuery,
  ): Page<VersionRow> {
    const { store } = this.#parts;
    const { tags, rest } = wrapping(
      'Failed to list pipeline versions due to invalid tag filter in filter spec',
      () => predicatesOf(query, true),
    );
    const pageOf = wrapping(
      `Failed to list pipeline versions due invalid list options: ${optionsText(query)}`,
      () => prepareList(versionFields, query, rest),
    );
    return wrapping(
      `Failed to list pipeline versions for pipeline ${pipelineId}`,
      () => {
        const { namespace } = wrapping(
          `Failed to list pipeline versions due to error fetching the namespace for pipeline ${pipelineId}`,
          () => store.pipelines.get(pipelineId),
        );
        this.check(caller, 'list', namespace);
        const rows = store
          .versionsOf(pipelineId)
          .filter(row => hasTags(row.tags, tags));
        return pageOf(rows);
      },
    );
  }

  updateVersion(caller: Caller, id: string, changes: Renaming): VersionRow {
    wrapping(
      `Failed to update pipeline version ${id} due to authorization error`,
      () => this.#checkVersion(caller, 'update', id),
    );
    return wrapping(
      `Failed to update pipeline version ${id}. Check error stack`,
      () => {
        checkTags(changes.tags ?? {});
        return this.#parts.store.versions.change(id, renamed(changes));
      },
    );
  }

  removeVersion(caller: Caller, pipelineId: string, id: string): void {
    wrapping(
      `Failed to delete a pipeline version id ${id} under pipeline id ${pipelineId}. Check error stack`,
      () => {
        this.#checkVersion(caller, 'delete', id);
        wrapping(
          `Failed to delete pipeline version with id ${id} as it was not found`,
          () => this.#parts.store.versions.get(id),
        );
        this.#parts.store.versions.remove(id);
      },
    );
  }

  /** Whether somebody may do something to the pipelines of a namespace; shared ones are everybody's to read. */
  check(caller: Caller, verb: string, namespace: string, name?: string): void {
    if (!caller.multiUser) return;
    const isShared = namespace === '' || namespace === '-';
    if (isShared && (verb === 'get' || verb === 'list')) return;
    caller.check({
      resource: 'pipelines',
      verb,
      namespace: isShared ? serverNamespace : namespace,
      name,
    });
  }

  #checkOne(caller: Caller, verb: string, id: string, name?: string): void {
    // Creating a version in a pipeline that is not there fails on the database's foreign key.
    const row =
      caller.multiUser || verb === 'create'
        ? this.#parts.store.pipelines.get(id)
        : undefined;
    if (row) this.check(caller, verb, row.namespace, name ?? row.name);
  }

  #checkVersion(caller: Caller, verb: string, id: string): void {
    if (!caller.multiUser) return;
    const { pipelineId } = wrapping(
      `Failed to access pipeline version ${id}. Check if it exists`,
      () => this.#parts.store.versions.get(id),
    );
    this.#checkOne(caller, verb, pipelineId);
  }

  #insert(sent: NewPipeline): PipelineRow {
    const { store, host } = this.#parts;
    const taken = store.pipelines
      .all()
      .some(
        row =>
          row.name.toLowerCase() === sent.name.toLowerCase() &&
          row.namespace === sent.namespace,
      );
    if (taken) {
      throw alreadyExists(
        `Failed to create a new pipeline. The name ${sent.name} already exist. Please specify a new name`,
      );
    }
    return store.pipelines.put({
      ...sent,
      id: host.uuid(),
      createdAt: nowSeconds(this.#parts),
    });
  }
}

function checkPipelineLengths({ name, namespace }: NewPipeline): void {
  asInternal('Failed to convert API pipeline to model pipeline', () => {
    checkLength('Pipeline.Name', name);
    checkLength('Pipeline.Namespace', namespace);
  });
}

function renamed({ displayName, tags }: Renaming): Renaming {
  return {
    ...(displayName ? { displayName } : {}),
    ...(tags ? { tags } : {}),
  };
}
