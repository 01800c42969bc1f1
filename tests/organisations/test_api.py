import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organisations")]
URL = "/api/v1/organisations"


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 311),
        ("niva=kommun", 290),
        ("niva=region", 21),
        ("niva=kommun&niva=region", 310),
        ("lan=12", 34),
        ("lan=12&niva=kommun", 33),
        ("kommun=09", 1),
        ("kommun=0382&kommun=0114", 2),
        ("kommun=9999", 0),
    ],
)
def test_filters_return_the_matching_number(client, query, count):
    answer = client.get(f"{URL}?{query}").json()

    assert (answer["count"], len(answer["organisations"])) == (count, count)


def test_gotland_is_found_by_both_codes(client):
    gotland = client.get(f"{URL}?kommun=09").json()["organisations"][0]

    assert (gotland["code"], gotland["region_code"], gotland["is_municipality"]) == ("0980", "09", True)


@pytest.mark.parametrize("query", ["niva=land", "lan=%00", "lan=x", "kommun=1'", f"kommun={'1' * 99}"])
def test_invalid_parameter_gives_an_error_message(client, query):
    response = client.get(f"{URL}?{query}")

    assert (response.status_code, list(response.json())) == (400, ["detail"])
