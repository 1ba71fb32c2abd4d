"""What the house does not take of the files that a page sends."""

from tests.web.test_chat import JSON, ONE, enter, form


async def test_a_file_that_is_not_taken_is_told_like_any_other_message(house, browser):
    await enter(browser)
    house.full = "quota"
    for place, size in enumerate((5_000, 5_000, 6_000)):
        data = form(size, number=f"{ONE[:-1]}{place}")
        async with browser.post(
            "/chat/saya/messages", data=data, headers=JSON
        ) as answer:
            assert answer.status == 200
    assert not house.uploads
    first, same, other = (each.event for each in house.events)
    assert (first.kind, first.text, first.problem) == ("photo", "depan", "quota")
    assert [each.media for each in house.events] == [None, None, None]
    assert first.values["digest"] == same.values["digest"] != other.values["digest"]


async def test_a_file_of_a_message_that_is_none_is_dropped(house, browser):
    await enter(browser)
    async with browser.post(
        "/chat/saya/messages", data=form(5_000, number="none"), headers=JSON
    ) as answer:
        assert answer.status == 400
    assert not house.uploads
    assert not house.events
