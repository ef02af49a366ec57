import { defineConfig } from 'vitest/config';

/** The long versions: minutes each, two at a time. */
export default defineConfig({ test: { include: ['test/validate/**/*.test.ts'], testTimeout: 3_600_000, maxWorkers: 2, reporters: ['verbose'] } });
