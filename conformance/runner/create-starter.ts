// SPDX-License-Identifier: Apache-2.0
import { type DriverConnection, DriverLost } from "./protocol.js";
import { type StartedDriver, startDriver } from "./start-driver.js";
import type { Tables } from "./tables.js";

/** Starts that fail one after the other before nobody tries again. */
const MAX_FAILED_STARTS = 3;

/** Starts further processes of a driver that has said hello once; gives up when several in a row fail. */
export function createStarter(
  connect: () => DriverConnection,
  tables: Tables,
  { hello }: StartedDriver,
): () => Promise<DriverConnection> {
  let failed = 0;
  return async () => {
    if (failed >= MAX_FAILED_STARTS) throw new DriverLost("the driver does not start again");
    failed += 1;
    const { connection } = await startDriver(connect, tables, hello);
    failed = 0;
    return connection;
  };
}
