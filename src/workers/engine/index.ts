/** Entry of an engine process. */
import { runChild } from '../runtime/child';
import { niceness, stepBack } from '../runtime/step-back';
import { startEngineProcess } from './engine-process';

stepBack(niceness.engine);
runChild({ start: startEngineProcess });
