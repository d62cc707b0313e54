CREATE TABLE `store_life` (
	`id` integer PRIMARY KEY NOT NULL,
	`epoch` text NOT NULL,
	`previous` text
);
