"""Secrets, signatures, ids and waits of webhooks."""

import hmac
from base64 import b64decode, b64encode
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from credit_graph.domain.notifying.notice_wish import NoticeWish
from credit_graph.domain.webhooks.retry_plan import RetryPlan
from credit_graph.domain.webhooks.signature import (
    SECRET_PREFIX,
    SecretMark,
    derived_secret,
    digest_of_secret,
    secret_text,
    signatures,
)
from credit_graph.domain.webhooks.webhook import (
    Webhook,
    WebhookProgress,
    WebhookState,
    delivery_id,
)

NOW = datetime(2026, 3, 1, tzinfo=UTC)
WEBHOOK = Webhook(
    id="wh_1",
    url="https://a.example/",
    label="a",
    agency="port",
    key="k",
    wish=NoticeWish(),
    state=WebhookState.ACTIVE,
    cause=None,
    secret=SecretMark("new", "n"),
    former=SecretMark("old", "o", NOW),
    created_at=NOW,
    version=1,
    progress=WebhookProgress(0),
)


def test_a_signature_is_that_of_the_published_example() -> None:
    # From the specification of Standard Webhooks.
    secret = b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    signed = signatures(
        [secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}'
    )
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_each_secret_signs() -> None:
    both = signatures([b"one", b"two"], "msg_1", 7, b"{}").split(" ")
    expected = [hmac.new(each, b"msg_1.7.{}", sha256).digest() for each in (b"one", b"two")]
    assert both == [f"v1,{b64encode(each).decode()}" for each in expected]


def test_a_secret_comes_from_the_services_own_and_its_salt() -> None:
    secret = derived_secret(b"master", "salt")
    assert len(secret) == 32
    assert secret == derived_secret(b"master", "salt")
    assert secret not in (derived_secret(b"master", "other"), derived_secret(b"another", "salt"))
    assert b64decode(secret_text(secret).removeprefix(SECRET_PREFIX)) == secret
    assert digest_of_secret(secret) != digest_of_secret(derived_secret(b"another", "salt"))


@pytest.mark.parametrize(
    ("former", "at", "salts"),
    [
        (None, NOW, ["new"]),
        (SecretMark("old", "o"), NOW, ["new"]),
        (SecretMark("old", "o", NOW), NOW, ["new"]),
        (SecretMark("old", "o", NOW), NOW - timedelta(seconds=1), ["new", "old"]),
    ],
)
def test_the_secret_before_signs_until_its_end(
    former: SecretMark | None, at: datetime, salts: list[str]
) -> None:
    webhook = replace(WEBHOOK, former=former)
    assert [each.salt for each in webhook.secrets_at(at)] == salts


def test_the_id_of_a_delivery_is_that_of_its_entry_and_webhook() -> None:
    ids = {delivery_id(webhook, sequence) for webhook in ("a", "b") for sequence in (1, 2)}
    assert len(ids) == 4
    assert delivery_id("a", 1) in ids


def test_waits_grow_to_a_bound_and_are_scattered() -> None:
    plan = RetryPlan(attempts=5, first_s=2, factor=3, longest_s=20)
    assert [plan.wait_s(each, 0.5) for each in range(1, 6)] == [2, 6, 18, 20, 20]
    assert (plan.wait_s(1, 0), plan.wait_s(1, 1)) == (1, 3)
    assert [plan.is_exhausted(each) for each in (4, 5)] == [False, True]
