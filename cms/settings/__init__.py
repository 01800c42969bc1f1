"""Settings from the environment. The defaults serve `make run`; `cms.checks` refuses what is unfit for production."""
