CREATE TABLE `agreement` (
	`workshop_id` text NOT NULL,
	`id` text NOT NULL,
	`rev` integer NOT NULL,
	`removed` integer NOT NULL,
	`contribution_id` text NOT NULL,
	`participant_id` text NOT NULL,
	PRIMARY KEY(`workshop_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `agreement_rev` ON `agreement` (`workshop_id`,`rev`);--> statement-breakpoint
CREATE TABLE `ballot` (
	`workshop_id` text NOT NULL,
	`id` text NOT NULL,
	`rev` integer NOT NULL,
	`removed` integer NOT NULL,
	`step_id` text NOT NULL,
	`option_ids` text NOT NULL,
	`dots` integer NOT NULL,
	`max_per_option` integer NOT NULL,
	`state` text NOT NULL,
	`turnout` integer NOT NULL,
	`opened_at` integer NOT NULL,
	`closed_at` integer,
	`result` text,
	PRIMARY KEY(`workshop_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `ballot_rev` ON `ballot` (`workshop_id`,`rev`);--> statement-breakpoint
CREATE TABLE `cluster` (
	`workshop_id` text NOT NULL,
	`id` text NOT NULL,
	`rev` integer NOT NULL,
	`removed` integer NOT NULL,
	`title` text NOT NULL,
	`position` integer NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`workshop_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `cluster_rev` ON `cluster` (`workshop_id`,`rev`);--> statement-breakpoint
CREATE TABLE `command_outcome` (
	`workshop_id` text NOT NULL,
	`id` text NOT NULL,
	`outcome` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`workshop_id`, `id`)
);
--> statement-breakpoint
CREATE TABLE `contribution` (
	`workshop_id` text NOT NULL,
	`id` text NOT NULL,
	`rev` integer NOT NULL,
	`removed` integer NOT NULL,
	`public_id` text NOT NULL,
	`kind` text NOT NULL,
	`step_id` text NOT NULL,
	`round` integer NOT NULL,
	`table_id` text NOT NULL,
	`participant_id` text,
	`text` text NOT NULL,
	`lang` text NOT NULL,
	`origin` text NOT NULL,
	`typed_at` integer NOT NULL,
	`posted_at` integer NOT NULL,
	`version` integer NOT NULL,
	`state` text NOT NULL,
	`hidden_reason` text,
	`screen` text NOT NULL,
	`late` integer NOT NULL,
	`agrees` integer NOT NULL,
	PRIMARY KEY(`workshop_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `contribution_rev` ON `contribution` (`workshop_id`,`rev`);--> statement-breakpoint
CREATE TABLE `essence` (
	`workshop_id` text NOT NULL,
	`id` text NOT NULL,
	`rev` integer NOT NULL,
	`removed` integer NOT NULL,
	`public_id` text NOT NULL,
	`table_id` text NOT NULL,
	`number` integer NOT NULL,
	`text` text NOT NULL,
	`lang` text NOT NULL,
	`participant_id` text,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`written_at` integer NOT NULL,
	PRIMARY KEY(`workshop_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `essence_rev` ON `essence` (`workshop_id`,`rev`);--> statement-breakpoint
CREATE TABLE `evidence` (
	`workshop_id` text NOT NULL,
	`id` text NOT NULL,
	`rev` integer NOT NULL,
	`removed` integer NOT NULL,
	`guideline_id` text NOT NULL,
	`item_kind` text NOT NULL,
	`item_id` text NOT NULL,
	`type` text NOT NULL,
	PRIMARY KEY(`workshop_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `evidence_rev` ON `evidence` (`workshop_id`,`rev`);--> statement-breakpoint
CREATE TABLE `guideline` (
	`workshop_id` text NOT NULL,
	`id` text NOT NULL,
	`rev` integer NOT NULL,
	`removed` integer NOT NULL,
	`number` integer NOT NULL,
	`title` text NOT NULL,
	`text` text NOT NULL,
	`rationale` text NOT NULL,
	`status` text NOT NULL,
	`cluster_id` text,
	PRIMARY KEY(`workshop_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `guideline_rev` ON `guideline` (`workshop_id`,`rev`);--> statement-breakpoint
CREATE TABLE `link` (
	`workshop_id` text NOT NULL,
	`id` text NOT NULL,
	`rev` integer NOT NULL,
	`removed` integer NOT NULL,
	`type` text NOT NULL,
	`from_id` text NOT NULL,
	`table_id` text NOT NULL,
	`round` integer NOT NULL,
	`participant_id` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`workshop_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `link_rev` ON `link` (`workshop_id`,`rev`);--> statement-breakpoint
CREATE TABLE `membership` (
	`workshop_id` text NOT NULL,
	`id` text NOT NULL,
	`rev` integer NOT NULL,
	`removed` integer NOT NULL,
	`cluster_id` text NOT NULL,
	`item_kind` text NOT NULL,
	`item_id` text NOT NULL,
	PRIMARY KEY(`workshop_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `membership_rev` ON `membership` (`workshop_id`,`rev`);--> statement-breakpoint
CREATE TABLE `participant` (
	`workshop_id` text NOT NULL,
	`id` text NOT NULL,
	`rev` integer NOT NULL,
	`removed` integer NOT NULL,
	`lang` text NOT NULL,
	`people` integer NOT NULL,
	`origin` text NOT NULL,
	`joined_at` integer NOT NULL,
	`blocked` integer NOT NULL,
	`arrived_step_id` text,
	`left_at` integer,
	PRIMARY KEY(`workshop_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `participant_rev` ON `participant` (`workshop_id`,`rev`);--> statement-breakpoint
CREATE TABLE `seat` (
	`workshop_id` text NOT NULL,
	`id` text NOT NULL,
	`rev` integer NOT NULL,
	`removed` integer NOT NULL,
	`table_id` text NOT NULL,
	`index` integer NOT NULL,
	`participant_id` text,
	`taken_at` integer,
	PRIMARY KEY(`workshop_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `seat_rev` ON `seat` (`workshop_id`,`rev`);--> statement-breakpoint
CREATE TABLE `step` (
	`workshop_id` text NOT NULL,
	`id` text NOT NULL,
	`rev` integer NOT NULL,
	`removed` integer NOT NULL,
	`position` integer NOT NULL,
	`kind` text NOT NULL,
	`round` integer,
	`minutes` integer NOT NULL,
	`question_mode` text NOT NULL,
	`question` text NOT NULL,
	`notes` text NOT NULL,
	`state` text NOT NULL,
	`started_at` integer,
	`ends_at` integer,
	`left_ms` integer,
	`ended_at` integer,
	PRIMARY KEY(`workshop_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `step_rev` ON `step` (`workshop_id`,`rev`);--> statement-breakpoint
CREATE TABLE `store_check` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `summary` (
	`workshop_id` text NOT NULL,
	`id` text NOT NULL,
	`rev` integer NOT NULL,
	`removed` integer NOT NULL,
	`table_id` text NOT NULL,
	`round` integer NOT NULL,
	`points` text NOT NULL,
	`lang` text NOT NULL,
	`participant_id` text,
	`written_at` integer NOT NULL,
	PRIMARY KEY(`workshop_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `summary_rev` ON `summary` (`workshop_id`,`rev`);--> statement-breakpoint
CREATE TABLE `table` (
	`workshop_id` text NOT NULL,
	`id` text NOT NULL,
	`rev` integer NOT NULL,
	`removed` integer NOT NULL,
	`number` integer NOT NULL,
	`label` text NOT NULL,
	`colour` text NOT NULL,
	`pictogram` text NOT NULL,
	`seats` integer NOT NULL,
	`topic` text NOT NULL,
	`question` text NOT NULL,
	PRIMARY KEY(`workshop_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `table_rev` ON `table` (`workshop_id`,`rev`);--> statement-breakpoint
CREATE TABLE `vote` (
	`workshop_id` text NOT NULL,
	`id` text NOT NULL,
	`rev` integer NOT NULL,
	`removed` integer NOT NULL,
	`ballot_id` text NOT NULL,
	`participant_id` text NOT NULL,
	`dots` text NOT NULL,
	PRIMARY KEY(`workshop_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `vote_rev` ON `vote` (`workshop_id`,`rev`);--> statement-breakpoint
CREATE TABLE `workshop` (
	`workshop_id` text NOT NULL,
	`id` text NOT NULL,
	`rev` integer NOT NULL,
	`removed` integer NOT NULL,
	`code` text NOT NULL,
	`title` text NOT NULL,
	`date` text NOT NULL,
	`time` text NOT NULL,
	`venue` text NOT NULL,
	`city` text NOT NULL,
	`mandate` text NOT NULL,
	`givens` text NOT NULL,
	`languages` text NOT NULL,
	`method` text NOT NULL,
	`wifi` text NOT NULL,
	`state` text NOT NULL,
	`rehearsal` integer NOT NULL,
	`step_id` text,
	`frozen_at` integer,
	`screen` text NOT NULL,
	`key_version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`closed_at` integer,
	PRIMARY KEY(`workshop_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `workshop_rev` ON `workshop` (`workshop_id`,`rev`);--> statement-breakpoint
CREATE UNIQUE INDEX `workshop_code` ON `workshop` (`code`) WHERE removed = 0;--> statement-breakpoint
CREATE TABLE `staff_account` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`user_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `staff_user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `staff_account_user` ON `staff_account` (`user_id`);--> statement-breakpoint
CREATE TABLE `staff_invite` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`role` text NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `staff_session` (
	`id` text PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`user_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `staff_user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `staff_session_token` ON `staff_session` (`token`);--> statement-breakpoint
CREATE INDEX `staff_session_user` ON `staff_session` (`user_id`);--> statement-breakpoint
CREATE TABLE `staff_user` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer DEFAULT false NOT NULL,
	`image` text,
	`role` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `staff_user_email` ON `staff_user` (`email`);--> statement-breakpoint
CREATE TABLE `staff_verification` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `staff_verification_identifier` ON `staff_verification` (`identifier`);