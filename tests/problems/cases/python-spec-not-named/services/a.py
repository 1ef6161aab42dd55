raise SystemExit("run")
