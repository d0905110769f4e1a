// What the build knows: its hook puts names, hashes and texts in place of these.

export const version = "__VERSION__";
export const style = "__STYLE__";
export const renderGlue = "__RENDER_GLUE__";
export const renderFile = ["__RENDER_WASM__", "__RENDER_WASM_INTEGRITY__"];
export const islandsFile = ["__ISLANDS_WASM__", "__ISLANDS_WASM_INTEGRITY__"];
export const islandsScript = ["__ISLANDS_JS__", "__ISLANDS_JS_INTEGRITY__"];
// Origins whose fragments are shown as they are; the folder of the loader is always one of them.
export const fragmentOrigins = "__FRAGMENT_ORIGINS__";
export const languagesFolder = "__LANGUAGES__";
export const languagesIntegrity = "__LANGUAGES_INTEGRITY__";
