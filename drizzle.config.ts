import { defineConfig } from 'drizzle-kit';

export default defineConfig({
	dialect: 'sqlite',
	schema: ['./src/lib/server/store/schema.ts', './src/lib/server/staff/schema.ts'],
	out: './migrations/sqlite',
	strict: true
});
