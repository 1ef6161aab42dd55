"""Check manifests that anybody wrote: read as the API server reads them, judged by the same rules as those that kgen builds."""
