"""An invitation is a picture to be looked at by a camera, and a way to make it void."""

from datetime import UTC, datetime

from bot.pictures.registry import described, draw, size_of
from bot.pipeline.render import Voice
from bot.views.invitation import shown
from conversations.cases.staff.invitations import InvitationMade


def test_an_invitation_is_forwarded_as_a_qr_and_revoked_by_its_button():
    links = ("https://t.me/contoh_bot?start=petugas-AB-CD",)
    made = InvitationMade("i1", "officer", "AB-CD", datetime.now(UTC), links)
    drawn = shown(Voice(), made)
    assert drawn.said.values["links"] == links[0]
    assert [each.value for each in drawn.said.actions] == ["revoke:i1"]
    assert size_of(draw(described(drawn.kind, drawn.words)))[0] > 200
