CREATE TABLE `field` (
	`workshop_id` text NOT NULL,
	`id` text NOT NULL,
	`rev` integer NOT NULL,
	`removed` integer NOT NULL,
	`title` text NOT NULL,
	`position` integer NOT NULL,
	`table_ids` text NOT NULL,
	`cluster_ids` text NOT NULL,
	PRIMARY KEY(`workshop_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `field_rev` ON `field` (`workshop_id`,`rev`);