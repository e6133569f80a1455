/** Stands in this folder because a bare name is looked up from the importing file on. */
export const load = (name) => import(name)
