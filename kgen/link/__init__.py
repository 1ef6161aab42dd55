"""The graph: who calls whom, over all services of an environment, with neighbours, externals and the platform."""
