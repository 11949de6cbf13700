// Draws charts from the tables beside them: <table data-chart="map|line|radar" data-chart-in="name" data-chart-label="…"> is drawn into
// <div data-chart-place="name">. Without this file the table is all there is. Words come from the table.
import { LineChart, MapChart, RadarChart } from "echarts/charts";
import { AriaComponent, GeoComponent, GridComponent, LegendComponent, RadarComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import thailand from "generated:thailand";

echarts.use([LineChart, MapChart, RadarChart, AriaComponent, GeoComponent, GridComponent, LegendComponent, RadarComponent, TooltipComponent, SVGRenderer]);
echarts.registerMap("thailand", { svg: thailand });

/** Lines differ by dash and marker too, not by colour alone. */
const LOOKS = [
  { type: "solid", symbol: "circle", color: "--l5" },
  { type: "dashed", symbol: "rect", color: "--warn" },
  { type: "dotted", symbol: "triangle", color: "--bad" },
  { type: [8, 3, 2, 3], symbol: "diamond", color: "--ok" },
];

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const words = (cell) => cell.textContent.trim();
const value = (cell) => (cell?.dataset.value === undefined ? null : Number(cell.dataset.value));
const rows = (table) => [...table.tBodies[0].rows];
const heads = (table) => [...table.tHead.rows[0].cells].slice(1).map(words);
const text = () => ({ color: colour("--ink2"), fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 13 });

function map(table) {
  const data = rows(table).map((row) => ({
    name: row.dataset.key,
    value: Number(words(row.cells[2])),
    itemStyle: { areaColor: colour(`--l${row.dataset.level}`) },
    words: `${words(row.cells[0])}\n${table.dataset.textMean} ${words(row.cells[2])} ${row.dataset.name ?? ""}`,
  }));
  return {
    tooltip: { formatter: ({ data: at }) => at?.words ?? table.dataset.textNone },
    series: [
      {
        type: "map",
        map: "thailand",
        selectedMode: false,
        itemStyle: { areaColor: colour("--line"), borderColor: colour("--sf"), borderWidth: 0.7 },
        label: { show: false },
        emphasis: { label: { show: false }, itemStyle: { areaColor: colour("--focus") } },
        data,
      },
    ],
  };
}

function line(table) {
  const series = [];
  rows(table).forEach((row, nth) => {
    const look = LOOKS[nth % LOOKS.length];
    const cells = [...row.cells].slice(1);
    // A line does not go over a break: what follows is a line of its own.
    let parts = [];
    cells.forEach((cell, at) => {
      if (value(cell) === null) return;
      if (parts.length === 0 || cell.dataset.break !== undefined || value(cells[at - 1]) === null) parts.push(new Array(cells.length).fill(null));
      parts.at(-1)[at] = value(cell);
    });
    for (const data of parts) {
      series.push({
        name: words(row.cells[0]),
        type: "line",
        data,
        symbol: look.symbol,
        symbolSize: 8,
        color: colour(look.color),
        lineStyle: { type: look.type, width: 2.5 },
      });
    }
  });
  return {
    grid: { left: 8, right: 16, top: 36, bottom: 4, containLabel: true },
    legend: { top: 0, textStyle: text() },
    tooltip: { trigger: "item", formatter: ({ seriesName, name, value: mean }) => `${seriesName} ${name}\n${mean}` },
    xAxis: { type: "category", data: heads(table), axisLabel: text(), axisLine: { lineStyle: { color: colour("--edge") } } },
    yAxis: { type: "value", scale: true, minInterval: 0.5, axisLabel: text(), splitLine: { lineStyle: { color: colour("--line") } } },
    series,
  };
}

/** Height of one name in the legend, in pixels. */
const NAME = 24;

function radar(table, place) {
  // Where one of them has no value there is no place to draw it at: only the table shows that.
  const isWhole = (row) => [...row.cells].slice(1).every((cell) => value(cell) !== null);
  const axes = rows(table).filter((row) => row.dataset.axis !== undefined && isWhole(row));
  const { lowest, highest } = table.dataset;
  const data = heads(table).map((name, nth) => {
    const look = LOOKS[nth % LOOKS.length];
    return {
      name,
      value: axes.map((row) => value(row.cells[nth + 1])),
      symbol: look.symbol,
      itemStyle: { color: colour(look.color) },
      lineStyle: { color: colour(look.color), type: look.type, width: 2 },
    };
  });
  // Where names do not stand side by side there is one below the other, and the figure begins below the last.
  const isNarrow = place.clientWidth < 480;
  const top = NAME * (isNarrow ? data.length : 1);
  const height = place.clientHeight - top;
  return {
    legend: { top: 0, orient: isNarrow ? "vertical" : "horizontal", itemGap: isNarrow ? 6 : 10, textStyle: text() },
    tooltip: { formatter: ({ name, value: means }) => [name, ...axes.map((row, i) => `${row.dataset.axis}  ${means[i] ?? "–"}`)].join("\n") },
    radar: {
      clockwise: true,
      center: ["50%", top + height / 2],
      // The names of the axes stand around it, and are wider than high.
      radius: Math.min(height / 2 - NAME, place.clientWidth / 2 - 2 * NAME),
      indicator: axes.map((row) => ({ name: row.dataset.axis, min: Math.max(0, Number(lowest) - 1), max: Number(highest) })),
      axisName: text(),
      splitLine: { lineStyle: { color: colour("--line2") } },
      splitArea: { show: false },
      axisLine: { lineStyle: { color: colour("--line") } },
    },
    series: [{ type: "radar", data }],
  };
}

const KINDS = { map, line, radar };

function draw(table) {
  const place = document.querySelector(`[data-chart-place="${table.dataset.chartIn}"]`);
  if (place === null || rows(table).length === 0) return;
  place.classList.add("chart", `chart-${table.dataset.chart}`);
  const chart = echarts.init(place, null, { renderer: "svg" });
  const show = () => {
    const option = KINDS[table.dataset.chart](table, place);
    const { tooltip } = option;
    chart.setOption(
      {
        animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
        aria: { enabled: true, label: { description: table.dataset.chartLabel } },
        ...option,
        // The page forbids styles in its text, which a tooltip of HTML would have.
        tooltip: { renderMode: "richText", confine: true, backgroundColor: colour("--sf"), borderColor: colour("--line2"), textStyle: { ...text(), color: colour("--ink") }, ...tooltip },
      },
      true,
    );
  };
  // Also when it is first laid out. A map cannot be in no room, which a page has for a moment while it is printed.
  new ResizeObserver(() => {
    if (place.clientWidth === 0) return;
    chart.resize();
    show();
  }).observe(place);
  new MutationObserver(show).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
}

document.querySelectorAll("table[data-chart]").forEach(draw);
