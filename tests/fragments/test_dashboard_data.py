"""A dashboard that is made shows what there is to show."""

from __future__ import annotations

import json
from typing import Any

from kgen.fragments.dashboard_data import dashboard_data
from tests.fragments.fragment_values import service


def made(**written: Any) -> dict[str, Any]:
    [(name, text)] = dashboard_data(service(ports={"http": 8080}, dashboard=True, **written), "shop").items()
    assert name == "shop-cart.json"
    return dict(json.loads(text))


def test_panels_stand_side_by_side_and_ask_the_figures_of_the_objectives() -> None:
    panels = made(metrics="http", objectives={"availability": 99, "requests": "hits_total", "failed": 'status="bad"'})["panels"]
    places = [(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in panels]
    assert places == [(0, 0), (12, 0), (0, 8), (12, 8), (0, 16), (12, 16)]
    assert panels[1]["targets"][0]["expr"] == (
        'sum(rate(hits_total{job="cart",namespace="shop",status="bad"}[$__rate_interval])) / '
        'sum(rate(hits_total{job="cart",namespace="shop"}[$__rate_interval]))'
    )


def test_without_figures_of_its_own_it_shows_what_the_cluster_knows() -> None:
    assert [panel["title"] for panel in made()["panels"]] == ["CPU of each copy", "Memory of each copy", "Restarts"]
