"""`make judge`: kgen's output before judges that know nothing of kgen."""
