// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from "node:util";
import { helloSchema } from "../../codegen/schema/protocol.js";
import { type DriverConnection, DriverLost, type Hello, PROTOCOL_VERSION } from "./protocol.js";
import type { Tables } from "./tables.js";

/** A driver that has said hello. */
export interface StartedDriver {
  readonly connection: DriverConnection;
  readonly hello: Hello;
}

/**
 * Starts a process of a driver and greets it; `earlier` is what another process of the same driver has said. Rejects with
 * {@link DriverLost} when it does not answer or says something that cannot be true, and has ended it then.
 */
export async function startDriver(
  connect: () => DriverConnection,
  tables: Tables,
  earlier?: Hello,
): Promise<StartedDriver> {
  const connection = connect();
  try {
    const hello = parseHello(await connection.request({ op: "hello", protocol: PROTOCOL_VERSION }), tables);
    if (earlier !== undefined && !isDeepStrictEqual(hello, earlier)) {
      throw new DriverLost("the driver's answer to hello is not that of its first process");
    }
    return { connection, hello };
  } catch (error) {
    await connection.close();
    if (error instanceof DriverLost) throw error;
    throw new DriverLost(`hello failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parseHello(answer: unknown, { sdk: { identities } }: Tables): Hello {
  const parsed = helloSchema.safeParse(answer);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new DriverLost(`the driver's answer to hello is wrong: ${issue?.path.join(".")}: ${issue?.message}`);
  }
  const ids = identities.map(({ id }) => id);
  if (!ids.includes(parsed.data.identity)) {
    throw new DriverLost(
      `the driver's answer to hello is wrong: identity: "${parsed.data.identity}" is none of ${ids.join(", ")}`,
    );
  }
  return parsed.data;
}
