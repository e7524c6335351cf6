/** Entry of an engine process. */
import { runChild } from '../runtime/child';
import { startEngineProcess } from './engine-process';

runChild({ start: startEngineProcess });
