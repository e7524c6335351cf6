#!/usr/bin/env node
/** npm's `prepare`: makes `npx flightline` work in this checkout after a plain `npm ci`. */
import { linkOwnCommand } from './lib/packages.mjs';

linkOwnCommand();
