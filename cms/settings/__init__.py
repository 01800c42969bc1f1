"""Settings from the environment. The defaults serve `make run`; `operations.checks` refuses what is unfit to serve."""
