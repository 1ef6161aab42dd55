"""Probes: what is declared comes out as declared, the rest is safe and starts."""

from __future__ import annotations

from typing import Any

import pytest

from kgen.fragments.live_probe import live_probe
from kgen.fragments.ready_probe import ready_probe
from kgen.fragments.startup_probe import startup_probe
from tests.fragments.fragment_values import health, ports

TCP: dict[str, Any] = {"tcpSocket": {"port": "http"}}
HTTP: dict[str, Any] = {"httpGet": {"path": "/_/healthz", "port": "http"}}
FIVE_MINUTES = {"failureThreshold": 60, "periodSeconds": 5}


def probes(written: Any, **at: Any) -> list[dict[str, Any] | None]:
    """The live, ready and startup probe."""
    said = None if written is None else health(written)
    return [probe(said, ports(**at)) for probe in (live_probe, ready_probe, startup_probe)]


def test_nothing_declared_asks_whether_the_port_accepts_connections() -> None:
    assert probes(None, http=8080) == [TCP, TCP, {**TCP, **FIVE_MINUTES}]


@pytest.mark.parametrize("at", [{}, {"udp": 5000}])
def test_without_a_port_that_can_be_asked_there_are_none(at: dict[str, Any]) -> None:
    assert probes(None, **at) == [None, None, None]


def test_a_path_is_for_startup_and_ready() -> None:
    assert probes("/_/healthz", http=8080) == [TCP, HTTP, {**HTTP, **FIVE_MINUTES}]


def test_what_is_declared_comes_out_exactly() -> None:
    live = {"path": "/live", "headers": {"B": "2", "A": "1"}, "delay": 10, "every": 15, "timeout": 3, "failures": 2}
    out = {
        "httpGet": {"path": "/live", "port": "http", "httpHeaders": [{"name": "A", "value": "1"}, {"name": "B", "value": "2"}]},
        "initialDelaySeconds": 10,
        "periodSeconds": 15,
        "timeoutSeconds": 3,
        "failureThreshold": 2,
    }
    startup = {"httpGet": out["httpGet"], "timeoutSeconds": 3, **FIVE_MINUTES}
    assert probes({"live": live, "ready": live}, http=8080) == [out, out, startup]


def test_grpc_asks_by_number_and_prefers_the_port_that_speaks_it() -> None:
    at = {"http": 8080, "grpc": 50051}
    asked = {"grpc": {"port": 50051}}
    assert probes("grpc", **at) == [asked, asked, {**asked, **FIVE_MINUTES}]
    assert probes({"live": {"grpc": True, "service": "cart"}}, **at)[0] == {"grpc": {"port": 50051, "service": "cart"}}


def test_timing_of_health_holds_for_live_and_ready_unless_they_say_otherwise() -> None:
    timing = {"initialDelaySeconds": 20, "periodSeconds": 15}
    grpc = {"grpc": {"port": 50051}}
    written = {"grpc": True, "delay": 20, "every": 15}
    assert probes(written, grpc=50051) == [{**grpc, **timing}, {**grpc, **timing}, {**grpc, **FIVE_MINUTES}]
    assert probes({"path": "/_/healthz", "delay": 20, "every": 15}, http=8080)[:2] == [{**TCP, **timing}, {**HTTP, **timing}]
    assert probes({"live": {"delay": 0, "every": 3}, "delay": 20}, http=8080)[0] == {
        **TCP,
        "initialDelaySeconds": 0,
        "periodSeconds": 3,
    }


def test_a_path_prefers_the_port_that_speaks_http() -> None:
    assert probes("/_/healthz", grpc=50051, http=8080)[1] == HTTP


def test_a_probe_can_name_its_port() -> None:
    assert probes({"ready": {"path": "/r", "port": "admin"}}, http=8080, admin=9000)[1] == {
        "httpGet": {"path": "/r", "port": "admin"}
    }


def test_a_command_needs_no_port_and_is_taken_literally() -> None:
    asked = {"exec": {"command": ["check", "$$(id)"]}}
    assert probes({"live": ["check", "$(id)"]}) == [asked, None, {**asked, **FIVE_MINUTES}]


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ({"patience": "61s"}, {"failureThreshold": 13, "periodSeconds": 5}),
        ({"patience": 1}, {"failureThreshold": 1, "periodSeconds": 5}),
        ({"startup": {"every": 10}}, {"failureThreshold": 30, "periodSeconds": 10}),
        ({"startup": {"failures": 7}}, {"failureThreshold": 7, "periodSeconds": 5}),
        (
            {"startup": {"delay": 3, "every": 2, "failures": 9, "timeout": 4}},
            {"initialDelaySeconds": 3, "failureThreshold": 9, "periodSeconds": 2, "timeoutSeconds": 4},
        ),
    ],
)
def test_patience_becomes_failures(declared: dict[str, Any], expected: dict[str, int]) -> None:
    assert probes(declared, http=8080)[2] == {**TCP, **expected}


def test_a_startup_probe_of_its_own_wins_over_the_path() -> None:
    assert probes({"path": "/h", "startup": "/started"}, http=8080)[2] == {
        "httpGet": {"path": "/started", "port": "http"},
        **FIVE_MINUTES,
    }


def test_a_path_without_a_port_is_a_problem() -> None:
    with pytest.raises(ValueError, match=r"^a probe asks at a port, but none takes TCP$"):
        probes("/h", udp=5000)
    with pytest.raises(ValueError, match=r"^a probe asks at port 'admin', but the ports are: http$"):
        probes({"live": {"port": "admin"}}, http=8080)
