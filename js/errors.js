// The one error type of the package: says what is wrong, with which value, and what to do.

/** @typedef {import('./types.d.ts').WasimErrorCode} Code */

export class WasimError extends Error {
  /**
   * @param {Code} code
   * @param {string} message what is wrong and what to do about it
   * @param {{cause?: unknown, problems?: object[]}} [more]
   */
  constructor(code, message, { cause = null, problems = [] } = {}) {
    super(message, cause === null ? undefined : { cause });
    this.name = 'WasimError';
    this.code = code;
    this.problems = problems;
  }

  /** A plain object that crosses a worker boundary; `fromPlain` is the way back. */
  toPlain() {
    return { code: this.code, message: this.message, problems: this.problems };
  }

  static fromPlain({ code, message, problems }) {
    return new WasimError(code, message, { problems });
  }
}

/** A value as it is shown in a message: short, with its type where that helps. */
export function show(value) {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object') return `${typeof value} ${String(value)}`;
  if (Array.isArray(value)) return `an array of ${value.length}`;
  return `an object of ${value.constructor?.name ?? 'no class'}`;
}
