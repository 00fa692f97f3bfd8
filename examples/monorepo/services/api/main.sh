#!/bin/sh
# Answers requests for the catalogue.
echo "api: 3 products"
