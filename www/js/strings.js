/** Every word the page says, in both languages. */

import { ar } from './strings-ar.js';
import { en } from './strings-en.js';

export const strings = { ar, en };
