/** Entry of an engine process. */
import { runChild } from '../runtime/child';
import { startEngineProcess } from './engine-process';
import { stepBack } from './step-back';

stepBack();
runChild({ start: startEngineProcess });
