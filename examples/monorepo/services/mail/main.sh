#!/bin/sh
# Sends what was written.
cat
