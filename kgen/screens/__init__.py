"""What the commands say: functions from results to text. Nothing here prints."""
