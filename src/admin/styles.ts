import { paletteRules } from "./palette.ts";

const BASE = `
:root{color-scheme:light dark;--bg:#f5f6f8;--surface:#fff;--ink:#14181f;--soft:#566072;--line:#dfe3ea;--grid:#e8ebf0;--accent:#64748b;--link:#1d55b4;--code:#f1f3f7;--warn:#fff6e0;--warn-line:#e3b341;--bad:#fdeceb;--bad-line:#d1453b}
@media (prefers-color-scheme:dark){:root{--bg:#0e1116;--surface:#161b22;--ink:#e8ebf0;--soft:#9aa5b5;--line:#2a313c;--grid:#232a34;--accent:#8391a7;--link:#8ab4ff;--code:#1d242e;--warn:#2a2412;--warn-line:#a3791d;--bad:#2f1816;--bad-line:#d9635a}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
h1,h2,h3,p,dl,dd,ol,ul,figure,pre{margin:0;padding:0}
ol,ul{list-style:none}
code,pre,textarea{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.9em}
a{color:var(--link);text-decoration:none}
a:hover{text-decoration:underline}
:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:4px}
main:focus{outline:none}
.dim,.hint,.none,.lead,.foot{color:var(--soft)}
.skip{position:absolute;left:-999px;top:8px;background:var(--surface);padding:8px 12px;z-index:2}
.skip:focus{left:8px}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.scripted{display:none}
.js .scripted{display:inline-block}
button{font:inherit;font-size:13px;color:var(--ink);background:var(--surface);border:1px solid var(--line);border-radius:6px;padding:4px 10px;cursor:pointer}
button:hover{border-color:var(--soft)}
main,.top{max-width:1240px;margin:0 auto;padding:0 24px}
.top{display:flex;flex-wrap:wrap;align-items:center;gap:6px 24px;padding-top:14px;padding-bottom:14px}
.name{font-weight:650;letter-spacing:-.01em}
.top nav{display:flex;flex-wrap:wrap;gap:2px 16px;font-size:14px}
.top nav a{color:var(--soft);padding:4px 0}
.top nav a[aria-current]{color:var(--ink);font-weight:600;box-shadow:inset 0 -2px var(--link)}
.live{margin-left:auto;display:flex;align-items:center;gap:10px;font-size:13px;color:var(--soft);min-height:30px}
main{padding-top:6px;padding-bottom:48px;display:grid;gap:16px;grid-template-columns:minmax(0,1fr)}
.bar-top{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:8px 24px}
h1{font-size:24px;line-height:1.25;font-weight:650;letter-spacing:-.02em}
h2{font-size:15px;line-height:1.3;font-weight:650;margin-bottom:10px}
h3{font-size:13px;font-weight:650;color:var(--soft);margin:18px 0 6px}
.tag{font-size:12px;font-weight:600;letter-spacing:0;vertical-align:middle;margin-left:10px;padding:2px 8px;border-radius:99px;background:var(--warn);box-shadow:inset 0 0 0 1px var(--warn-line)}
.windows{display:flex;border:1px solid var(--line);border-radius:8px;background:var(--surface);overflow:hidden}
.windows a{padding:5px 14px;color:var(--soft);font-size:14px;min-width:52px;text-align:center}
.windows a+a{border-left:1px solid var(--line)}
.windows a:focus-visible{outline-offset:-3px}
.windows a[aria-current]{color:var(--ink);font-weight:650;background:var(--code)}
.chosen{display:flex;flex-wrap:wrap;align-items:center;gap:8px;font-size:14px;color:var(--soft)}
.chosen a{color:var(--ink);background:var(--surface);border:1px solid var(--line);border-radius:99px;padding:2px 12px;overflow-wrap:anywhere}
.chosen a:hover{text-decoration:none;border-color:var(--soft)}
.card,.notice{background:var(--surface);border:1px solid var(--line);border-radius:10px;padding:18px 20px;min-width:0}
.notice{background:var(--warn);border-color:var(--warn-line)}
.notice.bad{background:var(--bad);border-color:var(--bad-line)}
.notice p{max-width:80ch}
.notice .rule{margin-top:10px}
.empty{text-align:center;padding:64px 20px;color:var(--soft)}
.empty h2{color:var(--ink);font-size:17px}
.foot{font-size:13px}
`;

