# The site and its worker, with the Debian tools that read scanned and old files.
FROM python:3.11-slim-bookworm

RUN apt-get update \
    && apt-get install -y --no-install-recommends tesseract-ocr tesseract-ocr-swe libreoffice-writer-nogui fonts-dejavu-core gettext \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /site
COPY requirements-s3.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements-s3.txt
COPY . .
RUN useradd --system --home-dir /var/lib/traffpunkt --create-home traffpunkt \
    && SECRET_KEY=build VAR_DIR=/var/lib/traffpunkt python manage.py collectstatic --no-input --verbosity 0 \
    && chown --recursive traffpunkt /var/lib/traffpunkt

USER traffpunkt
VOLUME /var/lib/traffpunkt
EXPOSE 8000
CMD ["gunicorn", "cms.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "4", "--threads", "4", "--timeout", "60", "--no-control-socket"]
