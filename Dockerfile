# The site, its worker and its scheduler, with the Debian tools that read scans and older Word documents, isolate readers
# and back the database up.
FROM python:3.11-slim-bookworm

RUN apt-get update \
    && apt-get install -y --no-install-recommends tesseract-ocr tesseract-ocr-swe libreoffice-writer-nogui fonts-dejavu-core \
        libseccomp2 postgresql-client \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /site
COPY requirements-production.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements-production.txt
COPY . .
ENV DJANGO_SETTINGS_MODULE=cms.settings.production VAR_DIR=/var/lib/traffpunkt STATIC_ROOT=/srv/static
# Static files belong to the image: on the volume, those of an older image would hide them. Production's settings want
# secrets, which an image has not. What root wrote here, and what the source's owner kept to himself, is read by the user.
RUN useradd --system --uid 10001 --home-dir /var/lib/traffpunkt --create-home traffpunkt \
    && DJANGO_SETTINGS_MODULE=cms.settings.base SECRET_KEY=build python manage.py collectstatic --no-input --verbosity 0 \
    && python -m compileall -q /site \
    && chown --recursive traffpunkt /var/lib/traffpunkt \
    && chmod --recursive a+rX /site /srv/static

USER traffpunkt
VOLUME /var/lib/traffpunkt
EXPOSE 8000
CMD ["gunicorn", "cms.wsgi", "--bind", "0.0.0.0:8000", "--workers", "4", "--threads", "4", "--timeout", "60", "--no-control-socket", "--access-logfile", "-"]
