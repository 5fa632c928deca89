// SPDX-License-Identifier: Apache-2.0
// A request of the application waits behind an export on the application's own agent. The URL is in the first argument, as JSON.
import { Agent, get } from "node:http";
import { SigilClient } from "../sigil-client.js";

const url = JSON.parse(process.argv[2] ?? '""') as string;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const client = new SigilClient({
  generationExport: { endpoint: url, batching: "immediate", transport: { agent } },
  logger: {},
});
client.startGeneration({ model: { provider: "openai", name: "gpt-5" } }).end();
// The export has its socket when the agent knows of it.
while (Object.keys(agent.sockets).length === 0) await new Promise((resolve) => setImmediate(resolve));
get(`${url}/of-the-application`, { agent }, (response) => {
  response.resume().once("end", () => {
    console.log(JSON.stringify({ status: response.statusCode }));
    agent.destroy();
  });
});
