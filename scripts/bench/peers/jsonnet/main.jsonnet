// Every file of every service, as `jsonnet --multi --string` takes it.
local manifests = import 'service.libsonnet';

function(data) {
  [service.name + '/' + file.key]: std.manifestYamlDoc(file.value, quote_keys=false)
  for service in data.services
  for file in std.objectKeysValues(manifests(data.shared, service))
}
