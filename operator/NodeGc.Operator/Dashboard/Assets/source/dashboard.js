import { drawCharts } from "./charts.js";
import { offerCopying } from "./copying.js";

offerCopying();
// After the first frame: the style sheet keeps their place, so that nothing moves then.
requestAnimationFrame(() => setTimeout(drawCharts));
