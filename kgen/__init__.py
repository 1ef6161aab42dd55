"""kgen: Kubernetes manifests from a few typed lines."""
