"""Mail server and robots in the environment, and the commands of the post."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from core.chapters.post_office import outward
from core.cli.commands import cli
from core.cli.store import Store
from core.notify.mail import Mailer
from core.notify.models import DINGTALK, MAIL, WECOM, Parcel, State
from core.settings import Settings, SettingsError, from_environment
from tests.conftest import make_settings
from tests.core.post import Post, post
from tests.mail_sink import free_port, smtp_sink
from tests.robot_server import KEY, robot_server

__all__ = ["post"]
MAIL_ENV = {"TONGXIN_SMTP_HOST": "mail.example.edu", "TONGXIN_SMTP_FROM": "post@example.edu"}


@pytest.fixture
def kind(request: pytest.FixtureRequest) -> str:
    """Settings and commands do not depend on the database."""
    return "sqlite"


def read(tmp_path: Path, **env: str) -> Settings:
    """Settings of an environment; names without their beginning."""
    given = {f"TONGXIN_{name}": value for name, value in env.items()}
    return from_environment(given, root=tmp_path)


def test_nothing_leaves_unless_a_server_is_named(tmp_path: Path) -> None:
    assert outward(read(tmp_path)) == ()
    assert outward(read(tmp_path, SMTP_USER="post", DINGTALK_SECRET="SEC")) == ()


@pytest.mark.parametrize(
    ("tls", "expected"), [("", ("starttls", 587)), ("tls", ("tls", 465)), ("none", ("none", 25))]
)
def test_the_port_follows_the_encryption(
    tmp_path: Path, tls: str, expected: tuple[str, int]
) -> None:
    env = MAIL_ENV | ({"TONGXIN_SMTP_TLS": tls} if tls else {})
    made = from_environment(env, root=tmp_path)
    assert (made.smtp_tls, made.smtp_port) == expected
    assert from_environment(env | {"TONGXIN_SMTP_PORT": "2525"}, root=tmp_path).smtp_port == 2525


def test_a_server_on_this_machine_needs_no_encryption(tmp_path: Path) -> None:
    made = read(tmp_path, SMTP_HOST="localhost", SMTP_FROM="a@b.cn", SMTP_PASSWORD="x")
    assert made.smtp_tls == "none"


def test_all_channels_are_made_of_the_settings(tmp_path: Path) -> None:
    made = read(
        tmp_path,
        SMTP_HOST="mail.example.edu",
        SMTP_FROM="Office <post@example.edu>",
        SMTP_USER="post",
        SMTP_PASSWORD="top-secret-1",
        WECOM_URL="https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=top-secret-2",
        DINGTALK_URL="https://oapi.dingtalk.com/robot/send?access_token=top-secret-3",
        DINGTALK_SECRET="SEC-top-secret-4",
        GROUP_ROLES="UF, DPO",
        GROUP_HOURS="15,9",
        PUBLIC_URL="https://tongxin.example.edu/",
    )
    mailer, wecom, dingtalk = outward(made)
    assert isinstance(mailer, Mailer)
    assert (mailer.name, wecom.name, dingtalk.name) == (MAIL, WECOM, DINGTALK)
    assert (mailer.host, mailer.user, mailer.password) == (
        "mail.example.edu",
        "post",
        "top-secret-1",
    )
    assert (made.group_roles, made.group_hours) == (("UF", "DPO"), (9, 15))
    assert made.public_url == "https://tongxin.example.edu"
    assert "top-secret" not in repr(made) + repr(mailer) + repr(wecom) + repr(dingtalk)


@pytest.mark.parametrize(
    ("env", "told"),
    [
        ({"SMTP_HOST": "m", "SMTP_FROM": "nobody"}, "TONGXIN_SMTP_FROM is no address"),
        ({"SMTP_HOST": "m", "SMTP_FROM": "a@b.cn", "SMTP_TLS": "ssl"}, "Choose starttls, tls or"),
        ({"SMTP_HOST": "m", "SMTP_FROM": "a@b.cn", "SMTP_PORT": "0"}, "TONGXIN_SMTP_PORT is '0'"),
        (
            {"SMTP_HOST": "m", "SMTP_FROM": "a@b.cn", "SMTP_TLS": "none", "SMTP_PASSWORD": "x"},
            "the password would travel in the open",
        ),
        ({"WECOM_URL": "http://qyapi.weixin.qq.com/x?key=k"}, "TONGXIN_WECOM_URL is not encrypted"),
        ({"DINGTALK_URL": "ftp://x/"}, "TONGXIN_DINGTALK_URL is no web address"),
        ({"DINGTALK_URL": "https://a:b@x/"}, "TONGXIN_DINGTALK_URL is no web address"),
        ({"WECOM_URL": "https://x:notaport/"}, "TONGXIN_WECOM_URL is no web address"),
        ({"PUBLIC_URL": "tongxin.example.edu"}, "Give the site's address without a path"),
        ({"PUBLIC_URL": "https://x/y"}, "Give the site's address without a path"),
        ({"GROUP_HOURS": "9,24"}, "Give full hours from 0 to 23"),
        ({"GROUP_HOURS": "nine"}, "Give full hours from 0 to 23"),
    ],
)
def test_what_cannot_be_is_told_without_its_secret(
    tmp_path: Path, env: dict[str, str], told: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        read(tmp_path, **env)
    assert told in str(caught.value)
    assert "key=k" not in str(caught.value) and "a:b" not in str(caught.value)


# -- commands --------------------------------------------------------------------------------------


def command(post: Post, *words: str, **settings: object) -> Result:
    """Run a command on the college's database."""
    kept = post.site.runtime.settings
    changed = make_settings(kept.database_url, kept.data_dir, **settings)
    store = Store(lambda: changed)
    result = CliRunner().invoke(cli, list(words), obj=store)
    store.engine.dispose()
    return result


