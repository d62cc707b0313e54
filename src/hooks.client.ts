/**
 * Runs before anything else of a page: gives older phones (iOS before 15.4, Chrome before 93) what
 * SvelteKit takes for granted when it reads a page's data. Without it they would stay with plain forms.
 */
Object.hasOwn ??= (object, key) => Object.prototype.hasOwnProperty.call(object, key);