const PARTS = `
.figures{display:grid;grid-template-columns:repeat(5,minmax(0,1fr));background:var(--surface);border:1px solid var(--line);border-radius:10px}
.figures>div{padding:14px 20px}
.figures>div+div{border-left:1px solid var(--line)}
.figures dt{font-size:13px;color:var(--soft)}
.figures b{display:block;font-size:26px;line-height:1.25;font-weight:600;letter-spacing:-.02em}
.figures span{font-size:13px;color:var(--soft)}
.chart figcaption{font-size:14px;color:var(--soft)}
.chart figcaption strong{color:var(--ink);font-weight:650}
.plot{display:block;overflow:visible;margin:16px 0 34px 46px;width:calc(100% - 46px)}
.plot.stack{height:250px}
.plot.share{height:64px}
.plot>svg{overflow:hidden}
.bars{fill:var(--c);stroke:var(--surface);stroke-width:.5;vector-effect:non-scaling-stroke}
.columns rect{fill:transparent}
.columns rect:hover{fill:var(--ink);fill-opacity:.08}
.grid{stroke:var(--grid)}
.axis{stroke:var(--soft);stroke-opacity:.55}
.tick{fill:var(--soft);font-size:12px}
.nothing{fill:var(--soft);font-size:15px}
.area{fill:var(--bad-line);fill-opacity:.14}
.line{fill:none;stroke:var(--bad-line);stroke-width:1.5;vector-effect:non-scaling-stroke}
.legend{display:flex;flex-wrap:wrap;gap:4px 18px;margin:0 0 22px 46px;font-size:13px}
.legend a,.shares a{color:inherit}
.legend b{font-weight:600;color:var(--soft)}
.swatch{display:inline-block;flex:none;width:10px;height:10px;border-radius:2px;background:var(--c);margin-right:6px}
summary{cursor:pointer;color:var(--link);font-size:14px;width:fit-content}
.scroll{overflow-x:auto;margin-top:10px}
table{border-collapse:collapse;width:100%}
.numbers{font-size:13px;white-space:nowrap;width:auto}
.numbers th,.numbers td{padding:4px 14px 4px 0;text-align:right;border-bottom:1px solid var(--grid);font-weight:400}
.numbers th:first-child{text-align:left}
.numbers thead th{color:var(--soft)}
.cards{columns:3 320px;column-gap:16px}
.cards .card{break-inside:avoid;margin-bottom:16px}
.cards .card:last-child{margin-bottom:0}
.shares th{text-align:left;font-weight:400;padding:5px 0 6px;width:100%;max-width:0}
.shares td{text-align:right;padding:5px 0 6px 14px;white-space:nowrap;vertical-align:top}
.shares a{display:flex;align-items:baseline;font-size:14px}
.shares a span{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.shares a[aria-current]{font-weight:650}
.bar{display:block;width:100%;height:4px;margin-top:3px;background:var(--grid);border-radius:2px;overflow:hidden}
.bar rect{fill:var(--c)}
.shares+details,.groups+details,.failures+details{margin-top:10px}
.card>.hint{font-size:14px;max-width:80ch;margin:-4px 0 12px}
.group{display:grid;grid-template-columns:3.4em minmax(0,5fr) minmax(0,6fr);gap:8px 16px;padding:12px 0;border-top:1px solid var(--grid)}
.what p{overflow-wrap:anywhere}
.what .dim{font-size:13px}
.count{text-align:right}
.rule{position:relative}
pre{background:var(--code);border-radius:8px;padding:10px 12px;overflow-x:auto;white-space:pre;font-size:13px;line-height:1.5}
.js .rule pre{padding-right:70px;white-space:pre-wrap;overflow-wrap:anywhere}
.rule button{position:absolute;top:6px;right:6px}
.failure{border-top:1px solid var(--grid)}
.failure>summary{display:grid;grid-template-columns:12px 66px minmax(0,1fr) 80px 190px minmax(0,230px);gap:2px 12px;align-items:baseline;width:auto;padding:7px 0;color:var(--ink)}
.failure>summary:hover{background:var(--code)}
.failure>summary::before{content:"▸";color:var(--soft)}
.failure[open]>summary::before{content:"▾"}
.failure>summary::-webkit-details-marker{display:none}
.failure .route,.failure summary .dim{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.failure .route b{font-weight:600;font-size:12px}
.failure time,.failure s{color:var(--soft);font-weight:400}
.failure .status{text-align:right}
.failure[open]>summary{font-weight:600}
.failure[open]>summary .route{white-space:normal;overflow-wrap:anywhere}
.why{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:8px 32px;padding:6px 0 16px 100px;font-size:14px}
.why dl>div,.result dl>div{display:grid;grid-template-columns:130px minmax(0,1fr);gap:8px}
dt{color:var(--soft)}
dd{overflow-wrap:anywhere}
.steps{font-size:14px;counter-reset:step}
.steps li{counter-increment:step;display:grid;grid-template-columns:1.6em 92px minmax(0,1fr);overflow-wrap:anywhere;padding:1px 0}
.steps li::before{content:counter(step);color:var(--soft)}
.steps b{font-weight:600}
.explain{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:16px;align-items:start}
.explain form{display:grid;gap:10px;justify-items:start}
.explain label{font-weight:650}
textarea{width:100%;color:var(--ink);background:var(--code);border:1px solid var(--line);border-radius:8px;padding:10px 12px;resize:vertical;font-size:13px;line-height:1.5}
.explain form button{font-size:15px;font-weight:600;padding:7px 18px;background:var(--link);border-color:var(--link);color:var(--surface)}
.explain form .hint{font-size:14px}
.lead{max-width:75ch}
.verdict{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 10px;font-size:18px;margin-bottom:10px}
.verdict .swatch{margin:0}
.result details{margin-top:12px}
.result details pre{margin-top:8px}
`;

