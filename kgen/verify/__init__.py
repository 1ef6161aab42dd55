"""What must hold for finished manifests, whoever wrote them."""
