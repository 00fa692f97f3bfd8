#!/bin/sh
# Does one job after the other.
for job in 1 2 3; do echo "worker: job $job done"; done
