// Draws each figure from the table inside it. The table is the accessible form of the chart, and the only one without
// script. Names of images, volumes and nodes are drawn as text on a canvas or set as text: never as HTML.
import { BarController, BarElement, CategoryScale, Chart, Legend, LinearScale, Tooltip } from "chart.js";
import { TreemapController, TreemapElement } from "chartjs-chart-treemap";

Chart.register(
  BarController, BarElement, CategoryScale, Legend, LinearScale, Tooltip, TreemapController, TreemapElement,
);

const units = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
const still = matchMedia("(prefers-reduced-motion: reduce)");
const dark = matchMedia("(prefers-color-scheme: dark)");

function color(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function bytes(value) {
  let unit = 0;
  for (; Math.abs(value) >= 1023.5 && unit < units.length - 1; unit++) value /= 1024;
  return value.toFixed(unit > 0 && Math.abs(value) < 9.95 ? 1 : 0).replace(/\.0$/, "") + units[unit];
}

/** A step between lines of a scale of bytes that reads well, with four to eight lines. */
function stepOf(most) {
  let unit = 1;
  while (most / unit >= 1024) unit *= 1024;
  const steps = [1, 2, 5, 10, 20, 50, 100, 200, 256];
  return unit * (steps.find((step) => most / unit / step <= 5) ?? 256);
}

/** The rows of the table: the label and, for each column with data-series, its value and the text of its cell. */
function read(table) {
  const heads = [...table.tHead.rows[0].cells];
  const series = heads.flatMap((head, index) =>
    "series" in head.dataset ? [{ index, label: head.textContent.trim(), color: head.dataset.color }] : []);
  const rows = [...table.tBodies[0].rows].map((row) => ({
    label: row.cells[0].dataset.label ?? row.cells[0].textContent.trim(),
    color: row.dataset.color,
    values: series.map((one) => Number(row.cells[one.index].dataset.value)),
    texts: series.map((one) => row.cells[one.index].textContent.trim()),
  }));
  return { series, rows };
}

function bars(figure, { series, rows }) {
  const isBytes = figure.dataset.unit === "bytes";
  const isStacked = "stacked" in figure.dataset;
  const most = Math.max(1, ...rows.map((row) =>
    isStacked ? row.values.reduce((sum, value) => sum + value, 0) : Math.max(...row.values)));
  return {
    type: "bar",
    data: {
      labels: rows.map((row) => row.label),
      datasets: series.map((one, index) => ({
        label: one.label,
        data: rows.map((row) => row.values[index]),
        backgroundColor: rows.map((row) => color(row.color ?? one.color)),
        maxBarThickness: 48,
        borderRadius: 2,
      })),
    },
    options: {
      scales: {
        x: {
          stacked: isStacked,
          grid: { display: false },
          border: { color: color("--line") },
          ticks: { color: color("--muted"), maxRotation: 0, autoSkipPadding: 12 },
        },
        y: {
          stacked: isStacked,
          beginAtZero: true,
          border: { display: false },
          grid: { color: color("--line") },
          ticks: isBytes
            ? { color: color("--muted"), callback: bytes, stepSize: stepOf(most) }
            : { color: color("--muted"), precision: 0, maxTicksLimit: 6 },
        },
      },
      plugins: {
        legend: {
          display: series.length > 1,
          position: "bottom",
          labels: { color: color("--text"), boxWidth: 12, boxHeight: 12 },
        },
        tooltip: { callbacks: { label: (at) => `${at.dataset.label}: ${rows[at.dataIndex].texts[at.datasetIndex]}` } },
      },
    },
  };
}

function treemap(figure, { rows }) {
  const shown = rows.filter((row) => row.values[0] > 0);
  return {
    type: "treemap",
    data: {
      datasets: [{
        tree: shown.map((row) => ({ ...row, value: row.values[0] })),
        key: "value",
        spacing: 1,
        borderWidth: 0,
        borderRadius: 2,
        backgroundColor: (at) => color(at.raw?._data?.color ?? "--series-other"),
        labels: {
          display: true,
          align: "left",
          position: "top",
          overflow: "cut",
          padding: 5,
          color: color("--on-series"),
          font: [{ size: 11.5, weight: "600" }, { size: 11.5 }],
          formatter: (at) => [at.raw._data.label, at.raw._data.texts?.[0] ?? bytes(at.raw.v)],
        },
      }],
    },
    options: {
      plugins: {
        legend: { display: false },
        tooltip: {
          displayColors: false,
          callbacks: {
            title: ([at]) => at?.raw?._data?.label ?? "",
            label: (at) => at.raw?._data?.texts?.[0] ?? "",
          },
        },
      },
    },
  };
}

const kinds = { bars, treemap };

function draw(figure) {
  const table = figure.querySelector("table");
  const plot = figure.querySelector(".plot");
  if (!table || !plot || !(figure.dataset.chart in kinds)) return;
  plot.hidden = false;
  const shown = read(table);
  const { options, ...rest } = kinds[figure.dataset.chart](figure, shown);
  Chart.getChart(plot.firstElementChild)?.destroy();
  new Chart(plot.firstElementChild, {
    ...rest,
    options: {
      ...options,
      responsive: true,
      maintainAspectRatio: false,
      animation: still.matches ? false : { duration: 250 },
      font: { family: "system-ui, sans-serif" },
    },
  });
}

export function drawCharts() {
  Chart.defaults.font.family = "system-ui, sans-serif";
  const figures = [...document.querySelectorAll("figure[data-chart]")];
  for (const figure of figures) {
    draw(figure);
  }
  dark.addEventListener("change", () => figures.forEach(draw));
}
