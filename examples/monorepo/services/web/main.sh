#!/bin/sh
# Lists the pages it would serve.
ls /srv/public
