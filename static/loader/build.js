// What the build knows: its hook puts names, hashes and texts in place of these.

export const version = "__VERSION__";
export const style = "__STYLE__";
export const restScript = ["__REST__", "__REST_INTEGRITY__"];
export const renderFile = ["__RENDER_WASM__", "__RENDER_WASM_INTEGRITY__"];
// Origins whose fragments are shown as they are; the folder of the loader is always one of them.
export const fragmentOrigins = "__FRAGMENT_ORIGINS__";
