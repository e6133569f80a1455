/**
 * Path of requests beside those of the call, which are not counted: the status of the response follows. They open a
 * connection that the call reuses, or are another client's.
 */
export const asidePath = '/aside/'
