"""What an OpenTelemetry library reads from its environment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kgen.fragments.literal import escaped

if TYPE_CHECKING:
    from kgen.model.environment import Environment
    from kgen.model.service import Service

_OF_POD = {"K8S_NODE_NAME": "spec.nodeName", "K8S_POD_NAME": "metadata.name"}
"""Variables of the pod itself, named so that they stand before the one that refers to them: Kubernetes asks for that order
(https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/)."""


def traced(service: Service, environment: Environment) -> dict[str, dict[str, Any]] | None:
    """Where to send to and who sends, by variable, where the service asks for it; else None.

    https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/, and for the attributes
    https://opentelemetry.io/docs/specs/semconv/resource/k8s/.
    """
    facts = environment.tracing
    if not service.tracing or facts is None:
        return None
    namespace = environment.namespace.name if environment.namespace else ""
    attributes = {
        "deployment.environment.name": environment.name,
        "k8s.container.name": service.name,
        "k8s.namespace.name": namespace,
        "k8s.node.name": "$(K8S_NODE_NAME)",
        "k8s.pod.name": "$(K8S_POD_NAME)",
        "service.namespace": service.system or namespace,
    }
    return {
        **{name: {"valueFrom": {"fieldRef": {"fieldPath": path}}} for name, path in _OF_POD.items()},
        "OTEL_EXPORTER_OTLP_ENDPOINT": {"value": escaped(facts.endpoint)},
        "OTEL_EXPORTER_OTLP_PROTOCOL": {"value": facts.protocol},
        "OTEL_RESOURCE_ATTRIBUTES": {"value": ",".join(f"{key}={value}" for key, value in attributes.items())},
        "OTEL_SERVICE_NAME": {"value": service.name},
    }
