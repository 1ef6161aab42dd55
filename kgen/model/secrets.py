"""Where secrets come from, as facts of an environment. What they hold is never written down."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from kgen.model.base import Model, Shorthand, scalar
from kgen.model.types import ObjectName, Seconds, Text


class ExternalSecrets(Model):
    """An operator fetches them from a secret store into the namespace (https://external-secrets.io)."""

    SHORTHAND = scalar("store", {"type": "string"})
    store: ObjectName
    """The name of the secret store."""
    kind: Literal["ClusterSecretStore", "SecretStore"] = "ClusterSecretStore"
    """Whether it serves the whole cluster, or lies in the services' namespace."""
    refresh: Annotated[Seconds, Field(ge=60, le=604800)] = 3600
    """How often it is asked anew."""
    key: Text = "{system}/{service}/{secret}"
    """Under which key it keeps a secret whose spec names no `source`; a pattern over `{environment}`, `{namespace}`,
    `{system}`, `{service}` and `{secret}`."""
    pull_key: Text = "{secret}"
    """Under which key it keeps a registry's `pull_secret`, as the text of a Docker config.json; a pattern over
    `{environment}`, `{namespace}` and `{secret}`."""


class SecretsDriver(Model):
    """A storage driver fetches them when a pod starts, straight into its files (https://secrets-store-csi-driver.sigs.k8s.io)."""

    provider: Literal["vault", "aws", "azure", "gcp"]
    """What keeps them: HashiCorp Vault, AWS Secrets Manager, Azure Key Vault, Google Secret Manager."""
    key: Text
    """Under which key it keeps a secret whose spec names no `source`; a pattern over `{environment}`, `{namespace}`,
    `{system}`, `{service}` and `{secret}`, and over `{key}` where each key is kept on its own (azure, gcp)."""
    parameters: dict[Text, Text] = {}
    """What the provider wants to know besides, such as `vaultAddress`; patterns like `key`."""


def _source(value: Any) -> Any:
    return {} if value in ("native", "sealed") else value


class Secrets(Model):
    """Where secrets come from.

    `native`: they are made elsewhere. `sealed`: the same, and their encrypted form lies in a repository, from which a
    controller makes them.
    """

    SHORTHAND = Shorthand(_source, {"enum": ["native", "sealed"]})
    external_secrets: ExternalSecrets | None = None
    csi: SecretsDriver | None = None
