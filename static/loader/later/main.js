// The rest of the loader: what it gives to the part that comes first, which calls the function that the build makes of
// this with `give`.

import { begin } from "./embed.js";

give(begin);
