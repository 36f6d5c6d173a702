/** Every command that needs the engine, by name: the command line runs them, and so does the product for another process. */
import type { Syntax } from './arguments.ts';
import type { Command } from './command.ts';
import { backup, backupSyntax } from './backup.ts';
import { doctor, doctorSyntax } from './doctor.ts';
import { forget, forgetSyntax } from './forget.ts';
import { migrateCommand, migrateSyntax } from './migrate.ts';
import { rebuild, rebuildSyntax } from './rebuild.ts';
import { rejects, rejectsSyntax } from './rejects.ts';
import { restore, restoreSyntax } from './restore.ts';
import { sync, syncSyntax } from './sync.ts';

export const commands: Readonly<Record<string, Command>> = {
	sync,
	migrate: migrateCommand,
	rebuild,
	doctor,
	backup,
	restore,
	rejects,
	forget
};

/** What they understand: help and mistakes are answered before the engine is opened. */
export const syntaxes: Readonly<Record<string, Syntax>> = {
	sync: syncSyntax,
	migrate: migrateSyntax,
	rebuild: rebuildSyntax,
	doctor: doctorSyntax,
	backup: backupSyntax,
	restore: restoreSyntax,
	rejects: rejectsSyntax,
	forget: forgetSyntax
};