def test_the_command_sends_and_says_what_it_did(post: Post) -> None:
    post.wish("leader1", "a@example.edu")
    post.tell(person="leader1")
    post.tell(role="PU")
    with smtp_sink() as sink:
        mail = {"smtp_host": sink.host, "smtp_port": sink.port, "smtp_tls": "none"}
        done = command(post, "notices", "send", smtp_from="post@tongxin.edu", **mail)
        assert done.exit_code == 0, done.output
        assert "2 messages shared out, 1 reached nobody; 1 parcels sent" in done.output
        assert len(sink.mails) == 1
        trial = command(
            post, "notices", "test", "mail", "b@example.edu", smtp_from="p@tongxin.edu", **mail
        )
        assert (trial.exit_code, trial.output) == (0, "It was taken.\n")
        assert (
            sink.mails[1]["Subject"] == "This is a trial of the settings. Nothing needs to be done."
        )


def test_a_channel_that_fails_is_told_with_exit_status_1(post: Post) -> None:
    post.wish("leader1", "a@example.edu")
    post.tell(person="leader1")
    away = {"smtp_host": "127.0.0.1", "smtp_port": free_port(), "smtp_tls": "none"}
    done = command(post, "notices", "send", smtp_from="post@tongxin.edu", **away)
    assert done.exit_code == 1 and "mail: The server does not answer." in done.output
    trial = command(
        post, "notices", "test", "mail", "b@example.edu", smtp_from="p@tongxin.edu", **away
    )
    assert trial.exit_code == 1 and "The server does not answer." in trial.output


def test_a_trial_goes_into_a_group(post: Post) -> None:
    with robot_server(lambda: post.now) as robots:
        url = f"{robots.url}/cgi-bin/webhook/send?key={KEY}"
        assert command(post, "notices", "test", "wecom", wecom_url=url).output == "It was taken.\n"
    assert robots.taken[0].startswith("Tongxin · This is a trial")


def test_a_trial_needs_a_channel_and_an_address(post: Post) -> None:
    assert "mail is not set up" in command(post, "notices", "test", "mail", "a@b.cn").output
    mail = {"smtp_host": "127.0.0.1", "smtp_from": "post@tongxin.edu"}
    for words in ((), ("nobody",)):
        done = command(post, "notices", "test", "mail", *words, **mail)
        assert done.exit_code == 2 and "Name the address" in done.output


def test_doctor_tells_of_messages_that_do_not_leave(post: Post) -> None:
    post.site.wait(days=-2)  # the command's clock stands later than the site's
    post.wish("leader1", "a@example.edu")
    post.tell(person="leader1")
    post.tell(role="PU")
    assert (
        "Messages that wait for more than a quarter of an hour: 2."
        in command(post, "doctor").output
    )
    away = Mailer(host="127.0.0.1", port=free_port(), tls="none", sender="post@tongxin.edu")
    post.run(away)
    post.change(Parcel, state=State.DEAD)
    told = command(post, "doctor").output
    assert "given up: 1; that reached nobody: 1." in told and "quarter" not in told
