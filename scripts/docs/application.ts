// SPDX-License-Identifier: Apache-2.0

/** The application that the examples take for granted: answers without any network. */
const application = {
  callModel: async (prompt: string): Promise<string> => `An answer to: ${prompt}`,
  streamModel: async function* (): AsyncGenerator<string> {
    yield "18 degrees ";
    yield "and sunny";
  },
  embedTexts: async (texts: string[]): Promise<number[][]> => texts.map(() => [0.1, 0.2]),
  lookUpWeather: async (): Promise<{ temperature: number }> => ({ temperature: 18 }),
  fetchToken: async (): Promise<string> => "a-token",
};

Object.assign(globalThis, application);
