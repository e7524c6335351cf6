/** Entry of the gateway. */
import { runChild } from '../runtime/child';
import { startGateway } from './gateway-process';

runChild({ start: startGateway });
