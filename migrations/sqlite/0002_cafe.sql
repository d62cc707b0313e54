CREATE TABLE `signal` (
	`workshop_id` text NOT NULL,
	`id` text NOT NULL,
	`rev` integer NOT NULL,
	`removed` integer NOT NULL,
	`table_id` text NOT NULL,
	`state` text,
	`step_id` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`workshop_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `signal_rev` ON `signal` (`workshop_id`,`rev`);--> statement-breakpoint
CREATE TABLE `verdict` (
	`workshop_id` text NOT NULL,
	`id` text NOT NULL,
	`rev` integer NOT NULL,
	`removed` integer NOT NULL,
	`essence_id` text NOT NULL,
	`participant_id` text NOT NULL,
	`answer` text NOT NULL,
	`version` integer NOT NULL,
	PRIMARY KEY(`workshop_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `verdict_rev` ON `verdict` (`workshop_id`,`rev`);--> statement-breakpoint
ALTER TABLE `ballot` ADD `option_kind` text DEFAULT 'cluster' NOT NULL;--> statement-breakpoint
ALTER TABLE `ballot` ADD `own_allowed` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `ballot` ADD `paper` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `ballot` ADD `papers` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `cluster` ADD `parent_id` text;--> statement-breakpoint
ALTER TABLE `cluster` ADD `merged_into` text;--> statement-breakpoint
ALTER TABLE `cluster` ADD `merged_items` text;--> statement-breakpoint
ALTER TABLE `essence` ADD `agrees` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `essence` ADD `objections` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `link` ADD `to_id` text;--> statement-breakpoint
ALTER TABLE `participant` ADD `companion_of` text;--> statement-breakpoint
ALTER TABLE `participant` ADD `heard_at` integer;--> statement-breakpoint
ALTER TABLE `seat` ADD `way` text;--> statement-breakpoint
ALTER TABLE `table` ADD `hall` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `table` ADD `merged_into` text;--> statement-breakpoint
ALTER TABLE `workshop` ADD `move_mode` text DEFAULT 'scatter' NOT NULL;--> statement-breakpoint
ALTER TABLE `workshop` ADD `host_mode` text DEFAULT 'fixed' NOT NULL;--> statement-breakpoint
ALTER TABLE `workshop` ADD `beside_step_id` text;--> statement-breakpoint
ALTER TABLE `workshop` ADD `called_at` integer;--> statement-breakpoint
ALTER TABLE `workshop` ADD `quiet_minutes` integer DEFAULT 0 NOT NULL;