import { describePipelinesClient } from './clientSuite';
import { openSandboxPipelines } from './target';
import { describePipelinesUsers } from './usersSuite';

describePipelinesClient(openSandboxPipelines);
describePipelinesUsers(openSandboxPipelines);
