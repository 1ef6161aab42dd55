// Usage: node main.js DATA OUT
"use strict";

const { readFileSync } = require("node:fs");
const { App, YamlOutputType } = require("cdk8s");
const { Service } = require("./service");

const [data, outdir] = process.argv.slice(2);
const { shared, services } = JSON.parse(readFileSync(data, "utf8"));
const app = new App({ outdir, yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE });
for (const service of services) new Service(app, shared, service);
app.synth();
