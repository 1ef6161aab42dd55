"""What people write, as frozen typed models: the spec of a service, the project, and the environments' facts."""