const NARROW = `
@media (max-width:820px){
.figures{grid-template-columns:repeat(2,minmax(0,1fr))}
.figures>div{border-top:1px solid var(--grid)}
.figures>div+div{border-left:0}
.figures>div:nth-child(odd):not(:first-child){border-left:1px solid var(--grid)}
.figures>div:first-child{grid-column:1/-1;border-top:0}
.figures>div:nth-child(odd){border-left:1px solid var(--grid)}
.figures>div:first-child{border-left:0}
.group{grid-template-columns:auto minmax(0,1fr);gap:8px 12px}
.group .rule{grid-column:1/-1}
.why,.explain{grid-template-columns:minmax(0,1fr)}
.failure>summary{grid-template-columns:12px 66px minmax(0,1fr) auto;gap:0 8px;padding:9px 0}
.failure .status{grid-row:1;grid-column:4}
.failure .code{grid-column:3/5}
.failure summary .dim{grid-column:3/5;font-size:13px}
.why{padding-left:0}
}
@media (max-width:600px){
main,.top{padding-left:14px;padding-right:14px}
.card,.notice{padding:14px}
h1{font-size:21px}
.windows{width:100%}
.windows a{flex:1;min-width:0;padding:8px 0}
.live{margin-left:0;width:100%;justify-content:space-between}
.plot{margin-left:42px;width:calc(100% - 42px)}
.plot.stack{height:210px}
.legend{margin-left:0}
.tick.time:nth-of-type(even){display:none}
.js .rule pre{padding-right:12px}
.rule button{position:static;margin-top:8px}
.figures>div{padding:10px 14px}
.figures b{font-size:22px}
.why dl>div,.result dl>div{grid-template-columns:112px minmax(0,1fr)}
.steps li{grid-template-columns:1.4em 84px minmax(0,1fr)}
}
@media (forced-colors:active){.swatch,.bar rect,.bars{forced-color-adjust:none}}
`;

/** The style sheet of the operator's pages; it stands in the page, which asks nobody for anything. */
export const STYLES: string = paletteRules() + BASE + PARTS + NARROW;
