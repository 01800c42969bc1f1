"""The cache in files does without a disk that is full, read-only or damaged."""

import time
from pathlib import Path

import pytest

from delivery.disk_cache import DiskCache
from tests.disks import fill, read_only, small_disk


def cache_in(folder: Path) -> DiskCache:
    return DiskCache(str(folder / "cache"), {})


def test_a_value_is_kept(tmp_path):
    cache = cache_in(tmp_path)
    cache.set("key", "value")

    assert (cache.get("key"), cache.has_key("key")) == ("value", True)
    assert (cache.delete("key"), cache.get("key")) == (True, None)


@pytest.mark.needs("mount")
def test_a_full_disk_is_an_empty_cache_until_there_is_room():
    with small_disk() as folder:
        ballast = fill(folder)
        cache = cache_in(folder)
        cache.set("key", "value")
        without = (cache.get("key", "default"), cache.add("key", 1), cache.touch("key"), cache.get_or_set("key", 2))
        ballast.unlink()
        cache.set("key", "value")

        assert (without[0], without[3], cache.get("key")) == ("default", 2, "value")


@pytest.mark.needs("mount")
def test_a_read_only_cache_is_read(tmp_path):
    cache_in(tmp_path).set("key", "value")
    with read_only(tmp_path) as view:
        cache = cache_in(view)
        cache.set("key", "other")
        cache.delete("key")

        assert (cache.get("key"), cache.get("other", "default")) == ("value", "default")


@pytest.mark.parametrize("content", [b"", b"garbage", b"\x80\x05K\x01."])
def test_a_damaged_value_is_none(tmp_path, content):
    cache = cache_in(tmp_path)
    cache.set("key", "value")
    [file] = (tmp_path / "cache").glob("*")
    file.write_bytes(content)

    assert cache.get("key", "default") == "default"


def test_what_has_expired_and_what_killed_writers_left_is_deleted(tmp_path):
    cache = cache_in(tmp_path)
    cache.set("expired", "value", 0.01)
    cache.set("kept", "value")
    (tmp_path / "cache" / "tmpabc").write_bytes(b"half a value")
    time.sleep(0.02)
    first = cache.delete_expired(before=0)
    second = cache.delete_expired(before=time.time() + 1)

    assert (first, second, cache.get("kept")) == (1, 1, "value")
    assert len(list((tmp_path / "cache").iterdir())) == 1
