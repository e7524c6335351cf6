/** Entry of the store. */
import { runChild } from '../runtime/child';
import { startStore } from './start-store';

runChild({ start: startStore });
