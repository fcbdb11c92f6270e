import { drawCharts } from "./charts.js";
import { offerCopying } from "./copying.js";

offerCopying();
drawCharts();
