/** `node --import` of this file lets Node load the stand-in's TypeScript and resolves `electron` to it. */
import { register } from 'node:module';

register('./hooks.mjs', import.meta.url);
