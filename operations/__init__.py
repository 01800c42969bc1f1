"""Health probe, deployment checks, scheduled jobs, backups and the guard before `migrate`."""
