"""Which settings are used where.

`local` by `manage.py` and `make run` in a checkout, `production` by `cms.wsgi` and the image, `test` by pytest, `bench`
by `make bench`. All of them build on `base`, which reads the environment (docs/operations.md) and is served by nobody.
"""
