import {
  anything,
  choice,
  double,
  duration,
  flag,
  int32,
  list,
  map,
  message,
  struct,
  text,
  values,
} from '../rpc';

/*
 * `ml_pipelines.PipelineSpec` (schema 2.1.0), field by field. The deployment is a struct to this schema; what runs it
 * looks into it.
 */

const primitiveType = choice({
  PRIMITIVE_TYPE_UNSPECIFIED: 0,
  INT: 1,
  DOUBLE: 2,
  STRING: 3,
});

const parameterType = choice({
  PARAMETER_TYPE_ENUM_UNSPECIFIED: 0,
  NUMBER_DOUBLE: 1,
  NUMBER_INTEGER: 2,
  STRING: 3,
  BOOLEAN: 4,
  LIST: 5,
  STRUCT: 6,
  TASK_FINAL_STATUS: 7,
  TASK_CONFIG: 8,
});

const artifactType = message({
  schema_title: text,
  schema_uri: text,
  instance_schema: text,
  schema_version: text,
});

const runtimeValue = message({
  constant_value: values,
  runtime_parameter: text,
  constant: anything,
});

const inputDefinitions = message({
  artifacts: map(
    message({
      artifact_type: artifactType,
      is_artifact_list: flag,
      is_optional: flag,
      description: text,
    }),
  ),
  parameters: map(
    message({
      type: primitiveType,
      parameter_type: parameterType,
      default_value: anything,
      is_optional: flag,
      description: text,
      literals: list(anything),
    }),
  ),
});

const outputDefinitions = message({
  artifacts: map(
    message({
      artifact_type: artifactType,
      properties: map(runtimeValue),
      custom_properties: map(runtimeValue),
      metadata: struct,
      is_artifact_list: flag,
      description: text,
    }),
  ),
  parameters: map(
    message({
      type: primitiveType,
      parameter_type: parameterType,
      description: text,
    }),
  ),
});

const taskInputs = message({
  parameters: map(
    message({
      task_output_parameter: message({
        producer_task: text,
        output_parameter_key: text,
      }),
      runtime_value: runtimeValue,
      component_input_parameter: text,
      task_final_status: message({ producer_task: text }),
      parameter_expression_selector: text,
    }),
  ),
  artifacts: map(
    message({
      task_output_artifact: message({
        producer_task: text,
        output_artifact_key: text,
      }),
      component_input_artifact: text,
    }),
  ),
});

const task = message({
  task_info: message({ name: text }),
  inputs: taskInputs,
  dependent_tasks: list(text),
  caching_options: message({ enable_cache: flag, cache_key: text }),
  component_ref: message({ name: text }),
  trigger_policy: message({
    condition: text,
    strategy: choice({
      TRIGGER_STRATEGY_UNSPECIFIED: 0,
      ALL_UPSTREAM_TASKS_SUCCEEDED: 1,
      ALL_UPSTREAM_TASKS_COMPLETED: 2,
    }),
  }),
  artifact_iterator: message({
    items: message({ input_artifact: text }),
    item_input: text,
  }),
  parameter_iterator: message({
    items: message({ raw: text, input_parameter: text }),
    item_input: text,
  }),
  retry_policy: message({
    max_retry_count: int32,
    backoff_duration: duration,
    backoff_factor: double,
    backoff_max_duration: duration,
  }),
  iterator_policy: message({ parallelism_limit: int32 }),
});

const parameterSelector = message({
  producer_subtask: text,
  output_parameter_key: text,
});

const dag = message({
  tasks: map(task),
  outputs: message({
    artifacts: map(
      message({
        artifact_selectors: list(
          message({ producer_subtask: text, output_artifact_key: text }),
        ),
      }),
    ),
    parameters: map(
      message({
        value_from_parameter: parameterSelector,
        value_from_oneof: message({
          parameter_selectors: list(parameterSelector),
        }),
      }),
    ),
  }),
});

const component = message({
  input_definitions: inputDefinitions,
  output_definitions: outputDefinitions,
  dag,
  executor_label: text,
  single_platform_specs: list(struct),
  task_config_passthroughs: list(
    message({ field: anything, apply_to_task: flag }),
  ),
});

const pipelineSpec = message({
  pipeline_info: message({
    name: text,
    display_name: text,
    description: text,
  }),
  deployment_spec: struct,
  sdk_version: text,
  schema_version: text,
  components: map(component),
  root: component,
  default_pipeline_root: text,
});

/** Why a document does not fit the schema of pipelines; nothing when it does. */
export function specProblem(document: unknown): string | undefined {
  try {
    pipelineSpec.read(document, '');
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
