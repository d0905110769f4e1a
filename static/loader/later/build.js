// What the build knows: its hook puts names, hashes and texts in place of these.

export const renderGlue = "__RENDER_GLUE__";
export const islandsFile = ["__ISLANDS_WASM__", "__ISLANDS_WASM_INTEGRITY__"];
export const islandsScript = ["__ISLANDS_JS__", "__ISLANDS_JS_INTEGRITY__"];
export const languagesFolder = "__LANGUAGES__";
export const languagesIntegrity = "__LANGUAGES_INTEGRITY__";
