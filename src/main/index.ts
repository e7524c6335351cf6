/** Entry of the desktop shell. */
import { boot } from './boot';
import { fail } from './fail';

process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
boot().catch(fail);
