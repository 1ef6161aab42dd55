"""No pod gets the socket of the container runtime.

Who may talk to the runtime starts any container with any right on that node.
"""

from __future__ import annotations

from kgen.rules import PodRule, unlike

RULE = PodRule(
    severity="error",
    path="volumes[].hostPath?.path",
    expect=unlike(
        r"(docker|dockershim|containerd|crio|podman|cri-dockerd)\.sock[/.]*$", "not be the socket of a container runtime"
    ),
    sources=[
        "https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF",
        "https://owasp.org/www-project-kubernetes-top-ten/",
    ],
    asked_by={
        "kube-linter": ["docker-sock"],
        "kubesec": ["DockerSock"],
        "checkov": ["CKV_K8S_27"],
        "trivy": ["KSV-0006"],
        "kubescape": ["C-0074"],
        "kyverno": ["disallow-container-sock-mounts", "docker-socket-check"],
    },
    rows=["B24"],
    practice="Pod security: no privileges, nothing of the node",
    satisfy="`host` without that path; `permissions` to ask the Kubernetes API instead.",
)
